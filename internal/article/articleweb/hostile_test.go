package articleweb_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"palabre/internal/article"
	"palabre/internal/author"
)

// hostile are texts that somebody would type to break a page. Each is at most 200
// signs, the longest title; a name has 60.
var hostile = []string{
	`</script><script>alert("x")</script>`,
	`"'&<>` + "`" + `{{.}}\u003c/title> --> ]]>`,
	"éserver el tse etxet eL\u200f",
	"😀👩🏾‍🌾 جريدة 𞤀𞤣𞤤𞤢𞤥",
	`" onmouseover="alert(1)" style="color:red`,
	`javascript:alert(1)//</style></h1></article>`,
}

func TestHostileWordsStayWords(t *testing.T) {
	each(t, func(s *site) {
		for i, text := range hostile {
			by := s.author("plume_"+string(rune('a'+i)), first(text, 60), author.Association)
			c := s.claims(text, "Un texte.", text)
			c.Summary = text
			c.Flags = article.Flags{Sponsor: text, Assisted: text, Translated: &article.Translated{From: text, By: text}}
			at := s.publish(by, c)
			s.now = s.now.Add(time.Minute)
			s.must(s.articles.Revise(t.Context(), author.Actor{Author: by.ID}, at.Key, article.Revision{
				Edition: s.edition, Base: 1, Kind: article.Correction, Note: text, Claims: c,
			}))
			page := s.get(at.Path, http.StatusOK)
			s.texts(page, map[string]string{
				"h1": text, ".lede": text, ".by a bdi": first(text, 60), "header .note p": text, ".changes p": text,
				".flags li:first-child": "Article payé par\u00a0: " + text, "title": text + " · La Place",
			})
			if got := page.Document().Find("meta[property='og:title']").AttrOr("content", ""); got != text {
				t.Errorf("og:title is %q, want %q", got, text)
			}
			if got := described(s, page)["headline"]; got != text {
				t.Errorf("headline is %q, want %q", got, text)
			}
			sound(s, "the article "+text, page)
		}
		front := s.get("/", http.StatusOK)
		for i, text := range hostile {
			entry := front.Document().Find(".piece").Eq(len(hostile) - 1 - i)
			if entry.Find(".title").Text() != text || entry.Find(".genre i").Text() != first(text, 60) {
				t.Errorf("entry %d is %q by %q", i, entry.Find(".title").Text(), entry.Find(".genre i").Text())
			}
		}
		sound(s, "the front page", front)
	}, "fr")
}

func TestAHostileNoticeStaysWords(t *testing.T) {
	each(t, func(s *site) {
		s.exec(`UPDATE edition_text SET notice = $1, join_text = $2, name = $3`, `<b>{join}</b>`, `</p><script>`, `"La Place" </title>`)
		s.exec(`UPDATE edition SET registration = 'open'`)
		s.reopen()
		page := s.get(s.market().Path, http.StatusOK)
		s.texts(page, map[string]string{".notice": `<b></p><script></b>`, ".notice a[href='/inscription/']": `</p><script>`, ".brand bdi": `"La Place" </title>`})
		var data struct{ IsPartOf struct{ Name string } }
		s.must(json.Unmarshal([]byte(page.Text("script")), &data))
		if data.IsPartOf.Name != `"La Place" </title>` {
			t.Errorf("the site is called %q", data.IsPartOf.Name)
		}
		sound(s, "the article", page)
		sound(s, "the front page", s.get("/", http.StatusOK))
	}, "fr")
}

func TestTheLongestWordsFit(t *testing.T) {
	each(t, func(s *site) {
		long := strings.Repeat("ab", article.TitleLimit/2)
		c := s.claims(long, strings.Repeat("x", 5000))
		c.Summary = strings.Repeat("é", article.SummaryLimit)
		page := s.get(s.publish(s.author("Plume_longue", long[:60], author.Professional), c).Path, http.StatusOK)
		s.texts(page, map[string]string{"h1": long, ".lede": c.Summary, ".by a": long[:60]})
		sound(s, "the article", page)
	}, "fr")
}

// first returns the first signs of a text.
func first(text string, signs int) string {
	return string([]rune(text)[:min(signs, len([]rune(text)))])
}
