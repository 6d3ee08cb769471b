package db_test

import "palabre/internal/db"

func revisionRules() theme {
	return theme{
		name: "revision",
		refused: []refusal{
			{what: "one number twice", by: "revision_number", do: insert("revision", "number", "2")},
			{what: "number zero", by: "revision_first", do: insert("revision", "number", "0")},
			{what: "a second first", by: "revision_first", do: insert("revision", "kind", "'first'")},
			{what: "an update before the first", by: "revision_first", do: insert("revision", "article_id", "2", "number", "1")},
			{what: "half a hash", by: "revision_hash", do: insert("revision", "hash", "'0123456789abcdef'")},
			{what: "one body twice", by: "revision_body_pkey", do: insert("revision_body", "revision_id", "1")},
			{what: "no title", by: "revision_body_title", do: insert("revision_body", "title", "''")},
			{what: "a short salt", by: "revision_body_salt", do: insert("revision_body", "salt", "'0123456789abcde'")},
			{what: "the version that is shown, withheld alone", by: "revision_withheld_past_insert/revision_withheld_past", do: insert("revision_withheld", "revision_id", "2")},
			{
				what: "a past version's withholding, moved to the one that is shown", by: "revision_withheld_past_update/revision_withheld_past",
				given: []string{insert("revision_withheld")}, do: "UPDATE revision_withheld SET revision_id = 2",
			},
			{
				what: "a withheld version shown", by: "article_shows_no_withheld_update/article_shows_no_withheld",
				given: []string{insert("revision_withheld")}, do: "UPDATE article SET current_revision = 1 WHERE id = 1",
			},
			{
				what: "a withdrawn article restored with its version withheld", by: "article_shows_no_withheld_update/article_shows_no_withheld",
				given: []string{insert("revision_withheld", "revision_id", "4")},
				do:    "UPDATE article SET state = 'published', visible = TRUE, listed = TRUE WHERE id = 4",
			},
			{
				what: "one version withheld twice", by: "revision_withheld_pkey",
				given: []string{insert("revision_withheld")}, do: insert("revision_withheld", "reason", "'law'"),
			},
		},
		allowed: []allowance{
			{what: "the next version", do: insert("revision")},
			{what: "a first version", do: insert("revision", "article_id", "2", "number", "1", "kind", "'first'")},
			{what: "a retraction", do: insert("revision", "kind", "'retraction'")},
			{what: "a body", do: insert("revision_body")},
			{what: "a past version, withheld", do: insert("revision_withheld")},
			{what: "the version of a withdrawn article, withheld", do: insert("revision_withheld", "revision_id", "4")},
			{
				what: "a withdrawn article whose version is withheld, filed elsewhere", given: []string{insert("revision_withheld", "revision_id", "4"), insert("section")},
				do: "UPDATE article SET section_id = (SELECT max(id) FROM section) WHERE id = 4",
			},
			{
				what: "the version that is shown, withheld with its successor", given: []string{
					insert("revision"), "UPDATE article SET current_revision = (SELECT max(id) FROM revision) WHERE id = 1",
				},
				do: insert("revision_withheld", "revision_id", "2"),
			},
		},
	}
}

func regimeRules() theme {
	const ends = "UPDATE regime SET until = 1725530500000000"
	closed := insert("regime", "until", "1725530500000000")
	return theme{
		name: "regime",
		refused: []refusal{
			{what: "hosted by a role", by: "regime_hosted", do: insert("regime", "regime", "'hosted'", "act_id", "NULL")},
			{what: "hosted by an act", by: "regime_hosted", do: insert("regime", "regime", "'hosted'", "role", "NULL")},
			{what: "checked by nobody", by: "regime_hosted", do: insert("regime", "role", "NULL")},
			{what: "selected without an act", by: "regime_hosted", do: insert("regime", "regime", "'selected'", "act_id", "NULL")},
			{what: "checked by a machine", by: "regime_read", do: insert("regime", "role", "'machine'")},
			{what: "ended before it began", by: "regime_until", do: insert("regime", "until", "1725530399999999")},
			{what: "two open regimes", by: "regime_open", do: insert("regime", "article_id", "1", "revision_id", "2")},
			{what: "the regime of another article's version", by: "regime_revision", do: insert("regime", "revision_id", "1")},
			{
				what: "ended twice", by: "regime_ends_once",
				given: []string{ends}, do: "UPDATE regime SET until = 1725530600000000",
			},
			{what: "opened again", by: "regime_ends_once", given: []string{ends}, do: "UPDATE regime SET until = NULL"},
			{what: "nothing changed", by: "regime_ends_once", do: "UPDATE regime SET at = at"},
			{what: "ended and begun earlier", by: "regime_ends_once", do: ends + ", at = 1"},
			{what: "ended and of another kind", by: "regime_ends_once", do: ends + ", regime = 'checked', role = 'editor', act_id = 1"},
			{what: "ended and selected", by: "regime_ends_once", given: []string{insert("regime")}, do: ends + ", regime = 'selected' WHERE article_id = 4"},
			{what: "ended and of another version", by: "regime_ends_once", do: ends + ", revision_id = 2"},
			{what: "ended and of another article", by: "regime_ends_once", do: ends + ", article_id = 4, revision_id = 4"},
			{what: "ended and by another role", by: "regime_ends_once", given: []string{insert("regime")}, do: ends + ", role = 'judge' WHERE article_id = 4"},
			{
				what: "ended and by another act", by: "regime_ends_once",
				given: []string{insert("regime"), insert("act")}, do: ends + ", act_id = (SELECT max(id) FROM act) WHERE article_id = 4",
			},
			{what: "ended and under another number", by: "regime_ends_once", on: db.SQLite, do: ends + ", id = 77"},
			{what: "deleted", by: "regime_no_delete", do: "DELETE FROM regime"},
			{what: "replaced", by: "regime_no_delete", on: db.SQLite, do: replace("regime", "id", "1")},
			{what: "cut off", by: "regime_no_truncate", on: db.Postgres, do: "TRUNCATE regime"},
			{what: "the machine as a person", by: "act_person", do: insert("act", "role", "'machine'")},
			{what: "the operator as a person", by: "act_person", do: insert("act", "role", "'operator'")},
			{what: "a moderator without an account", by: "act_person", do: insert("act", "account_id", "NULL")},
		},
		allowed: []allowance{
			{what: "checked by an editor", do: insert("regime")},
			{what: "checked before", do: closed},
			{what: "ended once", do: ends},
			{what: "ended, then another", given: []string{ends}, do: insert("regime", "article_id", "1", "revision_id", "2")},
			{what: "an act of the operator", do: insert("act", "role", "'operator'", "account_id", "NULL")},
		},
	}
}

func permalinkRules() theme {
	const other = "WHERE path_mac = 'mac-1'"
	return theme{
		name: "permalink",
		refused: []refusal{
			{what: "one path twice", by: "permalink_path", do: insert("permalink", "path", "'/2024/09/05/le-puits/'")},
			{what: "the path of an erased article", by: "permalink_key", do: insert("permalink", "path_mac", "'mac-3'")},
			{what: "the path of another edition's article", by: "permalink_article", do: insert("permalink", "edition_id", "2")},
			{what: "two current paths", by: "permalink_current", do: insert("permalink", "current", "TRUE")},
			{what: "given to another article", by: "permalink_kept", do: "UPDATE permalink SET article_id = 4, current = FALSE " + other},
			{what: "another path", by: "permalink_kept", do: "UPDATE permalink SET path = '/2024/09/05/autre/' " + other},
			{what: "another mark", by: "permalink_kept", do: "UPDATE permalink SET path_mac = 'mac-9' " + other},
			{what: "another edition", by: "permalink_kept", do: "UPDATE permalink SET edition_id = 2, article_id = 5 " + other},
			{what: "a path that comes back", by: "permalink_kept", do: "UPDATE permalink SET path = '/2024/09/01/efface/' WHERE path_mac = 'mac-3'"},
			{what: "given up", by: "permalink_no_delete", do: "DELETE FROM permalink " + other},
			{
				what: "given up by one in its place", by: "permalink_no_delete", on: db.SQLite,
				do: replace("permalink", "path", "'/2024/09/05/le-puits/'", "article_id", "4"),
			},
			{what: "all given up", by: "permalink_no_truncate", on: db.Postgres, do: "TRUNCATE permalink"},
			{what: "one code twice", by: "short_code_pkey", do: insert("short_code", "code", "'aaaaaaaa'")},
			{what: "two codes of one article", by: "short_code_once", do: insert("short_code", "article_id", "1")},
			{what: "a code given to another", by: "short_code_kept", do: "UPDATE short_code SET article_id = 4"},
			{what: "a code given up", by: "short_code_no_delete/short_code_kept", do: "DELETE FROM short_code"},
			{what: "a code in the place of another", by: "short_code_no_delete", on: db.SQLite, do: replace("short_code", "code", "'aaaaaaaa'")},
			{what: "all codes given up", by: "short_code_no_truncate", on: db.Postgres, do: "TRUNCATE short_code"},
		},
		allowed: []allowance{
			{what: "an old path", do: insert("permalink")},
			{
				what: "another slug", given: []string{"UPDATE permalink SET current = FALSE " + other},
				do: insert("permalink", "current", "TRUE"),
			},
			{what: "one path in two editions", do: insert("permalink", "edition_id", "2", "article_id", "5", "path", "'/2024/09/05/le-puits/'")},
			{what: "emptied by erasure", do: "UPDATE permalink SET path = NULL " + other},
			{what: "a second path emptied", given: []string{insert("permalink")}, do: "UPDATE permalink SET path = NULL"},
			{what: "a short code", do: insert("short_code")},
		},
	}
}
