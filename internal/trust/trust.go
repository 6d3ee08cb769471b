// Package trust holds decisions: what was restricted, on which ground, by whom,
// and what ended it. No restriction exists without a decision; the database holds
// that rule and those about who may judge. Notices, appeals and the public
// register come to stand here; whether a text is read before it is published is
// the business of review.
//
//	made, err := decisions.Restrict(ctx, edition, judge, trust.Order{…})
package trust

import (
	"slices"
	"strings"
	"unicode/utf8"

	"palabre/internal/account"
	"palabre/internal/errs"
	"palabre/internal/id"
	"palabre/internal/text"
)

// Effect is what a restriction does to an article.
type Effect string

// The effects: DSA art. 17(3)(a) calls them removal and demotion.
const (
	Removed Effect = "removed" // its address answers 410, or 451 where a law asked
	Demoted Effect = "demoted" // its address shows it, no list does
)

// Judge is who decides: an account in one of its roles.
type Judge struct {
	Account account.ID
	Role    string // a code of the table team_role
}

// Ground is what a decision rests on: a law, or an article of the charter.
type Ground struct {
	Law     string // the law as it is cited; "" for the charter
	Charter int64  // version of the edition's charter
	Article int64  // number of its article
}

// Order asks for the restriction of an article.
type Order struct {
	Article     id.Key
	Effect      Effect
	Ground      Ground
	Facts       string // what was found, DSA art. 17(3)(b)
	Explanation string // why that ground applies, art. 17(3)(d) and (e)
	Category    string
	Second      *Judge // a second person, who makes the decision firm
}

// Decision is a decision as its subject learns of it.
type Decision struct {
	Reference string // public, random
	Law       bool   // a law asked for it
}

const (
	factsLimit       = 5000
	explanationLimit = 5000
	explanationLeast = 80
	lawLimit         = 200
	categoryLimit    = 80
)

func (o *Order) check() []errs.Field {
	wrong := slices.Concat(
		text.Lines("facts", o.Facts, factsLimit),
		text.Lines("explanation", o.Explanation, explanationLimit),
		text.Optional("law", o.Ground.Law, lawLimit),
		text.Line("category", o.Category, categoryLimit),
	)
	if utf8.RuneCountInString(strings.TrimSpace(o.Explanation)) < explanationLeast {
		wrong = append(wrong, errs.Field{Name: "explanation", Message: "trust.explanation_short", Args: []any{"least", explanationLeast}})
	}
	if (o.Ground.Law == "") == (o.Ground.Charter == 0 || o.Ground.Article == 0) {
		wrong = append(wrong, errs.Field{Name: "ground", Message: "trust.ground"})
	}
	if o.Effect != Removed && o.Effect != Demoted {
		wrong = append(wrong, errs.Field{Name: "effect", Message: "trust.effect"})
	}
	return wrong
}
