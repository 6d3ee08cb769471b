package article

import (
	"palabre/internal/author"
	"palabre/internal/errs"
)

// canSee reports whether the actor may know of the article beside its public
// pages: only who signs it.
func canSee(actor author.Actor, a *Article) bool {
	for _, signer := range a.Signers {
		if actor.Is(signer) {
			return true
		}
	}
	return false
}

// mayPublish lets an author sign what fits the author's kind. A statement is the
// word of an organisation that was verified; an operator who imports one answers
// for that himself.
func mayPublish(genre Genre, by author.Author, imported bool) error {
	switch {
	case by.Retired:
		return errs.Forbidden
	case genre == Statement && !by.Kind.Organisation():
		return errs.Say(errs.Forbidden, "article.statement_organisation")
	case genre == Statement && by.Verified == nil && !imported:
		return errs.Say(errs.Forbidden, "article.statement_verified")
	}
	return nil
}

// maySign is mayPublish for all who sign: readers are told that each of them
// states. A co-signer who retired since signs nothing new.
func maySign(genre Genre, signers []author.Author, imported bool) error {
	for i, signer := range signers {
		if i > 0 && signer.Retired {
			continue
		}
		if err := mayPublish(genre, signer, imported); err != nil {
			return err
		}
	}
	return nil
}

// mayRevise lets the first signer publish another version of what stands, or of
// what was withdrawn and whose last version is withheld, which it replaces. base
// is the number of the version that the person had before their eyes.
func mayRevise(actor author.Actor, a *Article, base int64) error {
	switch err := mayChange(actor, a); {
	case err != nil:
		return err
	case a.Number != base || (a.State != Published && !a.Withheld):
		return errs.Conflict
	}
	return nil
}

// mayWithdraw lets the first signer take an article back; a co-signer leaves it.
func mayWithdraw(actor author.Actor, a *Article) error {
	switch err := mayChange(actor, a); {
	case err != nil:
		return err
	case a.State != Published:
		return errs.Conflict
	}
	return nil
}

// mayRestore lets the first signer show again what they took back.
func mayRestore(actor author.Actor, a *Article) error {
	switch err := mayChange(actor, a); {
	case err != nil:
		return err
	case a.State != Withdrawn:
		return errs.Conflict
	case a.Withheld: // another version takes its place: Revise
		return errs.Say(errs.Conflict, "article.restore_withheld")
	}
	return nil
}

// mayWithhold lets the first signer hide a version for somebody's sake; never
// the one that is shown, which the same form replaces or withdraws.
func mayWithhold(actor author.Actor, a *Article, number int64) error {
	switch err := mayChange(actor, a); {
	case err != nil:
		return err
	case a.State == Published && number == a.Number:
		return errs.Say(errs.Conflict, "article.withhold_current")
	}
	return nil
}

// mayChange lets the first signer act on an article that is not erased. Who does
// not sign it learns nothing of it.
func mayChange(actor author.Actor, a *Article) error {
	switch {
	case a.State == Erased || !canSee(actor, a):
		return errs.NotFound
	case !actor.Is(a.Signers[0]):
		return errs.Forbidden
	}
	return nil
}
