package db_test

import (
	"slices"
	"testing"

	"palabre/internal/db"
)

// foreignRules tries every foreign key of one column: a word that no table of
// words has, a number that nothing has. Those of several columns stand in the
// themes that they belong to.
func foreignRules(t *testing.T) theme {
	// What else a row must say so that it breaks its foreign key alone.
	more := map[string][]string{
		"article_answer_to":       {"answer_to_revision", "1"},
		"article_translation_of":  {"translation_of_revision", "1"},
		"decision_verdict":        {"ground", "'charter'"},
		"decision_ground":         {"charter_version", "NULL", "charter_number", "NULL"},
		"decision_by_account":     {"judge_1", "999999"},
		"decision_second_account": byTwo("judge_2", "999999"),
		"decision_second_role":    byTwo(),
		"restriction_article":     {"decision_id", "(SELECT max(id) FROM decision)", "subject_id", "999999"},
		"restriction_media":       {"decision_id", "(SELECT max(id) FROM decision)", "subject_kind", "'media'", "subject_id", "999999", "article_id", "NULL"},
		"restriction_author":      {"decision_id", "(SELECT max(id) FROM decision)", "subject_kind", "'author'", "subject_id", "999999", "article_id", "NULL"},
		"restriction_account":     {"decision_id", "(SELECT max(id) FROM decision)", "subject_kind", "'account'", "subject_id", "999999", "article_id", "NULL"},
		"restriction_end_verdict": {"decision_id", "4"},
		"byline_article":          {"from_revision", "1"},
	}
	// A decision may speak of what is no more; what it does may not.
	given := map[string][]string{
		"restriction_article": {insert("decision", "subject_id", "999999")},
		"restriction_media":   {insert("decision", "subject_kind", "'media'", "subject_id", "999999")},
		"restriction_author":  {insert("decision", "subject_kind", "'author'", "subject_id", "999999")},
		"restriction_account": {insert("decision", "subject_kind", "'account'", "subject_id", "999999")},
	}
	text := migrationText(t, db.SQLite)
	words := wordTables(text)
	rules := theme{name: "foreign keys"}
	for _, r := range constraintsIn(text) {
		if r.kind != "foreign" || len(r.columns) > 1 {
			continue
		}
		value := "999999"
		if words[r.target] {
			value = "'nonsense'"
		}
		rules.refused = append(rules.refused, refusal{
			what: r.name, by: r.name, given: given[r.name],
			do: insert(r.table, append(slices.Clone(more[r.name]), r.columns[0], value)...),
		})
	}
	return rules
}
