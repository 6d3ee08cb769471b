package app_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"palabre/internal/article"
	"palabre/internal/author"
)

// The place of the storm: an edition with two sections, and four writers.
const stormHost = "crue.example"

func stormSections() []string { return []string{"ville", "fleuve"} }

func stormWriters() []string {
	return []string{"Nafi_Storm", "Moussa_Storm", "Adja_Storm", "Radio_Storm"}
}

// stormKind is what a writer is; an organisation's moments are shown to the minute.
func stormKind(writer int) author.Kind {
	if writer == 3 {
		return author.Association
	}
	return author.Individual
}

// verb is what a writer does to a story.
type verb string

const (
	publishes verb = "publish"
	revises   verb = "revise"
	withdraws verb = "withdraw"
	restores  verb = "restore"
)

// storyName is who wrote a story in which life of the child, and the how manieth.
type storyName struct{ Life, Writer, Serial int }

// story is an article as its writer and the parent know it without asking the
// database: what must be stored follows from it by the words of this file.
type story struct {
	storyName
	Key       string
	Path      string
	Version   int // the current one, 0 before the publication
	Withdrawn bool
	Changes   []verb // withdrawals and restorations, in their order
}

// after is the story once an act has happened.
func (s story) after(v verb) story {
	switch v {
	case publishes, revises:
		s.Version++
	case withdraws, restores:
		s.Withdrawn = v == withdraws
		s.Changes = append(slices.Clone(s.Changes), v)
	}
	return s
}

// allows reports whether the verb fits the state of the story.
func (s story) allows(v verb) bool {
	switch v {
	case publishes:
		return s.Version == 0
	case restores:
		return s.Withdrawn
	}
	return !s.Withdrawn
}

// title is of the story alone; that of each eighth is shared by a whole life.
func (s storyName) title() string {
	if s.Serial%8 == 0 {
		return fmt.Sprintf("La crue de %d", s.Life)
	}
	return fmt.Sprintf("Le puits %d de %d en %d", s.Serial, s.Writer, s.Life)
}

// stands reports whether an address can be the story's: its title in small
// letters with hyphens, and a number where others had the title before.
func (s storyName) stands(path string) bool {
	var year, month, day int
	if _, err := fmt.Sscanf(path, "/%4d/%2d/%2d/", &year, &month, &day); err != nil || len(path) < len("/2006/01/02/") {
		return false
	}
	slug := strings.TrimSuffix(path[len("/2006/01/02/"):], "/")
	rest, ok := strings.CutPrefix(slug, strings.ReplaceAll(strings.ToLower(s.title()), " ", "-"))
	if s.Serial%8 == 0 && rest != "" {
		var n int
		_, err := fmt.Sscanf(rest, "-%d", &n)
		return ok && err == nil && n > 1
	}
	return ok && rest == ""
}

// sentence is what one version of the story says, and no other text of the storm.
func (s storyName) sentence(version int) string {
	return fmt.Sprintf("Texte %d du puits %d de la voix %d au tour %d.", version, s.Serial, s.Writer, s.Life)
}

// stormFiller makes a text of the size of a short article.
const stormFiller = "L’eau est montée pendant la nuit, les pirogues ont quitté la berge et le marché s’est tenu sur la route haute."

func (s storyName) paragraphs(version int) []string {
	return append(slices.Repeat([]string{stormFiller}, 4), s.sentence(version))
}

func (s storyName) genre(version int) article.Genre {
	return []article.Genre{"information", "opinion", "testimony"}[(s.Serial+version)%3]
}

func (s storyName) section() string { return stormSections()[s.Serial%2] }

// signers are the handles under the story: the writer's, and for each third the
// next writer's.
func (s storyName) signers() []string {
	all := stormWriters()
	if s.Serial%3 == 0 {
		return []string{all[s.Writer], all[(s.Writer+1)%len(all)]}
	}
	return []string{all[s.Writer]}
}

// facts are the rows that belong to the story, in a line each, sorted.
func (s *story) facts() []string {
	state, year, signers := "published", s.Path[1:5], s.signers()
	if s.Withdrawn {
		state = "withdrawn"
	}
	lines := []string{
		"state " + state, "guid tag:" + stormHost + "," + year + ":" + s.Key, "section " + s.section(), "regime hosted", "regime hosted of 1",
		fmt.Sprintf("genre %s", s.genre(s.Version)), fmt.Sprintf("shows %d", s.Version), fmt.Sprintf("html of %d", s.Version),
		"permalink " + s.Path, "code", "revision 1 first", "body 1", "job article.published/storm",
	}
	for version := 2; version <= s.Version; version++ {
		lines = append(lines, fmt.Sprintf("revision %d correction", version), fmt.Sprintf("body %d", version), fmt.Sprintf("job article.revised/storm %d", version))
	}
	for position, handle := range signers {
		lines = append(lines, fmt.Sprintf("signer %d from 1 %s", position, handle), "list desk "+handle)
	}
	for _, change := range s.Changes {
		lines = append(lines, map[verb]string{withdraws: "change withdrawn", restores: "change restored"}[change])
	}
	if !s.Withdrawn {
		lines = append(lines, "visible", "listed", "list edition 0", fmt.Sprintf("list day %d", s.day()),
			"list section "+s.section(), fmt.Sprintf("list genre %s", s.genre(s.Version)))
		for _, handle := range signers {
			lines = append(lines, "list author "+handle)
		}
	}
	slices.Sort(lines)
	return lines
}

// day is the day in the story's address, in days since 1970.
func (s *story) day() int64 {
	at, err := time.Parse("/2006/01/02/", s.Path[:len("/2006/01/02/")])
	if err != nil {
		return 0
	}
	return at.Unix() / (24 * 60 * 60)
}
