#!/usr/bin/env bash
# bench.sh [FLAG]...
#
# Measures the program and prints a line for each figure; docs/performance.md
# says what they mean. The flags are those of the program in bench/, -help lists
# them. What it measures lives in a temporary folder and is gone afterwards; the
# articles that it makes are kept in the user's cache folder for the next time.
# PALABRE_TEST_POSTGRES, where it is set, names a PostgreSQL to measure too.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d "${TMPDIR:-/tmp}/palabre-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

go build -o "$work/bench" ./bench
TMPDIR=$work "$work/bench" "$@" &
running=$!
trap 'kill -TERM "$running" 2>/dev/null || true' INT TERM
status=0
wait "$running" || status=$?
while kill -0 "$running" 2>/dev/null; do # a signal has ended the wait, not yet the program
	wait "$running" || status=$?
done
exit "$status"
