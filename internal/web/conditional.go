package web

import (
	"net/http"
	"slices"
	"strings"
)

// answer writes the page for a reader who may have it already: 304 where
// If-None-Match names it, 412 where If-Match asks for another (RFC 9110 §13.2.2).
// Every answer is whole: Range is not for pages (§14.2 allows to ignore it), and
// without a date of ours the conditions by date say nothing.
func (p *page) answer(w http.ResponseWriter, r *http.Request, f *form, status int) error {
	h := w.Header()
	if p.base != "" {
		if lines := r.Header["If-Match"]; len(lines) > 0 {
			if _, same := p.named(lines, f, false); !same {
				clear(h)
				set(h, p.rested)
				h["Content-Length"] = zero
				w.WriteHeader(http.StatusPreconditionFailed)
				return nil
			}
		}
		if lines := r.Header["If-None-Match"]; len(lines) > 0 {
			if tag, same := p.named(lines, f, true); same {
				clear(h)
				set(h, p.rested)
				h["Etag"] = []string{tag}
				w.WriteHeader(http.StatusNotModified)
				return nil
			}
		}
		h["Etag"] = f.tag
	}
	set(h, p.fields)
	h["Content-Length"] = f.length
	if f.coding != nil {
		h["Content-Encoding"] = f.coding
	}
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := w.Write(f.body)
	return err
}

var zero = []string{"0"}

func set(h http.Header, fields []field) {
	for i := range fields {
		h[fields[i].name] = fields[i].values
	}
}

// named looks for the page in lists of entity tags and returns the tag by which
// the reader knows it. A tag of another coding or quality will do: what the
// reader holds says the same. weak lets a weak tag pass (§8.8.3.2). "*" is any
// page, known by the form that would be sent.
func (p *page) named(lines []string, f *form, weak bool) (tag string, found bool) {
	for _, list := range lines {
		if strings.TrimSpace(list) == "*" {
			return f.tag[0], true
		}
		for rest := list; rest != ""; {
			tag, rest = nextTag(rest)
			opaque, isWeak := strings.CutPrefix(tag, "W/")
			if isWeak && !weak || len(opaque) < 2 {
				continue
			}
			base, mark := opaque[1:len(opaque)-1], ""
			if len(base) > len(p.base) {
				base, mark = base[:len(p.base)], base[len(p.base):]
			}
			if base == p.base && known(mark) {
				return tag, true
			}
		}
	}
	return "", false
}

// known reports whether a tag of ours may end so.
func known(mark string) bool {
	for _, of := range marks {
		if slices.Contains(of[:], mark) {
			return true
		}
	}
	return false
}

// nextTag cuts the first entity tag off a list: `W/"a", "b"`. What is none ends
// the list.
func nextTag(list string) (tag, rest string) {
	list = strings.TrimLeft(list, ", \t")
	start := 0
	if strings.HasPrefix(list, "W/") {
		start = len("W/")
	}
	if start >= len(list) || list[start] != '"' {
		return "", ""
	}
	end := strings.IndexByte(list[start+1:], '"')
	if end < 0 {
		return "", ""
	}
	end += start + 2
	return list[:end], list[end:]
}
