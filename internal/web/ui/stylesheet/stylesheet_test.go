package stylesheet_test

import (
	"strings"
	"testing"

	"palabre/internal/web/ui/stylesheet"
)

// everything is a page that has what the selectors of these tests ask for.
const everything = `<html dir="rtl"><p dir="ltr"><h1><b><a class="a b c d x">`

// finish returns the style of a page that has everything.
func finish(t *testing.T, css string, o stylesheet.Options) string {
	t.Helper()
	style, err := compile(css, o, everything)
	if err != nil {
		t.Fatal(err)
	}
	return style
}

// compile returns the style of a page.
func compile(css string, o stylesheet.Options, page string) (string, error) {
	sheet, err := stylesheet.Parse(css)
	if err != nil {
		return "", err
	}
	index, err := sheet.Index()
	if err != nil {
		return "", err
	}
	has := index.Of([]byte(page))
	o.Mixed = page != everything && index.Has(has, "rtl")
	style, err := sheet.Compile(o, index)
	if err != nil {
		return "", err
	}
	return style.For(has), nil
}

const dark = `@media (prefers-color-scheme: dark) { :root { --ink: #EEE } }`

func TestOldBrowsersGetALineOfTheirOwn(t *testing.T) {
	for name, c := range map[string]struct{ css, want string }{
		"a variable": {
			`:root { --ink: #111 } a { color: var(--ink) } ` + dark,
			`:root{--ink:#111}a{color:#111;color:var(--ink)}@media (prefers-color-scheme:dark){:root{--ink:#EEE}}`,
		},
		"a variable inside a value": {
			`:root { --ink: #111 } a { border: 1px solid var(--ink) } ` + dark,
			`:root{--ink:#111}a{border:1px solid #111;border:1px solid var(--ink)}@media (prefers-color-scheme:dark){:root{--ink:#EEE}}`,
		},
		"a variable made of another": {
			`:root { --g: var(--ink); --ink: #111 } .a { --g: #222 } a { color: var(--g) } ` + dark,
			`:root{--g:var(--ink);--ink:#111}.a{--g:#222}a{color:#111;color:var(--g)}@media (prefers-color-scheme:dark){:root{--ink:#EEE}}`,
		},
		"faces, of which the last is enough": {
			`:root { --f: Charter, "Noto Serif", serif } a { font: 1rem/1.5 var(--f) } .x { --f: "Geeza Pro", serif }`,
			`:root{--f:Charter,"Noto Serif",serif}a{font:1rem/1.5 serif;font:1rem/1.5 var(--f)}.x{--f:"Geeza Pro",serif}`,
		},
		"the smaller of two": {`a { font-size: min(2.1rem, 12vw) }`, `a{font-size:2.1rem;font-size:min(2.1rem,12vw)}`},
		"a mask":             {`a { mask: none }`, `a{-webkit-mask:none;mask:none}`},
		"what asks for variables itself": {
			`:root { --ink: #111 } @supports (--a: 0) { a { color: var(--ink); mask: none } } ` + dark,
			`:root{--ink:#111}@supports (--a:0){a{color:var(--ink);-webkit-mask:none;mask:none}}@media (prefers-color-scheme:dark){:root{--ink:#EEE}}`,
		},
		"a rule for wide screens": {
			`:root { --ink: #111 } @media (min-width: 60em) { a { color: var(--ink) } } ` + dark,
			`:root{--ink:#111}@media (min-width:60em){a{color:#111;color:var(--ink)}}@media (prefers-color-scheme:dark){:root{--ink:#EEE}}`,
		},
	} {
		if got := finish(t, c.css, stylesheet.Options{Direction: "ltr"}); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestSidesAreSaidForTheDirectionOfThePage(t *testing.T) {
	for css, want := range map[string][2]string{
		`a { margin-inline: 0 auto }`:                   {`a{margin-right:auto;margin-inline:0 auto}`, `a{margin-left:auto;margin-inline:0 auto}`},
		`a { padding-inline: 1rem 2rem }`:               {`a{padding-left:1rem;padding-right:2rem;padding-inline:1rem 2rem}`, `a{padding-right:1rem;padding-left:2rem;padding-inline:1rem 2rem}`},
		`a { padding-inline: 0 0 }`:                     {`a{padding-left:0;padding-right:0;padding-inline:0 0}`, `a{padding-right:0;padding-left:0;padding-inline:0 0}`},
		`a { inset-inline: 0 auto }`:                    {`a{left:0;inset-inline:0 auto}`, `a{right:0;inset-inline:0 auto}`},
		`a { border-inline-width: 4px 0 }`:              {`a{border-left-width:4px;border-inline-width:4px 0}`, `a{border-right-width:4px;border-inline-width:4px 0}`},
		`html[dir=rtl] a { color: red }`:                {``, `html[dir=rtl] a{color:red}`},
		`a[dir=rtl], html[dir=rtl] .b { color: red }`:   {``, `a[dir=rtl],html[dir=rtl] .b{color:red}`},
		`@media print { html[dir=rtl] a { margin: 0 }}`: {``, `@media print{html[dir=rtl] a{margin:0}}`},
	} {
		for i, direction := range []string{"ltr", "rtl"} {
			if got := finish(t, css, stylesheet.Options{Direction: direction}); got != want[i] {
				t.Errorf("%s %s:\n got %s\nwant %s", direction, css, got, want[i])
			}
		}
	}
}

func TestWhatNeverChangesIsNoVariable(t *testing.T) {
	const css = `:root { --tap: 2.75rem; --ink: #111; --none: 0 } a { min-height: var(--tap); color: var(--ink) } ` + dark
	want := `:root{--ink:#111}a{min-height:2.75rem;color:#111;color:var(--ink)}@media (prefers-color-scheme:dark){:root{--ink:#EEE}}`
	if got := finish(t, css, stylesheet.Options{Direction: "ltr"}); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	want = `a{min-height:2.75rem;color:#ABC}`
	if got := finish(t, css, stylesheet.Options{Direction: "ltr", Set: map[string]string{"--ink": "#ABC"}}); got != want {
		t.Errorf("with a colour of its own:\n got %s\nwant %s", got, want)
	}
}

func TestAPageGetsTheRulesThatItCanUse(t *testing.T) {
	const css = `:root { --a: 1px; --b: var(--c); --c: 3px; --d: 4px } p { margin: 0 } h1, .a > li { margin: var(--a) }
		.a.b li:not(.x)::before { margin: var(--b) } a[href^="http"]:hover { top: 0 } * { left: 0 }
		@media print { .b { margin: var(--d) } } [dir=rtl] p { right: 0 }
		@media (min-width: 1em) { :root { --a: 2px; --b: 2px; --c: 2px; --d: 2px } }`
	for page, want := range map[string]string{
		``:                           `*{left:0}`,
		`p h1 class="a" <!-- li -->`: `*{left:0}`,
		`<p class='a'>`:              `p{margin:0}*{left:0}`,
		`<h1>`:                       `:root{--a:1px}h1{margin:1px;margin:var(--a)}*{left:0}@media (min-width:1em){:root{--a:2px}}`,
		`<li><i id="x" class="b a">`: `:root{--a:1px;--b:var(--c);--c:3px;--d:4px}.a>li{margin:1px;margin:var(--a)}.a.b li:not(.x)::before{margin:3px;margin:var(--b)}*{left:0}` +
			`@media print{.b{margin:4px;margin:var(--d)}}@media (min-width:1em){:root{--a:2px;--b:2px;--c:2px;--d:2px}}`,
		`<a class="ab">`:  `a[href^="http"]:hover{top:0}*{left:0}`,
		`<p dir="rtl">`:   `p{margin:0}*{left:0}[dir=rtl] p{right:0}`,
		`<br dir="ltr"/>`: `*{left:0}`,
	} {
		got, err := compile(css, stylesheet.Options{Direction: "ltr"}, page)
		if err != nil || got != want {
			t.Errorf("%s: %v\n got %s\nwant %s", page, err, got, want)
		}
	}
}

func TestASheetIsWrittenSmall(t *testing.T) {
	const css = `
		/* a comment with { */
		.a > .b,
		.c + .d ::before { content: " · } ; "; background: url("data:image/svg+xml,%3Csvg d='M1 2'/%3E") 0 0 / 10px  12px }
		@media screen and (min-width: 60em) { a { margin: 0 -.25em } }`
	want := `.a>.b,.c + .d ::before{content:" · } ; ";background:url("data:image/svg+xml,%3Csvg d='M1 2'/%3E") 0 0/10px 12px}` +
		`@media screen and (min-width:60em){a{margin:0 -.25em}}`
	if got := finish(t, css, stylesheet.Options{Direction: "ltr"}); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestWhatIsNotKnownIsRefused(t *testing.T) {
	for css, says := range map[string]string{
		`@import "a.css";`:                   "is no rule",
		`@font-face { src: url(a) }`:         "not known",
		`a { b { color: red } }`:             "stands in another",
		`a { color: red`:                     "not closed",
		`@media print { a { color: red }`:    "not closed",
		`a { content: "` + "\n }":            "not closed",
		`a::after { content: "</style>" }`:   "end its element",
		`a { color }`:                        "no declaration",
		`a { margin-inline-start: 1rem }`:    "both ends",
		`a { padding-inline: 1rem }`:         "both ends",
		`a { border-inline: 1px solid red }`: "both ends",
	} {
		_, err := compile(css, stylesheet.Options{Direction: "ltr"}, everything)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want an error that says %q", css, err, says)
		}
	}
}
