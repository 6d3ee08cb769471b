package e2e_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"palabre/e2e/browser"
)

// everyRule is every rule that axe has, those too that it leaves off by itself:
// good practice, trials, and level AAA. One is left out as axe leaves it out: 7:1
// for every text, where our tokens promise 4.5:1 (WCAG 2.2, 1.4.3).
const everyRule = `axe.getRules().map(r => r.ruleId).filter(id => id !== 'color-contrast-enhanced')`

// axe asks the open page about some rules.
const axe = `axe.run(document, {
	runOnly: {type: 'rule', values: %s},
	resultTypes: ['violations', 'incomplete'],
}).then(found => {
	const say = rules => rules.flatMap(r => r.nodes.map(n => ({
		Rule: r.id, Target: n.target.flat().join(' '), HTML: n.html.slice(0, 160), Why: [...n.any, ...n.all, ...n.none].map(c => c.message).join('; '),
	})));
	return {Broken: say(found.violations), Unsure: say(found.incomplete), Passed: found.passes.length};
})`

// audit is what axe says of a page as it is looked at.
type audit struct {
	Broken, Unsure []finding
	Passed         int
}

// finding is an element that breaks a rule, or of which axe cannot tell.
type finding struct{ Rule, Target, HTML, Why string }

// known is what axe cannot tell although a person can, with what the person says.
var known = []struct{ rule, why, target, person string }{
	{"color-contrast", "only non-text characters", `-r"]`, "the arrow back to the text has the colour of every link"},
	{"label-content-name-mismatch", "Unable to determine if the visible text", `-r"]`, "nobody says an arrow aloud: its name is that of what it does"},
}

func isKnown(f finding) bool {
	for _, k := range known {
		if f.Rule == k.rule && strings.HasSuffix(f.Target, k.target) && strings.Contains(f.Why, k.why) {
			return true
		}
	}
	return false
}

// ask puts axe into the open page and returns what asks it about some rules.
func ask(t *testing.T, tab *browser.Tab, rules string) func() audit {
	t.Helper()
	source, err := os.ReadFile(modules + "axe-core/axe.min.js")
	must(t, err)
	_, err = browser.Eval[any](tab, string(source)+"; null")
	must(t, err)
	return func() audit {
		t.Helper()
		found, err := browser.Eval[audit](tab, fmt.Sprintf(axe, rules))
		must(t, err)
		return found
	}
}

// tell fails the test for what axe found, and for what it cannot tell.
func (a audit) tell(t *testing.T, look browser.Look) {
	t.Helper()
	for _, f := range a.Broken {
		t.Errorf("%s: %s at %s: %s\n%s", look, f.Rule, f.Target, f.Why, f.HTML)
	}
	for _, f := range a.Unsure {
		if !isKnown(f) {
			t.Errorf("%s: axe cannot tell %s at %s: %s\n%s", look, f.Rule, f.Target, f.Why, f.HTML)
		}
	}
}

// checkRules wants no rule of accessibility broken, however one looks at the page.
func checkRules(t *testing.T, tab *browser.Tab) {
	audited := ask(t, tab, everyRule)
	for _, look := range []browser.Look{{Width: 360}, {Width: 1280}, {Width: 1280, Dark: true}, {Width: 360, Dark: true}} {
		must(t, tab.Set(look))
		found := audited()
		if found.Passed < 10 {
			t.Errorf("%s: axe finds only %d rules to ask about", look, found.Passed)
		}
		found.tell(t, look)
	}
}
