package db_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"palabre/internal/db"
)

// rows holds for each table a row that the world permits as it stands: pairs of
// column and value in SQL's words. A case changes the columns that it is about.
var rows = map[string][]string{
	"edition": {
		"key", "'kedition'", "country", "'SN'", "timezone", "'Africa/Dakar'", "languages", `'["fr","wo"]'`,
		"first_language", "'fr'", "licence", "'cc-by-4.0'", "review_policy", "'newcomers'", "registration", "'open'",
		"duty_hours", "'{}'", "retention_note", "''", "colour_1", "'#204060'", "colour_2", "'#806020'", "settings", "'{}'", "version", "1",
	},
	"edition_text": {"edition_id", "1", "language", "'wo'", "name", "'Penc'", "tagline", "''", "notice", "'Bind ci {join}.'", "join_text", "'fii'"},
	"edition_host": {"host", "'www.penc.example'", "edition_id", "1", "main", "FALSE"},
	"section":      {"key", "'ksection'", "edition_id", "1", "slug", "'sante'", "names", "'{}'", "position", "2", "closed_day", "NULL"},
	"place":        {"parent_id", "1", "kind", "'city'", "country", "'SN'", "slug", "'thies'", "names", "'{}'", "closed_day", "NULL"},
	"charter":      {"edition_id", "1", "version", "2", "day", "19970"},
	"charter_article": {
		"edition_id", "1", "version", "1", "number", "4",
	},
	"charter_article_text": {
		"edition_id", "1", "version", "1", "number", "3", "language", "'wo'", "title", "'T'", "text", "'T'", "example", "'E'",
	},
	"secret":  {"name", "'salt'", "value", "'x'"},
	"erasure": {"object_kind", "'revision'", "object_id", "1", "key_mac", "'m'", "day", "19980", "why", "'author'"},
	"account": {
		"id", "150", "key", "'kaccount'", "state", "'active'", "suspended_by", "NULL", "passphrase_hash", "'$argon2id$'",
		"language", "'fr'", "made_day", "19900", "seen_day", "19990", "version", "1",
	},
	"sign_in_name": {"folded", "'awa d.'", "account_id", "101"},
	"author": {
		"id", "250", "key", "'kauthor'", "home_edition_id", "1", "kind", "'individual'", "handle", "'Kumba'", "handle_folded", "'kumba'",
		"name", "'Kumba'", "biography", "''", "portrait_key", "NULL", "verified_day", "NULL", "suspended_by", "NULL",
		"state", "'active'", "made_day", "19900", "version", "1",
	},
	"member": {"author_id", "201", "account_id", "103", "role", "'writer'", "since_day", "19950"},
	"media": {
		"id", "350", "key", "'kmedia'", "author_id", "201", "kind", "'image'", "width", "800", "height", "600",
		"colour", "'#aabbcc'", "perceptual", "'p'", "weight", "40000", "state", "'kept'", "made_day", "19950",
	},
	"article": {
		"key", "'karticle'", "guid", "'tag:penc.example,2024:karticle'", "edition_id", "1", "state", "'published'", "hidden_by", "NULL",
		"unlisted_by", "NULL", "unread", "FALSE", "visible", "FALSE", "listed", "FALSE", "published_at", "1725530400000000",
		"shown_at", "1725530400000000", "shown_as", "'hour'", "current_revision", "NULL", "genre", "'opinion'", "language", "'fr'",
		"direction", "'ltr'", "licence", "'cc-by-4.0'", "regime", "'hosted'", "section_id", "1", "place_id", "NULL", "answer_to", "NULL",
		"answer_to_revision", "NULL", "translation_of", "NULL", "translation_of_revision", "NULL", "origin", "NULL", "origin_guid", "NULL", "version", "1",
	},
	"revision": {
		"article_id", "1", "number", "3", "kind", "'update'", "hash", "'0123456789abcdef0123456789abcdef'", "shown_at", "1725534000000000",
	},
	"revision_body": {
		"revision_id", "5", "title", "'Le puits du village'", "summary", "''", "note", "''", "genre", "'opinion'", "flags", "'[]'", "language", "'fr'",
		"direction", "'ltr'", "licence", "'cc-by-4.0'", "cover", "NULL", "signers", "'[]'", "salt", "'0123456789abcdef'", "words", "4", "document", "'{}'",
	},
	"revision_withheld": {"revision_id", "1", "day", "19980", "reason", "'safety'", "words_changed", "12"},
	"article_html":      {"article_id", "4", "revision_id", "4", "renderer", "1", "excerpt", "''", "html", "'<p>'"},
	"byline":            {"article_id", "1", "author_id", "202", "position", "1", "from_revision", "2", "until_revision", "NULL"},
	"listing":           {"edition_id", "1", "list", "'author'", "subject_id", "202", "published_at", "1725530400000000", "article_id", "1"},
	"article_change":    {"article_id", "1", "kind", "'section'", "day", "19980"},
	"act": {
		"edition_id", "1", "account_id", "101", "role", "'moderator'", "verb", "'restrict'", "object_kind", "'article'",
		"object_key", "'k1'", "learned_at", "NULL", "made_at", "1725540000000000",
	},
	"regime": {
		"article_id", "4", "revision_id", "4", "regime", "'checked'", "role", "'editor'", "act_id", "1", "at", "1725530400000000", "until", "NULL",
	},
	"permalink":  {"edition_id", "1", "path_mac", "'mac-new'", "path", "'/2024/09/06/le-puits/'", "article_id", "1", "current", "FALSE"},
	"short_code": {"code", "'bbbbbbbb'", "article_id", "4"},
	"decision": {
		"reference", "'D-2024-0100'", "edition_id", "1", "subject_kind", "'article'", "subject_id", "1", "revision_id", "NULL",
		"verdict", "'restricted'", "ground", "'charter'", "law", "NULL", "charter_version", "1", "charter_number", "3",
		"category", "'privacy'", "content_kind", "'text'", "countries", "'[]'", "severity", "'minor'", "source", "'notice'",
		"automated_detection", "FALSE", "automated_decision", "FALSE", "by_account", "101", "by_role", "'moderator'",
		"second_account", "NULL", "second_role", "NULL", "judge_1", "101", "judge_2", "0", "firm", "FALSE",
		"judges_again", "NULL", "first_judge", "NULL", "first_second", "NULL", "learned_at", "NULL",
		"applies_at", "1725540000000000", "ends_at", "NULL", "made_at", "1725540000000000",
	},
	"decision_text": {"decision_id", "2", "facts", "'Une adresse privée y figure.'", "explanation", "'…'", "salt", "'0123456789abcdef'"},
	"restriction": {
		"decision_id", "1", "verdict", "'restricted'", "firm", "FALSE", "subject_kind", "'article'", "subject_id", "1", "kind", "'disabled'",
		"label", "NULL", "countries", "NULL", "article_id", "1", "author_id", "NULL", "account_id", "NULL", "media_id", "NULL",
		"starts_at", "1725540000000000", "ends_at", "NULL",
	},
	"restriction_end": {"restriction_id", "1", "decision_id", "4", "verdict", "'lifted'"},
}

// insert writes the statement that adds the table's row with some columns changed.
func insert(table string, changes ...string) string {
	row := map[string]string{}
	for _, pairs := range [][]string{rows[table], changes} {
		for i := 0; i < len(pairs); i += 2 {
			row[pairs[i]] = pairs[i+1]
		}
	}
	columns := slices.Sorted(maps.Keys(row))
	values := make([]string, len(columns))
	for i, column := range columns {
		values[i] = row[column]
	}
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")"
}

// replace is SQLite's way to delete and insert in one breath.
func replace(table string, changes ...string) string {
	return strings.Replace(insert(table, changes...), "INSERT", "INSERT OR REPLACE", 1)
}

// makeWorld makes the small world that the cases stand in. On a fresh database
// sequences give 1, 2, 3, so that cases may name the rows.
func makeWorld(t *testing.T, d *db.DB) {
	t.Helper()
	tx, err := d.Writer().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for _, query := range slices.Concat(house(), writing(), judging()) {
		apply(t, tx, query)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	for table, last := range map[string]int64{"edition": 2, "section": 2, "article": 5, "revision": 6, "decision": 4, "restriction": 3, "act": 1, "place": 1} {
		if got := number(t, d, "SELECT max(id) FROM "+table); got != last {
			t.Fatalf("the last %s is %d, the cases were written for %d", table, got, last)
		}
	}
}

// house is two editions with a charter, and the people: authors 201 with one
// owner, 202 with two, 203 retired; account 105 is closed.
func house() []string {
	return []string{
		insert("edition", "key", "'k1'"),
		insert("edition", "key", "'k2'", "country", "'CI'", "timezone", "'Africa/Abidjan'"),
		insert("edition_text", "language", "'fr'", "name", "'La Place'", "notice", "'Écrivez avec nous : {join}.'", "join_text", "'ici'"),
		insert("edition_host", "host", "'penc.example'", "main", "TRUE"),
		insert("section", "key", "'k1'", "slug", "'monde'", "position", "1"),
		insert("section", "key", "'k2'", "edition_id", "2", "slug", "'monde'", "position", "1"),
		insert("place", "parent_id", "NULL", "kind", "'country'", "slug", "'senegal'"),
		insert("charter", "version", "1"),
		insert("charter_article", "number", "3"),
		insert("charter_article_text", "language", "'fr'"),
		insert("account", "id", "101", "key", "'k101'"),
		insert("account", "id", "102", "key", "'k102'"),
		insert("account", "id", "103", "key", "'k103'"),
		insert("account", "id", "104", "key", "'k104'"),
		insert("account", "id", "105", "key", "'k105'", "state", "'closed'", "passphrase_hash", "NULL"),
		insert("sign_in_name", "folded", "'awa'"),
		insert("author", "id", "201", "key", "'k201'", "handle", "'Awa'", "handle_folded", "'awa'"),
		insert("author", "id", "202", "key", "'k202'", "handle", "'Puits'", "handle_folded", "'puits'", "kind", "'association'"),
		insert("author", "id", "203", "key", "'k203'", "handle", "NULL", "handle_folded", "NULL", "name", "NULL", "state", "'retired'"),
		insert("member", "account_id", "101", "role", "'owner'"),
		insert("member", "author_id", "202", "account_id", "102", "role", "'owner'"),
		insert("member", "author_id", "202", "account_id", "103", "role", "'owner'"),
		insert("media", "id", "301", "key", "'k301'"),
	}
}

// writing is articles: 1 is shown in its second version (1, 2), 2 has none yet,
// 3 is erased (version 3 has lost its body), 4 is withdrawn (version 4), 5 is of
// the other edition (versions 5 and 6, 5 without a body yet).
func writing() []string {
	return []string{
		insert("article", "key", "'k1'", "guid", "'g1'"),
		insert("article", "key", "'k2'", "guid", "'g2'"),
		insert("article", "key", "'k3'", "guid", "'g3'", "origin", "'blog.example'", "origin_guid", "'77'"),
		insert("article", "key", "'k4'", "guid", "'g4'", "state", "'withdrawn'"),
		insert("article", "key", "'k5'", "guid", "'g5'", "edition_id", "2", "section_id", "2"),
		insert("revision", "number", "1", "kind", "'first'"),
		insert("revision", "number", "2"),
		insert("revision", "article_id", "3", "number", "1", "kind", "'first'"),
		insert("revision", "article_id", "4", "number", "1", "kind", "'first'"),
		insert("revision", "article_id", "5", "number", "1", "kind", "'first'"),
		insert("revision", "article_id", "5", "number", "2"),
		insert("revision_body", "revision_id", "1"),
		insert("revision_body", "revision_id", "2"),
		insert("revision_body", "revision_id", "4"),
		insert("erasure", "object_id", "3"),
		"UPDATE article SET current_revision = 2, visible = TRUE, listed = TRUE WHERE id = 1",
		"UPDATE article SET current_revision = 4 WHERE id = 4",
		`UPDATE article SET state = 'erased', guid = NULL, published_at = NULL, shown_at = NULL, shown_as = NULL, genre = NULL, language = NULL,
			direction = NULL, licence = NULL, regime = NULL, section_id = NULL, origin_guid = '~mac' WHERE id = 3`,
		insert("article_html", "article_id", "1", "revision_id", "2"),
		insert("byline", "author_id", "201", "position", "0", "from_revision", "1"),
		insert("listing", "list", "'edition'", "subject_id", "0"),
		insert("act"),
		insert("regime", "article_id", "1", "revision_id", "1", "regime", "'hosted'", "role", "NULL", "act_id", "NULL"),
		insert("permalink", "path_mac", "'mac-1'", "path", "'/2024/09/05/le-puits/'", "current", "TRUE"),
		insert("permalink", "path_mac", "'mac-3'", "path", "NULL", "article_id", "3", "current", "TRUE"),
		insert("short_code", "code", "'aaaaaaaa'", "article_id", "1"),
	}
}

// judging is decisions: 1 restricts article 1 (by 101 alone), 2 suspends author
// 202 firmly (by 101 and 102), 3 is a machine's label on article 5, 4 lifts. The
// restrictions 1 to 3 are those of the first three.
func judging() []string {
	return []string{
		insert("decision", "reference", "'D-1'"),
		insert("decision", "reference", "'D-2'", "subject_kind", "'author'", "subject_id", "202", "verdict", "'suspended'",
			"second_account", "102", "second_role", "'editor'", "judge_2", "102", "firm", "TRUE"),
		insert("decision", "reference", "'D-3'", "edition_id", "2", "subject_id", "5", "verdict", "'labelled'", "ground", "'law'", "law", "'loi 2008-08'",
			"charter_version", "NULL", "charter_number", "NULL", "by_account", "NULL", "by_role", "'machine'", "automated_decision", "TRUE",
			"judge_1", "0", "firm", "TRUE", "ends_at", "1725561600000000"),
		insert("decision", "reference", "'D-4'", "verdict", "'lifted'", "ground", "'none'", "charter_version", "NULL", "charter_number", "NULL"),
		insert("decision_text", "decision_id", "1"),
		insert("restriction", "kind", "'removed'"),
		insert("restriction", "decision_id", "2", "verdict", "'suspended'", "firm", "TRUE", "subject_kind", "'author'", "subject_id", "202",
			"kind", "'suspended'", "article_id", "NULL", "author_id", "202"),
		insert("restriction", "decision_id", "3", "verdict", "'labelled'", "firm", "TRUE", "subject_id", "5", "kind", "'labelled'", "label", "'à relire'",
			"article_id", "5", "ends_at", "1725561600000000"),
	}
}
