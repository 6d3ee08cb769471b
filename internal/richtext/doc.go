// Package richtext is the document that people write: its model, what is
// accepted from outside, and every form in which it goes out again.
//
// A Document is stored as JSON and nothing else. HTML, plain text, Markdown and
// excerpts are derived from it and may be thrown away. The package knows no
// article, author, catalogue or address: the few words that readers see come in
// as Labels, the addresses of figures through a function. It is not for pages:
// templates place what it writes.
//
// Most callers need one line on the way in and one on the way out:
//
//	document, err := richtext.Decode(stored)
//	page := document.HTML(richtext.HTML{Language: "fr", Labels: labels})
//
// # The stored form
//
// A document is an object with a version, blocks, notes and sources:
//
//	{"version":1,
//	 "blocks":[
//	  {"id":"k3fa77qe","kind":"heading","level":2,"text":[{"text":"Au marché"}]},
//	  {"id":"b2xq5nhd","kind":"paragraph","text":[
//	   {"text":"Le prix a "},{"strong":true,"text":"doublé"},{"source":"s4kd9w2m"},{"text":"."}]}],
//	 "sources":[{"id":"s4kd9w2m","kind":"observation","text":"Relevé du samedi"}]}
//
// It maps one to one to an editor's tree of nodes and marks (ProseMirror): a
// block is a node whose type is its kind and whose attributes are the other
// plain fields; text, items, blocks and cite are its content; an Inline with
// text is a text node whose true fields and link are its marks; break, note and
// source are inline leaves. Order of marks means nothing, equal neighbours are
// one run, so there is one stored form for what people see as one text.
//
// Every accepted document is in that normal form, and [Document.Encode] of it is
// the one spelling of RFC 8785: equal documents are equal bytes.
package richtext
