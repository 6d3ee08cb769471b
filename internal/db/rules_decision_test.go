package db_test

// byLaw are the changes of a decision whose ground is a law.
func byLaw(changes ...string) []string {
	return append([]string{"ground", "'law'", "law", "'loi 2008-08, art. 12'", "charter_version", "NULL", "charter_number", "NULL", "firm", "TRUE"}, changes...)
}

// byNobody are the changes of a decision that a rule made by itself.
func byNobody(changes ...string) []string {
	return append([]string{"by_account", "NULL", "by_role", "'machine'", "judge_1", "0", "automated_decision", "TRUE"}, changes...)
}

// byTwo are the changes of a decision that two persons made.
func byTwo(changes ...string) []string {
	return append([]string{"second_account", "102", "second_role", "'editor'", "judge_2", "102", "firm", "TRUE"}, changes...)
}

// groundless are the changes of a decision that restricts nothing.
func groundless(changes ...string) []string {
	return append([]string{"ground", "'none'", "charter_version", "NULL", "charter_number", "NULL"}, changes...)
}

const (
	applies   = "1725540000000000"
	sevenDays = "1726144800000000" // 7 × 86,400 s after it
	tooLong   = "1726144800000001"
)

func decisionRules() theme {
	decide := func(changes ...string) string { return insert("decision", changes...) }
	return theme{
		name: "decision",
		refused: []refusal{
			{what: "one reference twice", by: "decision_reference", do: decide("reference", "'D-1'")},
			{what: "a law without its name", by: "decision_law", do: decide(byLaw("law", "NULL", "firm", "FALSE")...)},
			{what: "a law beside the charter", by: "decision_law", do: decide("law", "'loi'", "firm", "TRUE")},
			{what: "the charter without its version", by: "decision_charter_named", do: decide("charter_version", "NULL")},
			{what: "the charter without its article", by: "decision_charter_named", do: decide("charter_number", "NULL")},
			{what: "a charter's article beside a law", by: "decision_charter_named", do: decide(byLaw("charter_version", "1", "charter_number", "3")...)},
			{what: "an article that the charter does not have", by: "decision_charter", do: decide("charter_number", "9")},
			{what: "an article of another edition's charter", by: "decision_charter", do: decide("edition_id", "2")},
			{what: "restricted without a ground", by: "decision_has_ground", do: decide(groundless()...)},
			{what: "labelled without a ground", by: "decision_has_ground", do: decide(groundless("verdict", "'labelled'")...)},
			{what: "refused without a ground", by: "decision_has_ground", do: decide(groundless("verdict", "'refused'")...)},
			{what: "suspended without a ground", by: "decision_has_ground", do: decide(groundless(byTwo("verdict", "'suspended'")...)...)},
			{what: "changed without a ground", by: "decision_has_ground", do: decide(groundless(appealOf1("verdict", "'changed'")...)...)},
			{what: "by a person, said to be by a machine", by: "decision_automated", do: decide("automated_decision", "TRUE")},
			{what: "by nobody, said to be by a person", by: "decision_automated", do: decide(byNobody("automated_decision", "FALSE", "ends_at", sevenDays)...)},
			{what: "restricted by a machine without an end", by: "decision_machine", do: decide(byNobody()...)},
			{what: "labelled by a machine without an end", by: "decision_machine", do: decide(byNobody("verdict", "'labelled'")...)},
			{what: "refused by a machine", by: "decision_machine", do: decide(byNobody("verdict", "'refused'", "ends_at", sevenDays)...)},
			{what: "suspended by a machine", by: "decision_machine", do: decide(byNobody("verdict", "'suspended'", "ends_at", sevenDays)...)},
			{what: "returned by a machine", by: "decision_machine", do: decide(groundless(byNobody("verdict", "'returned'")...)...)},
			{what: "accepted by a machine", by: "decision_machine", do: decide(groundless(byNobody("verdict", "'accepted'")...)...)},
			{what: "dismissed by a machine", by: "decision_machine", do: decide(groundless(byNobody("verdict", "'dismissed'")...)...)},
			{what: "another first judge than who decided", by: "decision_judge_1", do: decide("judge_1", "102")},
			{what: "no first judge although somebody decided", by: "decision_judge_1", do: decide("judge_1", "0")},
			{what: "a second judge although nobody was", by: "decision_judge_2", do: decide("judge_2", "102")},
			{what: "no second judge although somebody was", by: "decision_judge_2", do: decide(byTwo("judge_2", "0")...)},
			{what: "a second person without a role", by: "decision_second", do: decide(byTwo("second_role", "NULL")...)},
			{what: "a second role without a person", by: "decision_second", do: decide("second_role", "'editor'")},
			{what: "the same person twice", by: "decision_second", do: decide(byTwo("second_account", "101", "judge_2", "101")...)},
			{what: "a second person without a first", by: "decision_second", do: decide(byNobody(byTwo("ends_at", sevenDays)...)...)},
			{what: "firm by one alone under the charter", by: "decision_firm", do: decide("firm", "TRUE")},
			{what: "two persons and not firm", by: "decision_firm", do: decide(byTwo("firm", "FALSE")...)},
			{what: "a law and not firm", by: "decision_firm", do: decide(byLaw("firm", "FALSE")...)},
			{what: "suspended by one alone without an end", by: "decision_suspension", do: decide("verdict", "'suspended'")},
			{what: "suspended by one alone for more than seven days", by: "decision_suspension", do: decide("verdict", "'suspended'", "ends_at", tooLong)},
			{what: "about a version of another article", by: "decision_revision", do: decide("revision_id", "4")},
			{
				what: "about a version of what is not an article", by: "decision_revision_of",
				do: decide("revision_id", "1", "subject_kind", "'media'"),
			},
			{what: "ended when it begins", by: "decision_ends", do: decide("ends_at", applies)},
			{what: "a text twice", by: "decision_text_pkey", do: insert("decision_text", "decision_id", "1")},
			{what: "a text of no decision", by: "decision_text_decision", do: insert("decision_text", "decision_id", "99")},
			{what: "a text with a short salt", by: "decision_text_salt", do: insert("decision_text", "salt", "'0123'")},
			{what: "facts of 5,001 letters", by: "decision_text_facts", do: insert("decision_text", "facts", letters(5001))},
		},
		allowed: []allowance{
			{what: "restricted under the charter", do: decide()},
			{what: "restricted under a law", do: decide(byLaw()...)},
			{what: "restricted by two", do: decide(byTwo()...)},
			{what: "about a version", do: decide("revision_id", "2")},
			{what: "about what is no more", do: decide("subject_kind", "'submission'", "subject_id", "12345")},
			{what: "accepted without a ground", do: decide(groundless("verdict", "'accepted'")...)},
			{what: "returned without a ground", do: decide(groundless("verdict", "'returned'")...)},
			{what: "dismissed without a ground", do: decide(groundless("verdict", "'dismissed'")...)},
			{what: "restricted by a machine for a time", do: decide(byNobody("ends_at", sevenDays)...)},
			{what: "labelled by a machine for a time", do: decide(byNobody("verdict", "'labelled'", "ends_at", sevenDays)...)},
			{what: "lifted by a machine", do: decide(groundless(byNobody("verdict", "'lifted'")...)...)},
			{what: "suspended by one alone for seven days", do: decide("verdict", "'suspended'", "ends_at", sevenDays)},
			{what: "suspended by two without an end", do: decide(byTwo("verdict", "'suspended'")...)},
			{what: "suspended by one alone under a law without an end", do: decide(byLaw("verdict", "'suspended'")...)},
			{what: "a text", do: insert("decision_text")},
			{what: "facts of 5,000 letters", do: insert("decision_text", "facts", letters(5000))},
		},
	}
}

// letters writes a text of n letters of two bytes each.
func letters(n int) string {
	text := make([]rune, n)
	for i := range text {
		text[i] = 'é'
	}
	return "'" + string(text) + "'"
}

// appealOf1 are the changes of a decision that judges decision 1, which 101 made
// alone, again; 102 judges.
func appealOf1(changes ...string) []string {
	return append([]string{
		"verdict", "'upheld'", "judges_again", "1", "first_judge", "101", "first_second", "0", "by_account", "102", "judge_1", "102", "by_role", "'judge'",
	}, changes...)
}

// appealOf2 are those of one that judges decision 2, which 101 and 102 made.
func appealOf2(changes ...string) []string {
	return append(appealOf1(), append([]string{"judges_again", "2", "first_second", "102", "by_account", "103", "judge_1", "103"}, changes...)...)
}

func appealRules() theme {
	decide := func(changes ...string) string { return insert("decision", changes...) }
	upheld := decide(appealOf1("reference", "'D-5'")...)
	return theme{
		name: "appeal",
		refused: []refusal{
			{what: "upheld without what it judges", by: "decision_appeal", do: decide("verdict", "'upheld'")},
			{what: "changed without what it judges", by: "decision_appeal", do: decide("verdict", "'changed'")},
			{what: "reversed without what it judges", by: "decision_appeal", do: decide("verdict", "'reversed'")},
			{what: "restricted again as an appeal", by: "decision_appeal", do: decide(appealOf1("verdict", "'restricted'")...)},
			{what: "lifted as an appeal", by: "decision_appeal", do: decide(appealOf1("verdict", "'lifted'")...)},
			{what: "a first judge without a decision", by: "decision_appeal", do: decide("first_judge", "101")},
			{what: "a first second judge without a decision", by: "decision_appeal", do: decide("first_second", "0")},
			{what: "an appeal that leaves out the first judge", by: "decision_appeal", do: decide(appealOf1("first_judge", "NULL")...)},
			{what: "an appeal that leaves out the second judge", by: "decision_appeal", do: decide(appealOf1("first_second", "NULL")...)},
			{what: "an appeal that names another first judge", by: "decision_again", do: decide(appealOf1("first_judge", "103")...)},
			{what: "an appeal that names another second judge", by: "decision_again", do: decide(appealOf1("first_second", "104")...)},
			{what: "an appeal that forgets the second judge", by: "decision_again", do: decide(appealOf2("first_second", "0")...)},
			{what: "an appeal of nothing", by: "decision_again", do: decide(appealOf1("judges_again", "99")...)},
			{what: "an appeal by a machine", by: "decision_machine", do: decide(appealOf1(byNobody("ends_at", sevenDays)...)...)},
			{what: "an appeal by the first judge", by: "decision_other_judge", do: decide(appealOf1("by_account", "101", "judge_1", "101")...)},
			{what: "an appeal by the first second judge", by: "decision_other_judge", do: decide(appealOf2("by_account", "102", "judge_1", "102")...)},
			{what: "an appeal seconded by the first judge", by: "decision_other_judge", do: decide(appealOf1(byTwo("second_account", "101", "judge_2", "101")...)...)},
			{what: "an appeal seconded by the first second judge", by: "decision_other_judge", do: decide(appealOf2(byTwo()...)...)},
			{
				what: "two appeals of one decision", by: "decision_one_appeal", given: []string{upheld},
				do: decide(appealOf1("verdict", "'reversed'", "by_account", "103", "judge_1", "103")...),
			},
		},
		allowed: []allowance{
			{what: "upheld", do: upheld},
			{what: "reversed", do: decide(appealOf1("verdict", "'reversed'")...)},
			{what: "changed by another", do: decide(appealOf2("verdict", "'changed'")...)},
			{what: "upheld by two others", do: decide(appealOf2(byTwo("second_account", "104", "judge_2", "104")...)...)},
			{what: "reversed without a ground", do: decide(groundless(appealOf1("verdict", "'reversed'")...)...)},
			{what: "of what a machine decided", do: decide(appealOf1("judges_again", "3", "first_judge", "0", "subject_id", "5")...)},
			{
				what: "an appeal of an appeal", given: []string{upheld},
				do: decide(appealOf1("judges_again", "(SELECT max(id) FROM decision)", "first_judge", "102", "by_account", "103", "judge_1", "103")...),
			},
		},
	}
}
