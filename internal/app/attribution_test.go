package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"palabre/internal/article"
	"palabre/internal/author"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/richtext"
)

// claimed is a published article with what was asked for: what every output must
// say follows from it and from the literals of this package.
type claimed struct {
	edition    *edition.Edition
	notices    map[string]notice // by language of the edition
	open       bool              // whether readers may register
	language   string
	genre      article.Genre
	signers    []signer
	title      string
	paragraphs []string
	path       string
}

type signer struct {
	author.Author
	gone bool // retired since
}

type notice struct{ before, join, after string }

func (n notice) String() string { return n.before + n.join + n.after }

// speech is the language around the article: its own, else the edition's first.
func (c claimed) speech() string {
	base, _, _ := strings.Cut(c.language, "-")
	if _, spoken := tongues[base]; spoken {
		return base
	}
	return c.edition.First()
}

func (c claimed) tongue() tongue { return tongues[c.speech()] }

func (c claimed) notice() notice {
	if said, written := c.notices[c.speech()]; written {
		return said
	}
	return c.notices[c.edition.First()]
}

func (c claimed) names(in tongue) (names []string) {
	for _, s := range c.signers {
		if s.gone {
			names = append(names, in.retired)
		} else {
			names = append(names, s.Name)
		}
	}
	return names
}

func (c claimed) foot() string {
	var kinds []author.Kind
	for _, s := range c.signers {
		kinds = append(kinds, s.Kind)
	}
	return c.tongue().foot(c.genre, kinds, c.names(c.tongue()))
}

// between is all that an output says: what it begins with, then head, text, foot,
// dash and notice.
func (c claimed) between(first, text []string) []string {
	return slices.Concat(first, []string{c.foot() + "."}, text, []string{c.foot(), "—", c.notice().String()})
}

// join is the address behind the notice's link, below what addresses begin with.
func (c claimed) join(base string) []string {
	switch {
	case c.open:
		return []string{base + "/inscription/"}
	case base == "":
		return nil // a page has no link then
	default:
		return []string{""}
	}
}

// publish publishes what is claimed, an hour after everything before.
func (h house) publish(c *claimed) error {
	h.Helper()
	h.now.Add(time.Hour.Microseconds())
	document, err := richtext.FromParagraphs(c.paragraphs)
	h.must(err)
	var cosigners []author.ID
	for _, s := range c.signers[1:] {
		cosigners = append(cosigners, s.ID)
	}
	at, err := h.app.Articles.Publish(h.ctx, author.Actor{Author: c.signers[0].ID}, article.Publication{
		Edition: c.edition, Cosigners: cosigners,
		Claims: article.Claims{Title: c.title, Genre: c.genre, Language: c.language, Licence: "cc-by-4.0", Document: document},
	})
	c.path = at.Path
	return err
}

func (h house) check(c claimed) {
	h.Helper()
	h.checkText(c)
	h.checkMarkdown(c)
	h.checkHTML(c)
	h.checkJSON(c)
	h.checkFeed(c)
	h.checkPage(c)
	h.checkLists(c)
}

// mixed are authors of several kinds.
const mixed author.Kind = "mixed"

func TestEveryGenreLanguageAndKindHasItsWords(t *testing.T) {
	eachHouse(t, func(t *testing.T, h house) {
		e := h.edition(edition.New{Languages: []string{"fr"}, Notice: "La Place est à tous. {join}.", Join: "Ouvrir un compte"})
		notices := map[string]notice{"fr": {"La Place est à tous. ", "Ouvrir un compte", "."}}
		casts := map[author.Kind][]signer{}
		for _, kind := range author.Kinds() {
			for _, name := range []string{"Awa", "Binta", "Codou"} {
				casts[kind] = append(casts[kind], signer{Author: h.author(e, name+" "+string(kind), kind)})
			}
		}
		casts[mixed] = []signer{casts[author.Association][0], casts[author.NGO][0], casts[author.Professional][0]}
		for _, language := range []string{"fr", "en", "pt", "ar", "wo"} {
			for _, genre := range article.Genres() {
				for kind, cast := range casts {
					for count := 1; count <= len(cast); count++ {
						c := claimed{edition: e, notices: notices, language: language, genre: genre, signers: cast[:count], title: "Le puits", paragraphs: []string{"Il y a de l’eau."}}
						err := h.publish(&c)
						if genre == article.Statement && kind == author.Individual {
							if errs.KindOf(err) != errs.Forbidden {
								t.Errorf("a person's statement: %v", err)
							}
							continue
						}
						h.must(err)
						h.check(c)
					}
				}
			}
		}
	})
}

// TestNobodyIsCalledAnOrganisationWhoIsNone: the line of a statement calls all
// who sign it organisations.
func TestNobodyIsCalledAnOrganisationWhoIsNone(t *testing.T) {
	eachHouse(t, func(t *testing.T, h house) {
		e := h.edition(edition.New{Languages: []string{"fr"}, Notice: "La Place est à tous. {join}.", Join: "Ouvrir un compte"})
		relay := h.author(e, "Les Relayeuses", author.NGO)
		c := claimed{edition: e, language: "fr", genre: article.Statement, title: "Communiqué", paragraphs: []string{"Il y a de l’eau."}}
		unverified := h.author(e, "Compteur Clair", author.Association)
		h.exec(unverified.ID.Tag(), `UPDATE author SET verified_day = NULL WHERE id = $1`, unverified.ID)
		for _, second := range []author.Author{h.author(e, "Awa", author.Individual), unverified} {
			c.signers = []signer{{Author: relay}, {Author: second}}
			if err := h.publish(&c); errs.KindOf(err) != errs.Forbidden {
				t.Errorf("a statement co-signed by %s: %v", second.Name, err)
			}
		}
	})
}

func TestHostileWordsCannotChangeWhoSpeaks(t *testing.T) {
	eachHouse(t, func(t *testing.T, h house) {
		rapid.Check(t, func(r *rapid.T) {
			h := h
			h.TB = r
			c := h.draw(r)
			h.must(h.publish(&c))
			h.check(c)
			for i := range c.signers {
				if c.signers[i].gone = rapid.Bool().Draw(r, "retires"); c.signers[i].gone {
					h.retire(c.signers[i].Author)
				}
			}
			h.check(c)
		})
	})
}

// draw invents an article, those who sign it, and its edition.
func (h house) draw(r *rapid.T) claimed {
	c := claimed{
		notices:  map[string]notice{},
		open:     rapid.Bool().Draw(r, "open"),
		language: rapid.SampledFrom([]string{"fr", "en", "pt", "ar", "wo", "pt-BR", "ar-MR"}).Draw(r, "language"),
		genre:    rapid.SampledFrom(article.Genres()).Draw(r, "genre"),
		title:    words(200).Draw(r, "title"),
	}
	languages := rapid.Permutation([]string{"fr", "en", "pt", "ar"}).Draw(r, "languages")[:2]
	for _, language := range languages {
		c.notices[language] = notice{edge(300).Draw(r, "before"), strings.ReplaceAll(words(40).Draw(r, "join"), "{", ""), edge(300).Draw(r, "after")}
	}
	c.edition = h.editionOf(languages, c.notices, c.open)
	kinds := author.Kinds()
	if c.genre == article.Statement {
		kinds = kinds[1:]
	}
	for range rapid.IntRange(1, 4).Draw(r, "signers") {
		kind := rapid.SampledFrom(kinds).Draw(r, "kind")
		c.signers = append(c.signers, signer{Author: h.author(c.edition, words(60).Draw(r, "name"), kind)})
	}
	// Some paragraphs are the very lines that must not be taken for ours.
	echoes := []string{c.foot() + ".", c.foot(), "—", c.notice().String(), c.title}
	turned := []string{"\u202eà l’envers", "isolé \u2066", "\ufeffmarque"} // refused in names and titles
	paragraph := rapid.OneOf(words(300), rapid.SampledFrom(echoes), rapid.SampledFrom(turned))
	c.paragraphs = append(rapid.SliceOfN(paragraph, 0, 4).Draw(r, "paragraphs"), "Il y a de l’eau.", paragraph.Draw(r, "last"))
	return c
}

// editionOf makes an edition that says another notice in each of its languages.
func (h house) editionOf(languages []string, notices map[string]notice, open bool) *edition.Edition {
	h.Helper()
	e := h.edition(edition.New{Languages: languages, Notice: "{join}", Join: "x"})
	for language, said := range notices {
		h.exec(e.ID.Tag(), `UPDATE edition_text SET notice = $3, join_text = $4 WHERE edition_id = $1 AND language = $2`,
			e.ID, language, said.before+"{join}"+said.after, said.join)
	}
	if open {
		h.exec(e.ID.Tag(), `UPDATE edition SET registration = 'open' WHERE id = $1`, e.ID)
	}
	e, err := h.app.Editions.ByHost(h.ctx, e.Main())
	h.must(err)
	return e
}

// hostile are pieces that mean something to one of the forms, to a database, to
// an eye, or to who reads the lines back.
var hostile = []string{
	"<script>alert(1)</script>", "</p></article>", "<!--", "-->", "]]>", "<![CDATA[", "&", "&amp;", "&#32;", `"`, "'", "`", "```", `\`, `\u003c`, "%2F",
	"*", "**", "_", "~~", "|", "#", "# ", "- ", "+ ", "1. ", "> ", "---", "===", "[a](https://a.example)", "![a](b)", "[a]: b", "<https://a.example>", "https://a.example", "a@b.example",
	"\u200f", "\u200d", "\u00a0", "\u202f", "\u3000", "\ufffd", " ", "  ", "😀", "👩🏾‍🌾", "e\u0301", "جريدة", "𞤀𞤣",
	"—", ".", "!", "?", ":", " : ", "«", "»", ", ", " et ", " و", "{{.names}}", "{names}", "{join", "%s", "$1", "⟦attribution.head⟧",
	"Article opinion écrit par le créateur de contenu : ", "auteur retiré", "Le marché", "Awa",
}

// edge is a text of at most limit signs that may be empty.
func edge(limit int) *rapid.Generator[string] {
	return rapid.Custom(func(r *rapid.T) string {
		return first(strings.Join(rapid.SliceOfN(rapid.SampledFrom(hostile), 0, 6).Draw(r, "pieces"), ""), limit)
	})
}

// words is a text of 1 to limit signs in which something can be seen.
func words(limit int) *rapid.Generator[string] {
	return edge(limit).Filter(func(text string) bool { return strings.Trim(text, " \u00a0\u202f\u3000\u200f\u200d{") != "" })
}

func first(text string, limit int) string {
	if signs := []rune(text); len(signs) > limit {
		return string(signs[:limit])
	}
	return text
}
