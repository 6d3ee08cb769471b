package trust

import (
	"context"
	"crypto/rand"
	"errors"

	"palabre/internal/account"
	"palabre/internal/article"
	"palabre/internal/db"
	"palabre/internal/edition"
	"palabre/internal/errs"
	"palabre/internal/id"
)

func scanDecision(row db.Row) (d Decision, err error) {
	err = row.Scan(&d.Reference, &d.Law)
	return d, err
}

// decisionRow is what differs between the decisions that persons make here.
type decisionRow struct {
	reference, verdict, category string
	edition                      edition.ID
	article                      article.ID
	revision                     article.RevisionID
	ground                       Ground // the zero Ground for none
	by                           Judge
	second                       *Judge
}

// insertDecision adds a decision that a person made now, for everywhere and
// until it is lifted.
func insertDecision(ctx context.Context, tx *db.Tx, d decisionRow) (int64, error) {
	const query = `
		INSERT INTO decision (reference, edition_id, subject_kind, subject_id, revision_id, verdict, ground, law, charter_version, charter_number,
			category, content_kind, countries, severity, source, automated_detection, automated_decision, by_account, by_role,
			second_account, second_role, judge_1, judge_2, firm, applies_at, made_at)
		VALUES ($1, $2, 'article', $3, $4, $5, $6, $7, $8, $9, $10, 'text', '[]', 'none', 'own_initiative', $11, $11, $12, $13, $14, $15, $12, $16, $17, $18, $18)
		RETURNING id`
	ground := "none"
	var law *string
	var version, number *int64
	switch {
	case d.ground.Law != "":
		ground, law = "law", &d.ground.Law
	case d.ground.Charter != 0:
		ground, version, number = "charter", &d.ground.Charter, &d.ground.Article
	}
	var second *account.ID
	var secondRole *string
	var judge2 account.ID
	if d.second != nil {
		second, secondRole, judge2 = &d.second.Account, &d.second.Role, d.second.Account
	}
	return db.One(ctx, tx, db.ScanInt, query, d.reference, d.edition, d.article, d.revision, d.verdict, ground, law, version, number,
		d.category, false, d.by.Account, d.by.Role, second, secondRole, judge2, law != nil || second != nil, tx.Now())
}

// insertText keeps what the decision says; it can be erased, the decision not.
func insertText(ctx context.Context, tx *db.Tx, decision int64, facts, explanation string) error {
	salt := make([]byte, 16)
	rand.Read(salt)
	const query = `INSERT INTO decision_text (decision_id, facts, explanation, salt) VALUES ($1, $2, $3, $4)`
	_, err := db.Exec(ctx, tx, query, decision, facts, explanation, salt)
	return err
}

func insertRestriction(ctx context.Context, tx *db.Tx, decision int64, a article.ID, o Order) (int64, error) {
	const query = `
		INSERT INTO restriction (decision_id, verdict, firm, subject_kind, subject_id, kind, article_id, starts_at)
		VALUES ($1, 'restricted', $2, 'article', $3, $4, $3, $5)
		RETURNING id`
	return db.One(ctx, tx, db.ScanInt, query, decision, o.Ground.Law != "" || o.Second != nil, a, o.Effect, tx.Now())
}

func end(ctx context.Context, tx *db.Tx, restriction, decision int64) error {
	_, err := db.Exec(ctx, tx, `INSERT INTO restriction_end (restriction_id, decision_id, verdict) VALUES ($1, $2, 'lifted')`, restriction, decision)
	return err
}

// journal keeps what one of the team did.
func journal(ctx context.Context, tx *db.Tx, e edition.ID, by Judge, verb string, object id.Key) error {
	const query = `INSERT INTO act (edition_id, account_id, role, verb, object_kind, object_key, made_at) VALUES ($1, $2, $3, $4, 'article', $5, $6)`
	_, err := db.Exec(ctx, tx, query, e, by.Account, by.Role, verb, object, tx.Now())
	return err
}

// wrongCharter finds a ground that the edition's charter does not have.
func wrongCharter(ctx context.Context, q db.Queryer, e edition.ID, g Ground) ([]errs.Field, error) {
	if g.Law != "" || g.Charter == 0 || g.Article == 0 {
		return nil, nil
	}
	const query = `SELECT number FROM charter_article WHERE edition_id = $1 AND version = $2 AND number = $3`
	_, err := db.One(ctx, q, db.ScanInt, query, e, g.Charter, g.Article)
	if errors.Is(err, errs.NotFound) {
		return []errs.Field{{Name: "ground", Message: "trust.ground"}}, nil
	}
	return nil, err
}

// articleOf returns the article that a decision of the edition restricts.
func articleOf(ctx context.Context, q db.Queryer, e edition.ID, reference string) (id.Key, error) {
	const query = `
		SELECT a.key FROM decision d
		JOIN restriction r ON r.decision_id = d.id
		JOIN article a ON a.id = r.article_id
		WHERE d.reference = $1 AND d.edition_id = $2`
	key, err := db.One(ctx, q, db.ScanText, query, reference, e)
	return id.Key(key), err
}

type restrictionRow struct {
	id       int64
	category string
	ended    bool
}

func scanRestriction(row db.Row) (r restrictionRow, err error) {
	err = row.Scan(&r.id, &r.category, &r.ended)
	return r, err
}

func restrictionOf(ctx context.Context, q db.Queryer, reference string) (restrictionRow, error) {
	const query = `
		SELECT r.id, d.category, e.restriction_id IS NOT NULL
		FROM decision d
		JOIN restriction r ON r.decision_id = d.id
		LEFT JOIN restriction_end e ON e.restriction_id = r.id
		WHERE d.reference = $1`
	return db.One(ctx, q, scanRestriction, query, reference)
}
