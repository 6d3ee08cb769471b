package db_test

import "palabre/internal/db"

func accountRules() theme {
	suspendedAuthor := insert("decision", "subject_kind", "'account'", "subject_id", "104", "verdict", "'suspended'", "law", "'loi'",
		"ground", "'law'", "charter_version", "NULL", "charter_number", "NULL", "firm", "TRUE")
	itsRestriction := insert("restriction", "decision_id", "(SELECT max(id) FROM decision)", "verdict", "'suspended'", "firm", "TRUE",
		"subject_kind", "'account'", "subject_id", "104", "kind", "'suspended'", "article_id", "NULL", "account_id", "104")
	suspended := []string{suspendedAuthor, itsRestriction}
	return theme{
		name: "account",
		refused: []refusal{
			{what: "one number twice", by: "account_pkey", do: insert("account", "id", "101")},
			{what: "one public key twice", by: "account_public", do: insert("account", "key", "'k101'")},
			{what: "a closed account that keeps its passphrase", by: "account_closed", do: insert("account", "state", "'closed'")},
			{what: "an open account without a passphrase", by: "account_closed", do: insert("account", "passphrase_hash", "NULL")},
			{what: "an account closed by its state alone", by: "account_closed", do: "UPDATE account SET state = 'closed' WHERE id = 104"},
			{
				what: "suspended by what suspends another", by: "account_suspended_by",
				given: suspended, do: "UPDATE account SET suspended_by = (SELECT max(id) FROM restriction) WHERE id = 101",
			},
			{what: "suspended by what restricts an article", by: "account_suspended_by", do: "UPDATE account SET suspended_by = 1 WHERE id = 101"},
			{what: "one name for two to sign in with", by: "sign_in_name_pkey", do: insert("sign_in_name", "folded", "'awa'", "account_id", "102")},
		},
		allowed: []allowance{
			{what: "an account", do: insert("account")},
			{what: "a pending account", do: insert("account", "state", "'pending'")},
			{what: "an account that closes", do: "UPDATE account SET state = 'closed', passphrase_hash = NULL WHERE id = 104"},
			{
				what: "suspended by its own restriction", given: suspended,
				do: "UPDATE account SET suspended_by = (SELECT max(id) FROM restriction) WHERE id = 104",
			},
			{what: "a second name to sign in with", do: insert("sign_in_name")},
		},
	}
}

func authorRules() theme {
	const retire = "UPDATE author SET handle = NULL, handle_folded = NULL, name = NULL, state = 'retired'"
	return theme{
		name: "author",
		refused: []refusal{
			{what: "one number twice", by: "author_pkey", do: insert("author", "id", "201")},
			{what: "one public key twice", by: "author_public", do: insert("author", "key", "'k201'")},
			{what: "one handle twice", by: "author_handle", do: insert("author", "handle", "'AWA'", "handle_folded", "'awa'")},
			{what: "a retired author with a handle", by: "author_retired", do: insert("author", "state", "'retired'", "handle_folded", "NULL", "name", "NULL")},
			{what: "a retired author with a folded handle", by: "author_retired", do: insert("author", "state", "'retired'", "handle", "NULL", "name", "NULL")},
			{what: "a retired author with a name", by: "author_retired", do: insert("author", "state", "'retired'", "handle", "NULL", "handle_folded", "NULL")},
			{what: "an active author without a handle", by: "author_retired", do: insert("author", "handle", "NULL")},
			{what: "an active author without a folded handle", by: "author_retired", do: insert("author", "handle_folded", "NULL")},
			{what: "an active author without a name", by: "author_retired", do: insert("author", "name", "NULL")},
			{
				what: "a retired author with a biography", by: "author_emptied",
				do: insert("author", "state", "'retired'", "handle", "NULL", "handle_folded", "NULL", "name", "NULL", "biography", "'Née à Thiès'"),
			},
			{
				what: "a retired author with a portrait", by: "author_emptied",
				do: insert("author", "state", "'retired'", "handle", "NULL", "handle_folded", "NULL", "name", "NULL", "portrait_key", "'k'"),
			},
			{what: "suspended by what suspends another", by: "author_suspended_by", do: "UPDATE author SET suspended_by = 2 WHERE id = 201"},
			{what: "suspended by what restricts an article", by: "author_suspended_by", do: "UPDATE author SET suspended_by = 1 WHERE id = 201"},
			{what: "another kind after a first publication", by: "author_kind_fixed_update/author_kind_fixed", do: "UPDATE author SET kind = 'ngo' WHERE id = 201"},
			{
				what: "another kind by a new row in the place of the old", by: "author_kind_fixed_delete", on: db.SQLite,
				do: replace("author", "id", "201", "kind", "'ngo'"),
			},
			{what: "one member twice", by: "member_key", do: insert("member", "account_id", "101")},
			{what: "the last owner who leaves", by: "member_last_owner_delete/member_last_owner", do: "DELETE FROM member WHERE author_id = 201"},
			{what: "both owners who leave at once", by: "member_last_owner_delete/member_last_owner", do: "DELETE FROM member WHERE author_id = 202"},
			{what: "the last owner who steps down", by: "member_last_owner_update/member_last_owner", do: "UPDATE member SET role = 'editor' WHERE author_id = 201"},
			{what: "both owners who step down at once", by: "member_last_owner_update/member_last_owner", do: "UPDATE member SET role = 'writer' WHERE author_id = 202"},
			{what: "the last owner who goes to another author", by: "member_last_owner_update/member_last_owner", do: "UPDATE member SET author_id = 203 WHERE author_id = 201"},
			{what: "the last owner's row given to another account", by: "member_last_owner_update/member_last_owner", do: "UPDATE member SET account_id = 103 WHERE author_id = 201"},
			{
				what: "the last owner beside an editor", by: "member_last_owner_delete/member_last_owner",
				given: []string{insert("member", "role", "'editor'")}, do: "DELETE FROM member WHERE author_id = 201 AND role = 'owner'",
			},
			{
				what: "the last owner replaced by a writer", by: "member_last_owner_delete", on: db.SQLite,
				do: replace("member", "account_id", "101"),
			},
			{what: "all members cut off", by: "member_no_truncate", on: db.Postgres, do: "TRUNCATE member"},
			{what: "one file's number twice", by: "media_pkey", do: insert("media", "id", "301")},
			{what: "one file's public key twice", by: "media_public", do: insert("media", "key", "'k301'")},
		},
		allowed: []allowance{
			{what: "an author", do: insert("author")},
			{what: "an author with a biography and a portrait", do: insert("author", "biography", "'Née à Thiès'", "portrait_key", "'k'")},
			{what: "a second retired author", do: insert("author", "handle", "NULL", "handle_folded", "NULL", "name", "NULL", "state", "'retired'")},
			{what: "an author who retires", do: retire + " WHERE id = 201"},
			{what: "suspended by its own restriction", do: "UPDATE author SET suspended_by = 2 WHERE id = 202"},
			{what: "another kind before a first publication", do: "UPDATE author SET kind = 'ngo' WHERE id = 202"},
			{what: "another name after it", do: "UPDATE author SET name = 'Awa N.' WHERE id = 201"},
			{what: "a writer", do: insert("member")},
			{what: "an owner who leaves another", do: "DELETE FROM member WHERE author_id = 202 AND account_id = 102"},
			{what: "an owner who steps down beside another", do: "UPDATE member SET role = 'editor' WHERE author_id = 202 AND account_id = 103"},
			{
				what: "a new owner, then the old one goes", given: []string{insert("member", "role", "'owner'")},
				do: "DELETE FROM member WHERE author_id = 201 AND account_id = 101",
			},
			{what: "the last owner of a retired author", given: []string{retire + " WHERE id = 201"}, do: "DELETE FROM member WHERE author_id = 201"},
			{what: "the last owner of a retired author, stepping down", given: []string{retire + " WHERE id = 201"}, do: "UPDATE member SET role = 'writer' WHERE author_id = 201"},
			{what: "the last owner since another day", do: "UPDATE member SET since_day = 19951 WHERE author_id = 201"},
			{
				what: "an editor of an author who has no owner yet", given: []string{insert("author"), insert("member", "author_id", "250")},
				do: "UPDATE member SET role = 'editor' WHERE author_id = 250",
			},
			{
				what: "a writer of an author who has no owner yet, leaving", given: []string{insert("author"), insert("member", "author_id", "250")},
				do: "DELETE FROM member WHERE author_id = 250",
			},
			{what: "a file", do: insert("media")},
		},
	}
}
