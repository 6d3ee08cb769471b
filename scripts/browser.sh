#!/usr/bin/env bash
# browser.sh [--install] COMMAND...
#
# Runs a command that finds all that the browser's tests need:
#   PALABRE_TEST_CHROMIUM  a Chromium
#   PALABRE_TEST_JAVA      a Java, for the HTML checker
#   node_modules           what package.json asks for
# --install takes what is missing from the system's packages on Debian, as root or
# with a sudo that asks no password, and the rest by npm. Where something is
# missing in the end the command runs without those variables, so that the
# browser's tests are left out, unless CI=true: then that fails.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "browser: $*" >&2; }

# first prints the path of the first of the programs that exists.
first() {
	local name
	for name; do type -P "$name" && return 0; done
	return 1
}

find_chromium() { first ${PALABRE_TEST_CHROMIUM:+"$PALABRE_TEST_CHROMIUM"} chromium chromium-browser google-chrome; }
find_java() { first ${PALABRE_TEST_JAVA:+"$PALABRE_TEST_JAVA"} java; }

# modules reports whether what package-lock.json says was installed, to the end.
modules() {
	sha256sum --status --check node_modules/.lock-sum 2>/dev/null
}

# packages prints the system's packages that are missing.
packages() {
	find_chromium >/dev/null || echo chromium fonts-dejavu-core fonts-liberation
	find_java >/dev/null || echo default-jre-headless
	modules || command -v npm >/dev/null || echo npm
}

install_packages() {
	local become=() missing
	read -r -d '' -a missing < <(packages && printf '\0')
	[ ${#missing[@]} -gt 0 ] || return 0
	command -v apt-get >/dev/null || { say "no apt-get here, so nothing is installed"; return 1; }
	if [ "$(id -u)" -ne 0 ]; then
		sudo -n true 2>/dev/null || { say "installing needs root, or a sudo that asks no password"; return 1; }
		become=(sudo -n)
	fi
	say "installing the system's packages ${missing[*]}"
	${become[@]+"${become[@]}"} apt-get update -q >&2 &&
		${become[@]+"${become[@]}"} env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}

install_modules() {
	modules && return 0
	say "npm ci"
	npm ci >&2 && sha256sum package-lock.json >node_modules/.lock-sum
}

missing() {
	local what=
	find_chromium >/dev/null || what+=" Chromium,"
	find_java >/dev/null || what+=" Java,"
	modules || what+=" the packages of package.json (npm ci),"
	[ -n "$what" ] || return 1
	say "MISSING:${what%,}"
}

install=false
if [ "${1:-}" = --install ]; then
	install=true
	shift
fi
if $install && ! { install_packages && install_modules; }; then say "something was not installed"; fi
if missing; then
	if [ "${CI:-}" = true ]; then
		say "and CI=true: that is a failure"
		exit 1
	fi
	say "the browser's tests are left out of what follows"
	unset PALABRE_TEST_CHROMIUM PALABRE_TEST_JAVA
else
	PALABRE_TEST_CHROMIUM=$(find_chromium)
	PALABRE_TEST_JAVA=$(find_java)
	export PALABRE_TEST_CHROMIUM PALABRE_TEST_JAVA
fi
exec "$@"
