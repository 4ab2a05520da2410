# The two that a newcomer needs: make plan, make test.

GO       ?= go
BINARY   := bin/polyclinic
PACKAGES := g++ pkg-config coinor-libclp-dev
SUDO     := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
LIMIT    ?= 60s
FUZZTIME ?= 20s
METHODS  ?= 1000000

# A distribution's older Go fetches the one that go.mod asks for.
export GOTOOLCHAIN ?= auto

# Without Clp the program works too: only the methods that need it are left out.
# Asked when a recipe runs, because setup may have installed it.
WITH_CGO = CGO_ENABLED=$${CGO_ENABLED:-$$(pkg-config --exists clp 2>/dev/null && echo 1 || echo 0)}

.PHONY: plan test setup build lint bench fuzz clean

plan: setup ## set up, build and plan the built-in London
	@$(MAKE) --no-print-directory build
	./$(BINARY) solve london-2008 --time-limit $(LIMIT) -o plan

test: setup ## run every test
	$(WITH_CGO) $(GO) test ./...

setup: ## install what is missing (Debian and its relatives)
	@missing=; \
	if command -v dpkg >/dev/null; then \
		for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
		command -v $(GO) >/dev/null || missing="$$missing golang-go"; \
	fi; \
	if [ -n "$$missing" ]; then \
		echo "installing$$missing"; \
		$(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends $$missing; \
	fi

build: ## build bin/polyclinic
	$(WITH_CGO) $(GO) build -o $(BINARY) ./cmd/polyclinic

lint: ## formatting and suspicious constructs
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not formatted:"; echo "$$unformatted"; exit 1; }
	$(WITH_CGO) $(GO) vet ./...

bench: build ## run the benchmark suite (long; see benchmarks/)
	./$(BINARY) bench run

fuzz: ## every fuzz target for FUZZTIME, then METHODS tiny problems by every method against enumeration (hours)
	@set -e; for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
			$(WITH_CGO) $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$p; \
		done; \
	done
	METHODS_INSTANCES=$(METHODS) $(WITH_CGO) $(GO) test -count 1 -timeout 0 -run '^TestMethodsAgainstEnumeration$$' ./solver

clean: ## remove what make builds
	rm -rf bin plan
