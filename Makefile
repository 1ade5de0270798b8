# Crowsfoot. "make run" serves the app; "make test" installs what the tests need on a
# Debian machine and runs all of them; "make help" lists the rest.

SHELL := /bin/bash
GO ?= go
# Every install of a tool goes here, so that a clean clone starts clean.
BIN := $(CURDIR)/bin
LINT_VERSION := v2.15.0
LINT := $(BIN)/golangci-lint-$(LINT_VERSION)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300
NPM := npm --prefix static
# Time for each fuzz target ("make soak" takes SOAK_TIME), which of them (part of package
# and name), kills of the server in "make soak", and pairs of diagrams in "make migrations".
FUZZ_TIME ?= 5s
FUZZ ?= .
SOAK_TIME ?= 10m
KILLS ?= 200
MIGRATIONS ?= 200

.PHONY: help run test roundtrip fuzz bench bench-layout soak check generate setup browser-setup tools fmt

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/' | expand -t 12

run: ## serve the app
	$(GO) run ./cmd/crowsfoot

# Random tests draw the same in each run here, so that what fails fails again; "go test"
# by itself, "make migrations" and "make soak" draw anew.
test: export RAPID_SEED = 1
test: setup check ## install what is missing, then run all tests
	@echo "== engines and browser: each is used, and a missing one fails the run =="
	@chromium --version
	@$$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)/postgres --version
	@/usr/sbin/mariadbd --version
	@echo "SQLite: $$($(GO) list -m -f '{{.Path}} {{.Version}}' modernc.org/sqlite)"
	@echo "== go test -race, but for the readers and writers of files, which run on one goroutine =="
	CROWSFOOT_REQUIRE_ENGINES=1 CROWSFOOT_REQUIRE_BROWSER=1 $(GO) test -race -timeout 15m $$($(GO) list ./... | grep -v /diagram/format)
	$(GO) test -timeout 15m ./diagram/format/...
	@$(MAKE) --no-print-directory fuzz

roundtrip: ## all real schemas beside the repository to each database and back, some minutes
	CROWSFOOT_REQUIRE_ENGINES=1 CROWSFOOT_ROUND_TRIP=all $(GO) test -timeout 30m -run 'TestRoundTrip$$' -v ./diagram/engine | grep -vE '^ *(===|--- PASS)'

# One package and one target a call is all that go test takes. An input that fails is
# written to testdata/fuzz of its package, to be committed with the fix, and ends the run.
# Without a bound on minimizing, go test spends a minute on each interesting input.
# Two run at a time; xargs stops at the first that ends with 255. Before Go 1.27 a run
# may trip over its own deadline (go.dev/issue/75804): no failing input, just the words
# "context deadline exceeded"; such a run says nothing and is made anew, twice at most.
fuzz: ## every fuzz target for FUZZ_TIME
	@grep -rno --include='*_test.go' '^func Fuzz[A-Za-z0-9]*' cmd diagram lint web | \
	  sed -E 's|/[^/]*\.go:[0-9]+:func | |' | grep -E '$(FUZZ)' | sort | xargs -P 2 -L 1 bash -c '\
	    for attempt in 1 2 3; do \
	      if said=$$($(GO) test -run "^$$" -fuzz "^$$1\$$" -fuzztime $(FUZZ_TIME) -fuzzminimizetime 10x -parallel 1 "./$$0" 2>&1 </dev/null); \
	      then echo "== fuzz $$0 $$1: $$(grep "^fuzz: elapsed" <<< "$$said" | tail -n 1) =="; exit 0; fi; \
	      if grep -qE "Failing input|panic:" <<< "$$said" || ! grep -qxE " +context deadline exceeded" <<< "$$said"; then break; fi; \
	      echo "== fuzz $$0 $$1: the run tripped over its own deadline, again =="; \
	    done; \
	    echo "$$said"; echo "== fuzz $$0 $$1 failed =="; exit 255'

check: generated tools static/node_modules ## generated files, vet, linter, types and unit tests of the browser's side
	@echo "== format and vet =="
	@test -z "$$(gofmt -l cmd diagram lint static/*.go web | tee /dev/stderr)"
	$(GO) vet ./...
	@echo "== golangci-lint =="
	$(LINT) run ./...
	@echo "== browser's side: types, lint, unit tests =="
	$(NPM) run check

.PHONY: generated
generated: ## fail when a generated file is not as its source says
	@echo "== generated files =="
	@before=$$(git ls-files -z -o -c --exclude-standard -- '*_templ.go' static/js/types.d.ts static/js/model/schema.js | xargs -0 sha256sum); \
	$(GO) generate ./... >/dev/null && \
	after=$$(git ls-files -z -o -c --exclude-standard -- '*_templ.go' static/js/types.d.ts static/js/model/schema.js | xargs -0 sha256sum); \
	if [ "$$before" != "$$after" ]; then diff <(echo "$$before") <(echo "$$after"); echo "generated files were stale: commit what make generate wrote"; exit 1; fi

generate: ## write generated files anew
	$(GO) generate ./...

bench: bench-layout ## benchmarks: the canvas in Chromium, Go code, layout beside its rivals
	$(GO) test -run '^$$' -bench . ./...

# Extra flags for the run, such as BENCH_LAYOUT="--only name": see static/bench/layout.mjs.
bench-layout: static/bench/node_modules ## layout and routing beside ELK, dot, dagre and libavoid, on real graphs
	$(GO) build -o $(BIN)/crowsfoot ./cmd/crowsfoot
	node static/bench/layout.mjs $(BIN)/crowsfoot $(BENCH_LAYOUT)

soak: setup ## long runs: fuzz each decoder for SOAK_TIME, kill the server over and over
	$(GO) test -count=20 -timeout 2h $$(grep -rl --include='*_test.go' 'rapid\.Check' cmd diagram lint web | xargs -n1 dirname | sort -u | sed 's|^|./|')
	CROWSFOOT_MUTATIONS=1000 $(GO) test -count=1 -timeout 2h -run TestMutations ./diagram/format
	@$(MAKE) --no-print-directory fuzz FUZZ_TIME=$(SOAK_TIME)
	CROWSFOOT_KILLS=$(KILLS) $(GO) test -count=1 -timeout 2h -run TestKill -v ./cmd/crowsfoot

.PHONY: migrations
migrations: setup ## migrate MIGRATIONS random pairs of diagrams on each engine
	CROWSFOOT_REQUIRE_ENGINES=1 CROWSFOOT_MIGRATIONS=$(MIGRATIONS) $(GO) test -count=1 -timeout 1h -v -run 'TestEngineMigrates|TestEngineHasNothingToMigrate|AreReplayed' ./diagram/ddl

setup: ## install compilers, databases, browser and Node where they are missing
	@need=""; \
	command -v gcc >/dev/null || need="$$need gcc libc6-dev"; \
	command -v node >/dev/null || need="$$need nodejs"; \
	command -v npm >/dev/null || need="$$need npm"; \
	command -v chromium >/dev/null || need="$$need chromium"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need="$$need postgresql"; \
	[ -x /usr/sbin/mariadbd ] || need="$$need mariadb-server"; \
	if [ -n "$$need" ]; then echo "== installing$$need =="; $(APT) update -qq && $(APT) install -y -qq --no-install-recommends $$need; fi
	@$(MAKE) --no-print-directory $(DBML)/node_modules

# The parsers of @dbml/core read scripts that no database here executes.
DBML := diagram/ddl/testdata/dbml

$(DBML)/node_modules: $(DBML)/package.json
	npm --prefix $(DBML) install --no-audit --no-fund --no-package-lock --silent
	@touch $@

.PHONY: long
long: setup ## DDL: a thousand hostile names on all engines, all scripts read by @dbml/core
	CROWSFOOT_REQUIRE_ENGINES=1 CROWSFOOT_LONG=1 $(GO) test -count=1 -timeout 60m -run 'TestDBML|ThousandNames' ./diagram/ddl

tools: $(LINT)

$(LINT):
	@echo "== building golangci-lint $(LINT_VERSION) =="
	GOBIN=$(BIN) GOFLAGS= $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	mv $(BIN)/golangci-lint $@

# No lock file here: the versions in package.json are exact, and so are those of the
# programs that they depend on, which differ by platform.
static/node_modules: static/package.json | setup
	$(NPM) install --no-audit --no-fund --no-package-lock
	@touch $@

static/bench/node_modules: static/bench/package.json | setup
	npm --prefix static/bench ci --no-audit --no-fund
	@touch $@

.PHONY: pictures
pictures: setup ## take the pictures of the README anew
	CROWSFOOT_PICTURES=$(CURDIR)/.github/images $(GO) test -count=1 -run TestPictures ./web
