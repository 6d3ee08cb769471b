package oldphone_test

import (
	"testing"

	"palabre/e2e/oldphone"
)

func TestWhatAnOldPhoneUnderstands(t *testing.T) {
	for _, row := range []struct{ style, want string }{
		{`p{color:#111;color:var(--ink)}`, `p{color:#111}`},
		{`:root{--ink:#111}`, `:root{}`},
		{`p{margin-left:1em;margin-inline:1em 0;padding-block:0}`, `p{margin-left:1em}`},
		{`ul{display:flex;display:grid;gap:1rem;grid-template:auto/1fr}`, `ul{display:flex}`},
		{`p{font-size:1rem;font-size:clamp(1rem,2vw,2rem);width:min(10px, 5%);width:calc(1px + 2%)}`, `p{font-size:1rem;width:calc(1px + 2%)}`},
		{`a:hover{b:c}a:is(b,c){d:e}a,b:focus-visible{f:g}a:not(.b){h:i}`, `a:hover{b:c}a:not(.b){h:i}`},
		{`@supports (display:grid){p{a:b}}p{c:d}`, `p{c:d}`},
		{`@media (min-width:40em){p{a:b;c:var(--d)}}@media (prefers-color-scheme:dark){p{e:f}}@media (width>=4em){p{g:h}}`, `@media (min-width:40em){p{a:b}}`},
		{`@media print,(prefers-contrast:more){p{a:b}}`, `@media print,(prefers-contrast:more){p{a:b}}`},
		{`p::before{content:"};{";background:url("data:;},");mask:url(x)}q{a:b}`, `p::before{content:"};{";background:url("data:;},")}q{a:b}`},
		{`p{overflow-wrap:break-word;overflow-wrap:anywhere;color:#1234;color:rgb(1 2 3 / 4%);color:rgb(1,2,3)}`, `p{overflow-wrap:break-word;color:rgb(1,2,3)}`},
		{`p{/* { */a:b !important}`, `p{a:b !important}`},
	} {
		if got := oldphone.Style(row.style); got != row.want {
			t.Errorf("%s\nis %s\nwant %s", row.style, got, row.want)
		}
	}
}

func TestAPageKeepsAllButItsStyle(t *testing.T) {
	got := oldphone.Page("<style>p{color:var(--x)}</style>\n<p>var(--x)</p><style media=print>p{a:b}</style>")
	if want := "<style>p{}</style>\n<p>var(--x)</p><style media=print>p{a:b}</style>"; got != want {
		t.Errorf("got %s", got)
	}
}
