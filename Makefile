# What a person may ask of this folder. Every target says what it is for;
# the shell that it needs stands in scripts/.

.PHONY: help run check test torture judge screenshots bench

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start the site on http://localhost:8080, with SQLite in ./data
	go run . serve

check: ## the gate while working: two minutes, PostgreSQL only where it is installed, no browser
	scripts/with-postgres.sh scripts/gate.sh check

test: ## all that gates, on both engines and in a browser; installs what is missing on Debian where it may
	scripts/with-postgres.sh --install scripts/browser.sh --install scripts/gate.sh test

torture: ## long crash runs, on both engines
	scripts/with-postgres.sh --install scripts/gate.sh torture

judge: ## the HTML checker alone, on every page
	scripts/browser.sh --install scripts/gate.sh judge

screenshots: ## pictures of the pages, into docs/screenshots
	CI=true scripts/browser.sh --install go -C e2e run ./screenshots

bench: ## the figures of docs/performance.md, in about ten minutes; leave the machine alone meanwhile
	scripts/bench.sh
