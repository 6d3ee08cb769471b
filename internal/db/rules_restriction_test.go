package db_test

func restrictionRules() theme {
	restrict := func(changes ...string) string { return insert("restriction", changes...) }
	suspend := func(changes ...string) string {
		return restrict(append([]string{
			"decision_id", "2", "verdict", "'suspended'", "firm", "TRUE", "subject_kind", "'author'", "subject_id", "202",
			"kind", "'suspended'", "article_id", "NULL", "author_id", "202",
		}, changes...)...)
	}
	end := func(changes ...string) string { return insert("restriction_end", changes...) }
	// A suspension by one alone, for seven days, of account 104.
	short := []string{insert("decision", "subject_kind", "'account'", "subject_id", "104", "verdict", "'suspended'", "ends_at", sevenDays)}
	ofShort := func(changes ...string) string {
		return suspend(append([]string{
			"decision_id", "(SELECT max(id) FROM decision)", "firm", "FALSE", "subject_kind", "'account'", "subject_id", "104",
			"author_id", "NULL", "account_id", "104",
		}, changes...)...)
	}
	return theme{
		name: "restriction",
		refused: []refusal{
			{what: "by no decision", by: "restriction_decision", do: restrict("decision_id", "99")},
			{what: "by another verdict than the decision's", by: "restriction_decision", do: restrict("verdict", "'labelled'")},
			{what: "firmer than its decision", by: "restriction_decision", do: restrict("firm", "TRUE")},
			{what: "of another article than the decision's", by: "restriction_decision", do: restrict("subject_id", "4", "article_id", "4")},
			{what: "of another thing than the decision's", by: "restriction_decision", do: restrict("subject_kind", "'media'", "subject_id", "301", "article_id", "NULL", "media_id", "301")},
			{what: "by what lifts", by: "restriction_verdict", do: restrict("decision_id", "4", "verdict", "'lifted'")},
			{what: "without its subject", by: "restriction_subject", do: restrict("article_id", "NULL")},
			{what: "of an article other than it says", by: "restriction_subject", do: restrict("article_id", "4")},
			{what: "of an author beside an article", by: "restriction_subject", do: restrict("author_id", "201")},
			{
				what: "of an article beside an author of the same number", by: "restriction_subject",
				given: []string{insert("author", "id", "1"), insert("decision", byTwo("subject_kind", "'author'", "verdict", "'suspended'")...)},
				do:    suspend("decision_id", "(SELECT max(id) FROM decision)", "subject_id", "1", "author_id", "1", "article_id", "1"),
			},
			{what: "of an account beside an author", by: "restriction_subject", do: suspend("account_id", "102")},
			{what: "of a file beside an article", by: "restriction_subject", do: restrict("media_id", "301")},
			{what: "of an article that is said to be an author", by: "restriction_subject", do: suspend("author_id", "NULL", "article_id", "1")},
			{
				what: "of a submission", by: "restriction_subject",
				given: []string{insert("decision", "subject_kind", "'submission'", "subject_id", "0")},
				do:    restrict("decision_id", "(SELECT max(id) FROM decision)", "subject_kind", "'submission'", "subject_id", "0", "article_id", "NULL"),
			},
			{what: "a label without its words", by: "restriction_label", do: restrict("kind", "'labelled'")},
			{what: "another genre without its name", by: "restriction_label", do: restrict("kind", "'genre'")},
			{what: "words without a label", by: "restriction_label", do: restrict("label", "'à relire'")},
			{what: "suspended by one alone without an end", by: "restriction_suspension", given: short, do: ofShort()},
			{what: "suspended by one alone for more than seven days", by: "restriction_suspension", given: short, do: ofShort("starts_at", applies, "ends_at", tooLong)},
			{what: "terminated by one alone", by: "restriction_suspension", given: short, do: ofShort("kind", "'terminated'")},
			{what: "ended when it begins", by: "restriction_ends", do: restrict("ends_at", applies)},
			{what: "ended twice", by: "restriction_end_pkey", given: []string{end()}, do: end()},
			{what: "ended by no decision", by: "restriction_end_decision", do: end("decision_id", "99")},
			{what: "ended by a decision of another verdict", by: "restriction_end_decision", do: end("verdict", "'reversed'")},
			{what: "ended by what restricts", by: "restriction_end_verdict", do: end("decision_id", "1", "verdict", "'restricted'")},
			{
				what: "ended by what upholds", by: "restriction_end_verdict",
				given: []string{insert("decision", appealOf1()...)}, do: end("decision_id", "(SELECT max(id) FROM decision)", "verdict", "'upheld'"),
			},
		},
		allowed: []allowance{
			{what: "of an article", do: restrict()},
			{what: "of an author, by two", do: suspend("kind", "'terminated'")},
			{what: "of an account, by one alone for seven days", given: short, do: ofShort("starts_at", applies, "ends_at", sevenDays)},
			{
				what: "of a file", given: []string{insert("decision", "subject_kind", "'media'", "subject_id", "301")},
				do: restrict("decision_id", "(SELECT max(id) FROM decision)", "subject_kind", "'media'", "subject_id", "301", "article_id", "NULL", "media_id", "301"),
			},
			{what: "a label with its words", do: restrict("kind", "'labelled'", "label", "'à relire'")},
			{what: "another genre with its name", do: restrict("kind", "'genre'", "label", "'testimony'")},
			{what: "in some countries", do: restrict("countries", `'["SN"]'`)},
			{
				what: "what an appeal changed it to", given: []string{insert("decision", appealOf1("verdict", "'changed'")...)},
				do: restrict("decision_id", "(SELECT max(id) FROM decision)", "verdict", "'changed'", "kind", "'demoted'"),
			},
			{what: "ended by what lifts", do: end()},
			{
				what: "ended by what reverses", given: []string{insert("decision", appealOf1("verdict", "'reversed'")...)},
				do: end("decision_id", "(SELECT max(id) FROM decision)", "verdict", "'reversed'"),
			},
		},
	}
}
