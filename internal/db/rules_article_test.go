package db_test

import (
	"slices"

	"palabre/internal/db"
)

// claims are the columns that an article loses when it is erased, and only then.
var claims = []string{"guid", "published_at", "shown_at", "shown_as", "genre", "language", "direction", "licence", "regime", "section_id"}

// erased is the row of an erased article, with some columns changed.
func erased(changes ...string) string {
	row := []string{"state", "'erased'"}
	for _, column := range claims {
		row = append(row, column, "NULL")
	}
	return insert("article", append(row, changes...)...)
}

func articleRules() theme {
	rules := theme{
		name: "article",
		refused: []refusal{
			{what: "one public key twice", by: "article_public", do: insert("article", "key", "'k1'")},
			{what: "one guid twice", by: "article_guid", do: insert("article", "guid", "'g1'")},
			{
				what: "one origin twice", by: "article_origin",
				given: []string{insert("article", "key", "'x'", "guid", "'x'", "origin", "'blog.example'", "origin_guid", "'78'")},
				do:    insert("article", "origin", "'blog.example'", "origin_guid", "'78'"),
			},
			{what: "an origin without its guid", by: "article_origin_pair", do: insert("article", "origin", "'blog.example'")},
			{what: "a guid without its origin", by: "article_origin_pair", do: insert("article", "origin_guid", "'78'")},
			{what: "visible without a version", by: "article_visible", do: insert("article", "visible", "TRUE", "listed", "TRUE")},
			{what: "visible while hidden", by: "article_visible", do: "UPDATE article SET hidden_by = 1 WHERE id = 1"},
			{what: "visible while withdrawn", by: "article_visible", do: "UPDATE article SET state = 'withdrawn' WHERE id = 1"},
			{what: "invisible without a reason", by: "article_visible", do: "UPDATE article SET visible = FALSE, listed = FALSE WHERE id = 1"},
			{what: "listed while invisible", by: "article_listed", do: insert("article", "listed", "TRUE")},
			{what: "listed while unlisted", by: "article_listed", do: "UPDATE article SET unlisted_by = 1 WHERE id = 1"},
			{what: "listed while unread", by: "article_listed", do: "UPDATE article SET unread = TRUE WHERE id = 1"},
			{what: "unlisted without a reason", by: "article_listed", do: "UPDATE article SET listed = FALSE WHERE id = 1"},
			{what: "an answer to no version", by: "article_answer_pair", do: insert("article", "answer_to", "1")},
			{what: "an answer to a version of nothing", by: "article_answer_pair", do: insert("article", "answer_to_revision", "1")},
			{what: "an answer to another article's version", by: "article_answer_to_revision", do: insert("article", "answer_to", "1", "answer_to_revision", "4")},
			{what: "a translation of no version", by: "article_translation_pair", do: insert("article", "translation_of", "1")},
			{what: "a translation of a version of nothing", by: "article_translation_pair", do: insert("article", "translation_of_revision", "1")},
			{what: "a translation of another article's version", by: "article_translation_of_revision", do: insert("article", "translation_of", "1", "translation_of_revision", "4")},
			{what: "a section of another edition", by: "article_section", do: insert("article", "section_id", "2")},
			{what: "hidden by what restricts another", by: "article_hidden_by", do: "UPDATE article SET hidden_by = 1 WHERE id = 2"},
			{what: "hidden by what suspends an author", by: "article_hidden_by", do: "UPDATE article SET hidden_by = 2 WHERE id = 2"},
			{what: "unlisted by what restricts another", by: "article_unlisted_by", do: "UPDATE article SET unlisted_by = 3 WHERE id = 2"},
			{what: "another article's version shown", by: "article_current_revision", do: "UPDATE article SET current_revision = 1 WHERE id = 4"},
			{what: "another public key", by: "article_kept", do: "UPDATE article SET key = 'other' WHERE id = 1"},
			{what: "another guid", by: "article_kept", do: "UPDATE article SET guid = 'other' WHERE id = 1"},
			{what: "another edition", by: "article_kept", do: "UPDATE article SET edition_id = 2, section_id = 2 WHERE id = 2"},
			{
				what: "another article in the place of the old", by: "article_kept_delete", on: db.SQLite,
				do: replace("article", "id", "4"),
			},
		},
		allowed: []allowance{
			{what: "an article before its first version", do: insert("article")},
			{
				what: "a version, then shown", given: []string{insert("revision", "article_id", "2", "number", "1", "kind", "'first'")},
				do: "UPDATE article SET current_revision = (SELECT max(id) FROM revision), visible = TRUE, listed = TRUE WHERE id = 2",
			},
			{what: "hidden", do: "UPDATE article SET hidden_by = 1, visible = FALSE, listed = FALSE WHERE id = 1"},
			{what: "shown at its permalink only", do: "UPDATE article SET unread = TRUE, listed = FALSE WHERE id = 1"},
			{what: "in no list", do: "UPDATE article SET unlisted_by = 1, listed = FALSE WHERE id = 1"},
			{what: "withdrawn", do: "UPDATE article SET state = 'withdrawn', visible = FALSE, listed = FALSE WHERE id = 1"},
			{what: "restored", do: "UPDATE article SET state = 'published', visible = TRUE, listed = TRUE WHERE id = 4"},
			{what: "an answer", do: insert("article", "answer_to", "1", "answer_to_revision", "2")},
			{what: "a translation", do: insert("article", "translation_of", "1", "translation_of_revision", "2", "language", "'wo'")},
			{what: "an import", do: insert("article", "origin", "'blog.example'", "origin_guid", "'78'")},
			{what: "one import number of two origins", do: insert("article", "origin", "'other.example'", "origin_guid", "'~mac'")},
			{what: "another section", given: []string{insert("section")}, do: "UPDATE article SET section_id = (SELECT max(id) FROM section) WHERE id = 1"},
			{what: "one never published, deleted", do: "DELETE FROM article WHERE id = 2"},
		},
	}
	for _, column := range claims {
		rules.refused = append(rules.refused, refusal{
			what: "published without " + column, by: "article_claims", do: insert("article", column, "NULL"),
		})
	}
	return rules
}

func erasedRules() theme {
	rules := theme{
		name: "erasure",
		refused: []refusal{
			{
				what: "erased with its version", by: "article_erased",
				given: []string{erased("key", "'k'"), insert("revision", "article_id", "(SELECT max(id) FROM article)", "number", "1", "kind", "'first'")},
				do:    "UPDATE article SET current_revision = (SELECT max(id) FROM revision) WHERE key = 'k'",
			},
			{what: "erased with its place", by: "article_erased", do: erased("place_id", "1")},
			{what: "erased with what it answers", by: "article_erased", do: erased("answer_to", "1", "answer_to_revision", "2")},
			{what: "erased with what it translates", by: "article_erased", do: erased("translation_of", "1", "translation_of_revision", "2")},
			{what: "erased with its origin's guid", by: "article_erased", do: erased("origin", "'blog.example'", "origin_guid", "'79'")},
			{what: "one import twice, the first erased", by: "article_origin", do: insert("article", "origin", "'blog.example'", "origin_guid", "'~mac'")},
			{
				what: "published again after erasure", by: "article_kept",
				do: `UPDATE article SET state = 'published', guid = 'g3', published_at = 1, shown_at = 1, shown_as = 'day', genre = 'opinion',
					language = 'fr', direction = 'ltr', licence = 'cc-by-4.0', regime = 'hosted', section_id = 1 WHERE id = 3`,
			},
			{what: "published again in the place of the erased", by: "article_kept_delete", on: db.SQLite, do: replace("article", "id", "3")},
			{what: "a body without erasure, deleted", by: "revision_body_no_delete", do: "DELETE FROM revision_body WHERE revision_id = 1"},
			{
				what: "a body deleted by the erasure of another kind", by: "revision_body_no_delete",
				given: []string{insert("erasure", "object_kind", "'decision'")}, do: "DELETE FROM revision_body WHERE revision_id = 1",
			},
			{
				what: "a body changed under cover of an erasure", by: "revision_body_no_update",
				given: []string{insert("erasure")}, do: "UPDATE revision_body SET title = 'Autre' WHERE revision_id = 1",
			},
			{what: "a body that comes back", by: "revision_body_stays_gone", do: insert("revision_body", "revision_id", "3")},
			{what: "a decision's text without erasure, deleted", by: "decision_text_no_delete", do: "DELETE FROM decision_text WHERE decision_id = 1"},
			{
				what: "a decision's text deleted by the erasure of another kind", by: "decision_text_no_delete",
				given: []string{insert("erasure")}, do: "DELETE FROM decision_text WHERE decision_id = 1",
			},
			{
				what: "a decision's text that comes back", by: "decision_text_stays_gone",
				given: []string{insert("erasure", "object_kind", "'decision'", "object_id", "2")}, do: insert("decision_text"),
			},
		},
		allowed: []allowance{
			{what: "erased", do: erased()},
			{what: "erased, once imported", do: erased("origin", "'blog.example'", "origin_guid", "'~other'")},
			{what: "erased while hidden and unlisted", do: "UPDATE article SET hidden_by = NULL, unlisted_by = NULL, version = 2 WHERE id = 3"},
			{what: "a body with its erasure", given: []string{insert("erasure")}, do: "DELETE FROM revision_body WHERE revision_id = 1"},
			{
				what: "a decision's text with its erasure", given: []string{insert("erasure", "object_kind", "'decision'")},
				do: "DELETE FROM decision_text WHERE decision_id = 1",
			},
		},
	}
	kept := map[string]string{
		"guid": "'g'", "published_at": "1", "shown_at": "1", "shown_as": "'day'", "genre": "'opinion'", "language": "'fr'",
		"direction": "'ltr'", "licence": "'cc-by-4.0'", "regime": "'hosted'", "section_id": "1",
	}
	for _, column := range slices.Sorted(slices.Values(claims)) {
		rules.refused = append(rules.refused, refusal{
			what: "erased with " + column, by: "article_claims", do: erased(column, kept[column]),
		})
	}
	return rules
}
