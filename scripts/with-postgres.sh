#!/usr/bin/env bash
# with-postgres.sh [--install] COMMAND...
#
# Runs a command beside a private PostgreSQL that lives in a temporary folder
# and is gone afterwards. The command finds it by two variables:
#   PALABRE_TEST_POSTGRES      a URL whose user may create databases
#   PALABRE_TEST_POSTGRES_LOG  the server's log file, for tests that search it
# Where PALABRE_TEST_POSTGRES is already set, that server is used and left alone.
# Where PostgreSQL is not installed, --install takes it from the system's
# packages on Debian, as root or with a sudo that asks no password. Where there
# is none in the end the command runs without, unless CI=true: then that fails.
set -euo pipefail

say() { printf '%s\n' "postgres: $*" >&2; }

# server_folder prints the folder of PostgreSQL's programs, the newest first.
server_folder() {
	local found
	found=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
	[ -n "$found" ] || found=$(command -v initdb) || return 1
	dirname "$found"
}

install_server() {
	local become=()
	command -v apt-get >/dev/null || { say "no apt-get here, so nothing is installed"; return 1; }
	if [ "$(id -u)" -ne 0 ]; then
		sudo -n true 2>/dev/null || { say "installing needs root, or a sudo that asks no password"; return 1; }
		become=(sudo -n)
	fi
	say "installing the system's package postgresql"
	${become[@]+"${become[@]}"} apt-get update -q >&2 &&
		${become[@]+"${become[@]}"} env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -q --no-install-recommends postgresql >&2
}

# as_server runs a program of the server, which refuses to be root.
as_server() {
	if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start() {
	local password
	password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
	folder=$(mktemp -d "${TMPDIR:-/tmp}/palabre-postgres.XXXXXX")
	printf '%s\n' "$password" >"$folder/password"
	[ "$(id -u)" -ne 0 ] || chown -R postgres "$folder"

	# Order of text must be that of bytes, as on SQLite; other users of this
	# machine reach the loopback port, so that one asks for the password.
	(cd "$folder" && as_server "$programs/initdb" --pgdata="$folder/data" --username=postgres \
		--encoding=UTF8 --locale=C.UTF-8 --pwfile="$folder/password" \
		--auth-local=trust --auth-host=scram-sha-256 >"$folder/initdb.log") ||
		{ cat "$folder/initdb.log" >&2; return 1; }

	# The log must not repeat what people wrote: docs/operating.md asks the same
	# of every operator. fsync stays on, because the crash tests rely on it.
	cat >>"$folder/data/postgresql.conf" <<-CONF
		listen_addresses = '127.0.0.1'
		unix_socket_directories = '$folder'
		log_error_verbosity = terse
		log_min_error_statement = panic
		fsync = on
		max_connections = 200
	CONF

	local port
	for _ in 1 2 3 4 5; do
		port=$((20000 + RANDOM))
		(cd "$folder" && as_server "$programs/pg_ctl" start --pgdata="$folder/data" --wait --silent \
			--log="$folder/postgres.log" --options="-p $port") >/dev/null 2>&1 || continue
		export PALABRE_TEST_POSTGRES="postgres://postgres:$password@127.0.0.1:$port/postgres?sslmode=disable"
		export PALABRE_TEST_POSTGRES_LOG=$folder/postgres.log
		return 0
	done
	say "the server does not start:"
	cat "$folder/postgres.log" >&2
	return 1
}

# stop ends the server by the process id that it wrote down.
stop() {
	[ -n "${folder:-}" ] || return 0
	local pid
	pid=$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null) || true
	if [ -n "${pid:-}" ]; then
		kill -QUIT "$pid" 2>/dev/null || true
		while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
	fi
	rm -rf "$folder"
}

# guard stops the server also when this script is killed without a word.
guard() {
	local parent=$$
	(
		trap '' INT TERM HUP
		while kill -0 "$parent" 2>/dev/null; do sleep 1; done
		stop
	) </dev/null >/dev/null 2>&1 &
}

missing() {
	if [ "${CI:-}" = true ]; then
		say "MISSING, and CI=true: that is a failure"
		exit 1
	fi
	say "MISSING: what follows runs on SQLite alone, tests on PostgreSQL are skipped"
}

install=false
if [ "${1:-}" = --install ]; then
	install=true
	shift
fi
if [ -n "${PALABRE_TEST_POSTGRES:-}" ]; then exec "$@"; fi

programs=$(server_folder) || programs=
if [ -z "$programs" ] && $install; then
	install_server && programs=$(server_folder) || programs=
fi
if [ -z "$programs" ]; then
	missing
	exec "$@"
fi

trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
start
guard
"$@"
