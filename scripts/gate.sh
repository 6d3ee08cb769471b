#!/usr/bin/env bash
# gate.sh check|test|judge|torture
#
# The gates of the project. check is for every few minutes of work; test is all
# that decides whether a change may land; judge asks the HTML checker alone;
# torture kills the program for hours. Start it through make, which puts a
# PostgreSQL and a browser beside it. Every step runs even when one before it
# failed, and the last lines say how each of them went. With CI=true a skipped
# test is a failure; elsewhere it is only said.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d "${TMPDIR:-/tmp}/palabre-gate.XXXXXX")
trap 'rm -rf "$work"' EXIT
failed=false

# step NAME COMMAND... runs the command and notes how it went.
step() {
	local name=$1 before=$SECONDS said=ok
	shift
	printf '\n== %s\n' "$name"
	"$@" || { said=FAILED failed=true; }
	printf '%-8s %s (%d s)\n' "$said" "$name" $((SECONDS - before)) >>"$work/steps"
}

formatted() {
	local unformatted
	unformatted=$(go tool gofumpt -l .) || return 1
	[ -z "$unformatted" ] || { printf 'run go tool gofumpt -w on:\n%s\n' "$unformatted"; return 1; }
}

# vetted and checked look at the program and at the browser's tests, a module of
# their own that takes its tools from the program's.
vetted() { go vet ./... && go -C e2e vet ./...; }

checked() {
	local staticcheck
	staticcheck=$(go tool -n staticcheck) && go tool staticcheck ./... && (cd e2e && "$staticcheck" ./...)
}

tidy() { { go mod tidy -diff && go -C e2e mod tidy -diff; } >"$work/tidy" || { head -n 30 "$work/tidy"; echo 'run go mod tidy'; return 1; }; }

# snapshot prints a sum for each file that is, or could be, committed.
snapshot() { git ls-files -z --cached --others --exclude-standard | xargs -0 cksum 2>/dev/null | sort -k 3; }

# generated makes every generated file again and compares, whatever else in the
# tree is not committed yet.
generated() {
	snapshot >"$work/before"
	go generate ./... || return 1
	snapshot >"$work/after"
	diff "$work/before" "$work/after" || { echo 'these files were stale and are fresh now: look at them and commit them'; return 1; }
}

# tests runs go test. Its own closing lines and the skips show as they come;
# what the failing tests said is kept for the very end.
tests() {
	local log=$work/tests status skipped
	set +e
	go test -v "$@" 2>&1 | tee "$log" | grep --line-buffered -E '^(ok|FAIL|panic:|storm:|canary:|[[:space:]]*--- (FAIL|SKIP))'
	status=${PIPESTATUS[0]}
	set -e
	[ "$status" -eq 0 ] || failures <"$log" >>"$work/failures"
	skipped=$(count '^[[:space:]]*--- SKIP' "$log")
	printf '%s: %d passed, %d failed, %d skipped\n' "${counted:-tests}" \
		"$(count '^--- PASS' "$log")" "$(count '^(--- FAIL|FAIL.*build failed)' "$log")" "$skipped" >>"$work/counts"
	if [ "$skipped" -gt 0 ] && [ "${CI:-}" = true ]; then
		echo 'CI=true: a skipped test is a failure'
		status=1
	fi
	return "$status"
}

# browser runs the tests of e2e, or those of them that are named.
browser() { (cd e2e && counted='in a browser' && tests -count=1 -timeout 10m "$@" ./...); }

# failures prints what each failing test of go test -v said, and the end of what
# a package said that failed without one.
failures() {
	awk '
		function show(name) { printf "\n--- %s\n%s", name, said[name]; said[name] = ""; shown = 1 }
		/^=== (RUN|PAUSE|CONT|NAME)/ { test = $3; next }
		/^[ \t]*--- FAIL: / { sub(/^[ \t]*--- FAIL: /, ""); show($1); next }
		/^[ \t]*--- (PASS|SKIP)/ { next }
		/^FAIL\t/ { if (!shown) show(test); print "\n" $0 }
		/^(ok|FAIL|\?)[ \t]/ { split("", said); test = ""; shown = 0; next }
		{ said[test] = substr(said[test] $0 "\n", length(said[test] $0) > 8000 ? length(said[test] $0) - 8000 : 1) }'
}

count() { grep -c -E "$1" "$2" || true; }

case "${1:-}" in
check)
	step 'formatted' formatted
	step 'go vet' vetted
	step 'staticcheck' checked
	step 'tests, the short ones' tests -short -timeout 5m ./...
	;;
test)
	step 'formatted' formatted
	step 'go vet' vetted
	step 'staticcheck' checked
	step 'go.mod is tidy' tidy
	step 'generated files are fresh' generated
	step 'tests' tests -count=1 -timeout 20m ./...
	[ -z "${PALABRE_TEST_CHROMIUM:-}" ] || step 'tests in a browser' browser
	;;
judge)
	[ -n "${PALABRE_TEST_JAVA:-}" ] || { echo 'judge: there is no HTML checker here'; exit 1; }
	step 'HTML checker' browser -run Checker
	;;
torture)
	export PALABRE_TORTURE=1
	step 'torture' tests -count=1 -timeout 6h -run Torture ./...
	;;
*)
	echo 'gate.sh: say check, test, judge or torture' >&2
	exit 2
	;;
esac

if [ -s "$work/failures" ]; then
	printf '\n== what the failing tests said\n'
	cat "$work/failures"
fi
printf '\n== in short\n'
cat "$work/steps"
[ "$1" = judge ] || [ -n "${PALABRE_TEST_POSTGRES:-}" ] || echo 'SKIPPED  everything on PostgreSQL: it is not installed (see docs/operating.md, or let make test install it)'
[ "$1" != test ] || [ -n "${PALABRE_TEST_CHROMIUM:-}" ] || echo 'SKIPPED  everything in a browser: Chromium, Java or npm is not installed (make test installs them on Debian where it may)'
cat "$work/counts"
if $failed; then
	grep '^--- ' "$work/failures" 2>/dev/null || true
	exit 1
fi
