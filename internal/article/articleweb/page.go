package articleweb

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"palabre/internal/article"
	"palabre/internal/article/entry"
	"palabre/internal/author"
	"palabre/internal/edition"
	"palabre/internal/i18n"
	"palabre/internal/richtext"
	"palabre/internal/web/ui"
)

// showPage fills the page of an article.
func (h *Handler) showPage(r *http.Request, e *edition.Edition, s *article.Shown) showPage {
	t := article.Speech(h.catalogue, e, s.Language)
	a := article.Attribute(h.catalogue, e, s.Language, s.Genre, s.Signers)
	p := showPage{
		Frame:    frame(t, r),
		Crumb:    ui.Crumb{Label: t.Say("meta.section"), Steps: section(e, s.Section, t.Language())},
		Claim:    ui.Claim{Genre: entry.Genre(t, s.Genre), Explained: t.Say("genre." + string(s.Genre) + ".explained")},
		Flags:    flags(t, s.Flags),
		Summary:  richtext.Typeset(s.Summary, s.Language),
		Signed:   ui.Signed{Line: headLine(t, a, s.Signers), What: entry.Kinds(t, s.Signers), Wefts: wefts(s.Signers)},
		Facts:    facts(t, e, s),
		Changed:  changed(t, e, s),
		HTML:     template.HTML(unanchored(s.HTML)),
		Changes:  changes(t, e, s),
		Sign:     ui.Sign{Line: footLine(t, a, s.Signers), Notice: notice(e, a.Notice)},
		Regime:   t.Say("regime." + s.Regime),
		Licence:  t.Say("article.licence", "licence", t.Say("licence."+s.Licence)),
		Forms:    forms(t, s),
		Locale:   locale(s.Language),
		Withheld: withheld(t, s),
	}
	p.Title, p.Description, p.Short = richtext.Typeset(s.Title, s.Language), s.Excerpt, "/a/"+s.Code
	p.Canonical = p.Edition.URL + article.Escaped(s.Path)
	for _, other := range [...][2]string{{"txt", "text/plain"}, {"md", "text/markdown"}, {"json", "application/json"}} {
		p.Alternates = append(p.Alternates, ui.Alternate{URL: p.Canonical + "article." + other[0], Type: other[1]})
	}
	if s.Language != t.Language() {
		p.Own = &own{s.Language, s.Direction}
		p.Facts = append(p.Facts, ui.Fact{Words: t.Say("list.inlanguage", "language", ui.LanguageName(t, s.Language))})
	}
	p.Data = p.data(e, s, a)
	return p
}

// section names the section that the article stands in.
func section(e *edition.Edition, number int64, language string) []ui.Link {
	for _, s := range e.Sections {
		if s.ID == number {
			return []ui.Link{{Words: cmp.Or(s.Name(language), s.Name(e.First()))}}
		}
	}
	return nil
}

// flags says in words what stands beside the genre: who pays comes first.
func flags(t i18n.Text, f article.Flags) []string {
	var words []string
	if f.Sponsor != "" {
		words = append(words, t.Say("flag.sponsor", "who", f.Sponsor))
	}
	if f.Satire {
		words = append(words, t.Say("flag.satire"))
	}
	if f.Translated != nil {
		words = append(words, t.Say("flag.translated", "from", f.Translated.From, "by", f.Translated.By))
	}
	if f.Assisted != "" {
		words = append(words, t.Say("flag.assisted", "what", f.Assisted))
	}
	return words
}

// footLine is the foot of the attribution, cut at its names, so that each leads
// to its author.
func footLine(t i18n.Text, a article.Attribution, signers []article.Signer) []ui.Piece {
	line := []ui.Piece{{Words: a.Before}}
	for i, signer := range signers {
		name := ui.Piece{Words: a.Names[i]}
		if !signer.Retired {
			name.URL = author.Path(signer.Handle)
		}
		line = append(line, ui.Piece{Words: t.Between(i, len(signers))}, name)
	}
	return append(line, ui.Piece{Words: a.After})
}

// headLine is the head of the attribution: the foot with its full stop.
func headLine(t i18n.Text, a article.Attribution, signers []article.Signer) []ui.Piece {
	before, after := t.Around("attribution.head", 0, "line")
	return slices.Concat([]ui.Piece{{Words: before}}, footLine(t, a, signers), []ui.Piece{{Words: after}})
}

// weftsShown is how many wefts fit beside the attribution on a phone.
const weftsShown = 2

func wefts(signers []article.Signer) []ui.Weft {
	var drawn []ui.Weft
	for _, s := range signers {
		if !s.Retired && len(drawn) < weftsShown {
			drawn = append(drawn, ui.Weft{Handle: s.Handle, Organisation: s.Kind.Organisation(), Size: 52})
		}
	}
	return drawn
}

// notice is the edition's, its link only where it leads somewhere.
func notice(e *edition.Edition, n edition.Notice) []ui.Piece {
	join := ui.Piece{Words: n.Join}
	if e.Open() {
		join.URL = "/inscription/"
	}
	return []ui.Piece{{Words: n.Before}, join, {Words: n.After}}
}

func forms(t i18n.Text, s *article.Shown) []ui.Link {
	var links []ui.Link
	for _, form := range [...][2]string{{"txt", "text/plain"}, {"md", "text/markdown"}, {"html", "text/html"}, {"json", "application/json"}} {
		links = append(links, ui.Link{Words: t.Say("format." + form[0]), URL: s.Path + "article." + form[0], Type: form[1]})
	}
	return links
}

// locale writes a language as Open Graph wants it: with a territory, the
// likeliest where the tag names none.
func locale(tag string) string {
	base, _ := language.Make(tag).Base()
	region, _ := language.Make(tag).Region()
	return strings.Join([]string{base.String(), region.String()}, "_")
}
