package i18n

import (
	"fmt"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// form is one of the six plural forms that CLDR knows.
type form uint8

const (
	zero form = iota
	one
	two
	few
	many
	other
	forms
)

var formNames = [forms]string{"zero", "one", "two", "few", "many", "other"}

// remembered is how many numbers, from 0, have their form looked up at Load.
const remembered = 200

// plural says which form a number takes in one language. go-i18n has the rules
// but keeps them to itself: a message whose forms are their own names tells.
type plural struct {
	small     [remembered]form
	localizer *i18n.Localizer
}

// probe is the id of the message that tells.
const probe = "form"

func newPlural(name string) (*plural, error) {
	tag, err := language.Parse(name)
	if err != nil {
		return nil, err
	}
	bundle := i18n.NewBundle(tag)
	if err := bundle.AddMessages(tag, &i18n.Message{
		ID: probe, Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other",
	}); err != nil {
		return nil, err
	}
	p := &plural{localizer: i18n.NewLocalizer(bundle, name)}
	for n := range p.small {
		if p.small[n], err = p.ask(n); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// ask lets go-i18n choose the form.
func (p *plural) ask(n int) (form, error) {
	said, err := p.localizer.Localize(&i18n.LocalizeConfig{MessageID: probe, PluralCount: n})
	if err != nil {
		return other, err
	}
	for f, name := range formNames {
		if said == name {
			return form(f), nil
		}
	}
	return other, fmt.Errorf("unknown plural form %q of %d", said, n)
}

func (p *plural) of(n int) form {
	if n >= 0 && n < remembered {
		return p.small[n]
	}
	f, err := p.ask(n)
	if err != nil {
		return other // every plural message has it
	}
	return f
}

// needed returns the forms that whole numbers take in the language. A million
// is asked for too: it has a form of its own in French and Portuguese.
func (p *plural) needed() [forms]bool {
	var needed [forms]bool
	for _, f := range p.small {
		needed[f] = true
	}
	needed[p.of(1_000_000)] = true
	needed[other] = true
	return needed
}
