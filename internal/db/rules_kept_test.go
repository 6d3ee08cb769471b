package db_test

import "palabre/internal/db"

// keptRules are those of what is only added to: tried by UPDATE, DELETE, INSERT
// OR REPLACE and TRUNCATE. A row that others refer to would be kept by them too,
// so each case takes one that nothing refers to.
func keptRules() theme {
	type kept struct {
		table, change string
		same          []string // what a row in the place of `last` repeats
		last          string   // a row to which nothing refers
		made          []string // makes it
	}
	max := func(table string) string { return "id = (SELECT max(id) FROM " + table + ")" }
	newest := func(table string) []string { return []string{"id", "(SELECT max(id) FROM " + table + ")"} }
	rules := theme{name: "kept"}
	for _, k := range []kept{
		{table: "revision", change: "kind = 'correction'", last: max("revision"), made: []string{insert("revision")}, same: newest("revision")},
		{table: "act", change: "verb = 'lift'", last: max("act"), made: []string{insert("act")}, same: newest("act")},
		{table: "decision", change: "category = 'other'", last: max("decision"), made: []string{insert("decision")}, same: append(newest("decision"), "reference", "'D-x'")},
		{table: "restriction", change: "label = 'x'", last: max("restriction"), made: []string{insert("restriction")}, same: newest("restriction")},
		{table: "article_change", change: "day = 1", last: max("article_change"), made: []string{insert("article_change")}, same: newest("article_change")},
		{table: "restriction_end", change: "decision_id = 4", last: "restriction_id = 1", made: []string{insert("restriction_end")}},
		{table: "erasure", change: "why = 'x'", last: "object_id = 1", made: []string{insert("erasure")}},
		{table: "charter", change: "day = 1", last: "version = 2", made: []string{insert("charter")}},
		{table: "charter_article", change: "number = 5", last: "number = 4", made: []string{insert("charter_article")}},
		{table: "charter_article_text", change: "title = 'x'", last: "language = 'wo'", made: []string{insert("charter_article_text")}},
	} {
		where, both := " WHERE "+k.last, "/"+k.table+"_no_change"
		rules.refused = append(
			rules.refused,
			refusal{what: k.table + " changed", by: k.table + "_no_update" + both, given: k.made, do: "UPDATE " + k.table + " SET " + k.change + where},
			refusal{what: k.table + " deleted", by: k.table + "_no_delete" + both, given: k.made, do: "DELETE FROM " + k.table + where},
			refusal{what: k.table + " replaced", by: k.table + "_no_delete", on: db.SQLite, given: k.made, do: replace(k.table, k.same...)},
			refusal{what: k.table + " cut off", by: k.table + "_no_truncate", on: db.Postgres, do: "TRUNCATE " + k.table + " CASCADE"},
		)
		rules.allowed = append(rules.allowed, allowance{what: k.table + " added to", do: k.made[0]})
	}
	rules.refused = append(
		rules.refused,
		refusal{what: "a body replaced", by: "revision_body_no_delete", on: db.SQLite, do: replace("revision_body", "revision_id", "1", "title", "'Autre'")},
		refusal{
			what: "a body overwritten by an insertion", by: "revision_body_no_update",
			do: insert("revision_body", "revision_id", "1") + " ON CONFLICT (revision_id) DO UPDATE SET title = 'Autre'",
		},
		refusal{what: "all bodies cut off", by: "revision_body_no_truncate", on: db.Postgres, do: "TRUNCATE revision_body"},
		refusal{what: "a decision's text changed", by: "decision_text_no_update", do: "UPDATE decision_text SET facts = ''"},
		refusal{what: "a decision's text replaced", by: "decision_text_no_delete", on: db.SQLite, do: replace("decision_text", "decision_id", "1")},
		refusal{what: "all texts of decisions cut off", by: "decision_text_no_truncate", on: db.Postgres, do: "TRUNCATE decision_text"},
		refusal{what: "articles cut off with all that follows", by: "revision_no_truncate", on: db.Postgres, do: "TRUNCATE revision, article CASCADE"},
	)
	return rules
}
