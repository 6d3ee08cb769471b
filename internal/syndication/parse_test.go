package syndication_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"palabre/internal/article"
	"palabre/internal/errs"
	"palabre/internal/i18n"
	"palabre/internal/richtext"
	"palabre/internal/syndication"
)

const (
	head   = "Article opinion écrit par le créateur de contenu : Sel_et_Mil."
	foot   = "Article opinion écrit par le créateur de contenu : Sel_et_Mil"
	invite = "Le Grand Nim est à tous. Asseyez-vous."
)

// said is what the texts of these tests must say of who speaks.
func said() article.Attribution { return article.Attribution{Head: head, Foot: foot} }

// file is a text of these lines, without a final line feed.
func file(lines ...string) string { return strings.Join(lines, "\n") }

func TestATextIsReadAsItIsWritten(t *testing.T) {
	want := []string{"Un.", "Deux."}
	for what, text := range map[string]string{
		"as we write it":            file(head, "Un.", "Deux.", foot, "—", invite),
		"a final line feed":         file(head, "Un.", "Deux.", foot, "—", invite, ""),
		"a byte order mark":         "\ufeff" + file(head, "Un.", "Deux.", foot, "—", invite),
		"line ends of Windows":      strings.ReplaceAll(file(head, "Un.", "Deux.", foot, "—", invite), "\n", "\r\n"),
		"line ends of old Macs":     strings.ReplaceAll(file(head, "Un.", "Deux.", foot, "—", invite), "\n", "\r"),
		"empty lines":               file("", head, "", "Un.", " \t", "\u00a0", "Deux.", "", foot, "", "—", "", invite, "", ""),
		"no-break spaces":           file(strings.ReplaceAll(head, " :", "\u00a0:"), "Un.", "Deux.", strings.ReplaceAll(foot, " :", "\u202f:"), "\u00a0— ", invite),
		"accents in two characters": file(strings.ReplaceAll(head, "é", "e\u0301"), "Un.", "Deux.", strings.ReplaceAll(foot, "é", "e\u0301"), "—", invite),
		"other full stops":          file(foot, "Un.", "Deux.", head, "—", invite),
	} {
		got, err := syndication.Parse([]byte(text), said())
		if err != nil {
			t.Errorf("%s: %v", what, err)
		} else if diff := cmp.Diff(syndication.Parsed{Paragraphs: want, Notice: invite}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
}

func TestParagraphsStayAsTheyAre(t *testing.T) {
	paragraphs := []string{
		"  deux espaces, puis un insécable\u00a0", "—", "— Et mardi ?", head, foot, "—", "un \ufeff au milieu", "e\u0301", "👩🏾‍🌾 <b>&amp;</b> \\ *", "\u202eà l’envers",
		"  " + invite,
	}
	got, err := syndication.Parse([]byte(file(slices.Concat([]string{head}, paragraphs, []string{foot, "—", invite})...)), said())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(syndication.Parsed{Paragraphs: paragraphs, Notice: invite}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestANoticeMayBeMissing(t *testing.T) {
	got, err := syndication.Parse([]byte(file(head, "Un.", foot, "—", "")), said())
	if err != nil || got.Notice != "" || !slices.Equal(got.Paragraphs, []string{"Un."}) {
		t.Errorf("%+v (%v)", got, err)
	}
}

func TestAMalformedTextIsRefusedWithItsLine(t *testing.T) {
	catalogue, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	const (
		noHead = "the head line should be “" + head + "”, found “"
		check  = "”. Check the author, their kind and the genre."
		noFoot = "the foot line should be “" + foot + "”, found “"
	)
	for what, row := range map[string]struct{ text, want string }{
		"nothing":                 {"", "The file is empty."},
		"a byte order mark alone": {"\ufeff\r\n", "The file is empty."},
		"empty lines":             {" \n\t\n\u00a0\r\n", "The file is empty."},
		"no head":                 {file("Un.", foot, "—", invite), "Line 1: " + noHead + "Un." + check},
		"two byte order marks":    {"\ufeff\ufeff" + file(head, "Un.", foot, "—", invite), "Line 1: " + noHead + "\ufeff" + head + check},
		"head after empty lines":  {file("", "", "Un.", foot, "—", invite), "Line 3: " + noHead + "Un." + check},
		"head of another author": {
			file("Article opinion écrit par le créateur de contenu : Awa.", "Un.", foot, "—", invite),
			"Line 1: " + noHead + "Article opinion écrit par le créateur de contenu : Awa." + check,
		},
		"head of another genre": {
			file("Témoignage écrit par le créateur de contenu : Sel_et_Mil.", "Un.", foot, "—", invite),
			"Line 1: " + noHead + "Témoignage écrit par le créateur de contenu : Sel_et_Mil." + check,
		},
		"head of another case":         {file(strings.ToLower(head), "Un.", foot, "—", invite), "Line 1: " + noHead + strings.ToLower(head) + check},
		"head alone":                   {head, "The line made of one long dash (—) before the edition’s notice is missing."},
		"no dash":                      {file(head, "Un.", foot, invite), "The line made of one long dash (—) before the edition’s notice is missing."},
		"another dash":                 {file(head, "Un.", foot, "-", invite), "The line made of one long dash (—) before the edition’s notice is missing."},
		"no dash but one in the text":  {file(head, "Un.", "—", "Deux.", foot, invite), "Line 2: " + noFoot + "Un.”."},
		"no foot":                      {file(head, "Un.", "Deux.", "", "—", invite), "Line 3: " + noFoot + "Deux.”."},
		"foot of another author":       {file(head, "Un.", foot+"s", "—", invite), "Line 3: " + noFoot + foot + "s”."},
		"dash after the head":          {file(head, "—", invite), "Line 1: " + noFoot + head + "”."},
		"no text":                      {file(head, foot, "—", invite), "There is no paragraph between the head line and the foot line."},
		"empty text":                   {file(head, "", " ", foot, "—", invite), "There is no paragraph between the head line and the foot line."},
		"text after the notice":        {file(head, "Un.", foot, "—", invite, "", "Deux."), "Line 7: one line alone follows the long dash, the edition’s notice; found another one, “Deux.”."},
		"cut off after its own quote":  {file(head, "Un.", foot, "—", "Deux.", "Trois."), "Line 6: one line alone follows the long dash, the edition’s notice; found another one, “Trois.”."},
		"NUL":                          {file(head, "Un.", "D\x00eux.", foot, "—", invite), "Line 3 holds a control character (a tab, NUL or another), which cannot be kept. Remove it, then try again."},
		"NUL in the head":              {file("", head+"\x00", "Un.", foot, "—", invite), "Line 2 holds a control character (a tab, NUL or another), which cannot be kept. Remove it, then try again."},
		"a tab":                        {file(head, "Un.", "\tDeux.", foot, "—", invite), "Line 3 holds a control character (a tab, NUL or another), which cannot be kept. Remove it, then try again."},
		"what would paint a terminal":  {file("\x1b[31mUn.", foot, "—", invite), "Line 1 holds a control character (a tab, NUL or another), which cannot be kept. Remove it, then try again."},
		"a line separator of Unicode":  {file(head, "Un.\u2028Deux.", foot, "—", invite), "Line 2 holds a control character (a tab, NUL or another), which cannot be kept. Remove it, then try again."},
		"Latin-1":                      {file(head, "\xe9t\xe9", foot, "—", invite), "The file is not UTF-8. Save it as UTF-8, then try again."},
		"UTF-16":                       {"\xff\xfeA\x00r\x00t\x00", "The file is not UTF-8. Save it as UTF-8, then try again."},
		"half a character at the end":  {file(head, "Un.", foot, "—", invite) + "\xe2\x80", "The file is not UTF-8. Save it as UTF-8, then try again."},
		"one byte too many":            {file(head, strings.Repeat("a", 1<<20), foot, "—", invite), "The file is too large: 1,048,576 bytes at most."},
		"a line too long to be echoed": {strings.Repeat("é", 900), "Line 1: " + noHead + strings.Repeat("é", 200) + "…" + check},
	} {
		got, err := syndication.Parse([]byte(row.text), said())
		var fields *errs.FieldErrors
		if !errors.As(err, &fields) || len(fields.Fields) != 1 || fields.Fields[0].Name != "file" {
			t.Errorf("%s: %+v (%v), want one mistake of the file", what, got, err)
			continue
		}
		if sentence := catalogue.In("en").Say(fields.Fields[0].Message, fields.Fields[0].Args...); sentence != row.want {
			t.Errorf("%s: %q, want %q", what, sentence, row.want)
		}
	}
}

// FuzzParse looks for a text that breaks the reader, loses a word, or reads
// otherwise once it is written again.
func FuzzParse(f *testing.F) {
	f.Add([]byte(file(head, "Un.", "Deux.", foot, "—", invite)))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := syndication.Parse(text, said())
		if err != nil {
			if errs.KindOf(err) != errs.Invalid {
				t.Fatalf("%v has no kind", err)
			}
			return
		}
		lines := slices.Concat([]string{head}, got.Paragraphs, []string{foot, "—", got.Notice})
		if kept, brought := bare(lines), bare([]string{string(text)}); kept != brought {
			t.Fatalf("kept %q of %q", kept, brought)
		}
		again, err := syndication.Parse([]byte(file(lines...)), said())
		if err != nil {
			t.Fatalf("written again: %v", err)
		}
		if diff := cmp.Diff(got, again); diff != "" {
			t.Fatalf("written again (-want +got):\n%s", diff)
		}
		document, err := richtext.FromParagraphs(got.Paragraphs)
		if err != nil {
			if errs.KindOf(err) != errs.Invalid && errs.KindOf(err) != errs.TooLarge {
				t.Fatalf("%v has no kind", err)
			}
			return
		}
		if plain := document.Plain(richtext.Labels{}); plain != file(got.Paragraphs...) {
			t.Fatalf("comes back as %q, want %q", plain, got.Paragraphs)
		}
	})
}

// bare is the letters and digits of lines, composed: what no reading may lose.
func bare(lines []string) string {
	return strings.Map(func(sign rune) rune {
		if sign < '0' || sign > '9' && sign < 'A' || sign > 'Z' && sign < 'a' || sign > 'z' {
			return -1
		}
		return sign
	}, norm.NFC.String(strings.Join(lines, "\n")))
}
