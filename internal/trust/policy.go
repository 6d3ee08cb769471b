package trust

import (
	"palabre/internal/article"
	"palabre/internal/edition"
	"palabre/internal/errs"
)

// mayRestrict lets an edition's team decide about its own articles, once for
// each effect, and two judges only where they are two people.
func mayRestrict(e edition.ID, a *article.Article, by Judge, o Order) error {
	switch {
	case a.Edition != e:
		return errs.NotFound
	case !by.person() || (o.Second != nil && !o.Second.person()):
		return errs.Forbidden
	case o.Second != nil && o.Second.Account == by.Account:
		return errs.Forbidden
	case o.Effect == Removed && a.HiddenBy != nil, o.Effect == Demoted && a.UnlistedBy != nil:
		return errs.Conflict
	}
	return nil
}

// person reports whether somebody decides, in a role: what nobody decided is a
// machine's, which may restrict for a time only and has its own verb.
func (j Judge) person() bool {
	return j.Account != 0 && j.Role != "" && j.Role != "operator" && j.Role != "machine"
}
