package db_test

func editionRules() theme {
	return theme{
		name: "edition",
		refused: []refusal{
			{what: "two editions with one public key", by: "edition_public", do: insert("edition", "key", "'k1'")},
			{what: "two texts in one language", by: "edition_text_key", do: insert("edition_text", "language", "'fr'")},
			{what: "a notice without its link", by: "edition_text_join_once", do: insert("edition_text", "notice", "'Write with us.'")},
			{what: "a notice with two links", by: "edition_text_join_once", do: insert("edition_text", "notice", "'{join} or {join}'")},
			{what: "a notice that loses its link", by: "edition_text_join_once", do: "UPDATE edition_text SET notice = ''"},
			{what: "one host of two editions", by: "edition_host_pkey", do: insert("edition_host", "host", "'penc.example'", "edition_id", "2")},
			{what: "a host in capitals", by: "edition_host_lower", do: insert("edition_host", "host", "'Penc2.example'")},
			{what: "two main hosts", by: "edition_host_main", do: insert("edition_host", "main", "TRUE")},
			{
				what: "a second host that becomes main", by: "edition_host_main",
				given: []string{insert("edition_host")}, do: "UPDATE edition_host SET main = TRUE WHERE host = 'www.penc.example'",
			},
			{what: "two sections with one public key", by: "section_public", do: insert("section", "key", "'k1'")},
			{what: "two sections with one slug", by: "section_address", do: insert("section", "slug", "'monde'")},
			{what: "a section that articles stand in, deleted", by: "article_section", do: "DELETE FROM section WHERE id = 1"},
			{what: "two places with one slug", by: "place_address", do: insert("place", "slug", "'senegal'")},
			{
				what: "a place that holds others, deleted", by: "place_parent",
				given: []string{insert("place")}, do: "DELETE FROM place WHERE id = 1",
			},
			{what: "a charter's version twice", by: "charter_key", do: insert("charter", "version", "1")},
			{what: "a charter's article twice", by: "charter_article_key", do: insert("charter_article", "number", "3")},
			{what: "an article of a version that is not", by: "charter_article_charter", do: insert("charter_article", "version", "9")},
			{what: "an article's words twice in one language", by: "charter_article_text_key", do: insert("charter_article_text", "language", "'fr'")},
			{what: "words of an article that is not", by: "charter_article_text_article", do: insert("charter_article_text", "number", "9")},
			{
				what: "a secret twice", by: "secret_pkey",
				given: []string{insert("secret")}, do: insert("secret"),
			},
			{what: "an erasure twice", by: "erasure_key", do: insert("erasure", "object_id", "3", "why", "'law'")},
			{what: "two genres with one number", by: "genre_number", do: "INSERT INTO genre (code, number) VALUES ('letter', 1)"},
		},
		allowed: []allowance{
			{what: "a notice with one link", do: insert("edition_text")},
			{what: "a second host", do: insert("edition_host")},
			{what: "a main host of another edition", do: insert("edition_host", "edition_id", "2", "main", "TRUE")},
			{what: "one slug in two editions", do: insert("section", "edition_id", "2")},
			{what: "a section that is closed", do: "UPDATE section SET closed_day = 20000 WHERE id = 1"},
			{what: "one slug in two countries", do: insert("place", "slug", "'senegal'", "country", "'GM'")},
			{what: "another version of the charter", do: insert("charter")},
			{what: "another article of the charter", do: insert("charter_article")},
			{what: "its words in another language", do: insert("charter_article_text")},
			{what: "a secret", do: insert("secret")},
			{what: "an erasure", do: insert("erasure")},
		},
	}
}

func placeRules() theme {
	return theme{
		name: "lists and signatures",
		refused: []refusal{
			{what: "one signature twice from one version", by: "byline_key", do: insert("byline", "author_id", "201", "from_revision", "1", "position", "5", "until_revision", "2")},
			{what: "two open signatures in one position", by: "byline_open_position", do: insert("byline", "position", "0")},
			{what: "one author who signs twice at once", by: "byline_open_author", do: insert("byline", "author_id", "201")},
			{what: "a signature from another article's version", by: "byline_from", do: insert("byline", "from_revision", "4")},
			{what: "a signature until another article's version", by: "byline_until", do: insert("byline", "until_revision", "4")},
			{
				what: "a closed signature opened beside another in its position", by: "byline_open_position",
				given: []string{insert("byline", "position", "0", "until_revision", "2")},
				do:    "UPDATE byline SET until_revision = NULL WHERE author_id = 202",
			},
			{what: "one place of a list twice", by: "listing_key", do: insert("listing", "list", "'edition'", "subject_id", "0")},
			{what: "an article in a list of another edition", by: "listing_article", do: insert("listing", "edition_id", "2")},
			{what: "a list that is not", by: "listing_list", do: insert("listing", "list", "'popular'")},
			{what: "the HTML of an article twice", by: "article_html_pkey", do: insert("article_html", "article_id", "1", "revision_id", "2")},
			{what: "the HTML of another article's version", by: "article_html_revision", do: insert("article_html", "revision_id", "2")},
		},
		allowed: []allowance{
			{what: "a second signer", do: insert("byline")},
			{what: "a signer who left before", do: insert("byline", "position", "0", "until_revision", "2")},
			{what: "a signer who leaves", do: "UPDATE byline SET until_revision = 2 WHERE article_id = 1"},
			{
				what: "a signer who comes back with a new version", given: []string{
					"UPDATE byline SET until_revision = 2 WHERE article_id = 1", insert("revision"),
				},
				do: insert("byline", "author_id", "201", "position", "0", "from_revision", "(SELECT max(id) FROM revision)"),
			},
			{what: "an article in one list more", do: insert("listing")},
			{what: "an article that leaves its lists", do: "DELETE FROM listing WHERE article_id = 1"},
			{what: "the order of a list, an instant later", do: "UPDATE listing SET published_at = published_at + 1"},
			{what: "HTML", do: insert("article_html")},
			{what: "HTML dropped", do: "DELETE FROM article_html"},
			{what: "a change without a version", do: insert("article_change")},
		},
	}
}
