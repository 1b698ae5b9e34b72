# Everything a newcomer needs: `make run` and `make test`. Python 3.11+ and make are all that must be there.

VENV ?= .venv
PYTHON ?=
EXTRAS ?=
FILE ?= $(wildcard tests/exams/*.jsonl)
ARGS ?=

IN_VENV = $(VENV)/bin/python
# Twice quiet: errors are shown, and nobody is told about mirrors and newer versions of an installer.
INSTALL = $(IN_VENV) -m pip --disable-pip-version-check --quiet --quiet install --no-deps
LOCKED = $(INSTALL) --require-hashes

BABEL = $(IN_VENV) -m babel.messages.frontend --quiet
LOCALE = bot/data/locale

# The tests start processes: what one has compiled the next one loads, also where an image forbids to keep it.
COMPILED = PYTHONDONTWRITEBYTECODE=

# The tests try every extra.
EXTRAS_FILES = $(foreach extra,charts documents meaning,requirements/$(extra).txt)

# Each file of requirements/ pins a set of packages: $(1), wanted as $(2), less what the sets $(3) hold already.
COMPILE = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-annotate --custom-compile-command 'make lock'
PINNED = $$(sed -n 's/^\([^= ]*\)==.*/--no-emit-package \1/p' /dev/null $(1:%=requirements/%.txt))
LOCK = $(COMPILE) --constraint $(VENV)/all.txt $(2) $(call PINNED,$(3)) --output-file requirements/$(1).txt

.PHONY: help run test snapshots catalogues check bench exam lock licences clean
.DEFAULT_GOAL := help

help: ## show this list
	@echo "The briefing bot. What you can make:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.ready-to-run $(EXTRAS:%=$(VENV)/.ready-for-%) ## start the bot: on Discord with a token, else in this terminal (EXTRAS=meaning for that extra)
	@$(IN_VENV) -m bot run $(ARGS)

test: $(VENV)/.ready-to-test ## run all tests (ARGS="-k sheet" for some)
	@$(COMPILED) $(IN_VENV) -m pytest -n auto --dist worksteal $(ARGS)

snapshots: $(VENV)/.ready-to-test ## renew the golden files of tests/snapshots; then read their diff
	@RENEW_SNAPSHOTS=1 $(IN_VENV) -m pytest --quiet tests/e2e/test_page_snapshots.py tests/cli/test_report_snapshots.py \
		tests/domain/drafting/test_drafts.py tests/matching/test_evidence.py tests/matching/test_grouping.py tests/matching/test_passages.py
	@RENEW_SNAPSHOTS=1 $(IN_VENV) -m pytest --quiet tests/test_replies_doc.py

catalogues: $(VENV)/.ready-to-test ## take new sentences into bot/data/locale, and compile what is translated
	@$(BABEL) extract --keywords 'marked for_members spoken numbered:2,3' --no-default-keywords --no-location --omit-header \
		--output-file $(VENV)/bot.pot bot/ui/texts bot/services
	@$(BABEL) update --input-file $(VENV)/bot.pot --output-dir $(LOCALE) --domain bot --width 110 \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(BABEL) compile --directory $(LOCALE) --domain bot

check: $(VENV)/.ready-to-lint ## look at the code and at the fact sheet
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m mypy
	@$(VENV)/bin/lint-imports
	@$(IN_VENV) -m bot check || [ $$? -eq 1 ] # 1 is a weak sheet: some of the golden questions lead elsewhere

exam: $(VENV)/.ready-to-run ## examine the bot (FILE=… for one exam, ARGS="--typos 7" and the like)
	@test -n "$(FILE)" || { echo "There is no exam in tests/exams; name one: make exam FILE=…" >&2; exit 2; }
	@$(IN_VENV) -m bot exam $(FILE) $(ARGS)

bench: $(VENV)/.ready-to-bench ## measure speed and quality beside other search libraries
	@$(IN_VENV) -m bench $(ARGS)

lock: $(VENV)/.ready-to-lock ## renew the locked versions of all packages
	@$(COMPILE) pyproject.toml --all-extras $(foreach set,build test lint bench lock,--group $(set)) -o $(VENV)/all.txt
	@$(call LOCK,build,--group build)
	@$(call LOCK,run,pyproject.toml)
	@$(call LOCK,charts,pyproject.toml --extra charts,run)
	@$(call LOCK,meaning,pyproject.toml --extra meaning,run charts)
	@$(call LOCK,documents,pyproject.toml --extra documents,run)
	@$(call LOCK,test,--group test,build run charts meaning documents)
	@$(call LOCK,lint,--group lint,build run charts meaning documents test)
	@$(call LOCK,bench,--group bench,run meaning)
	@$(call LOCK,lock,--group lock)

licences: $(VENV)/.ready-to-lock $(VENV)/.ready-to-bench $(VENV)/.ready-to-lint ## renew the list of licences of all locked packages
	@$(IN_VENV) -m bench.licences

clean: ## delete the virtual environment and what tools left behind
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A mark in the environment for each set of packages, so that the second run starts at once.
$(VENV)/.ready-to-run: requirements/run.txt pyproject.toml | $(VENV)/.created
	@echo "Installing what the bot needs (once) …"
	@$(LOCKED) --requirement $<
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-for-%: requirements/%.txt $(VENV)/.ready-to-run
	@echo "Installing what $* needs (once) …"
	@$(LOCKED) --requirement $<
	@touch $@

$(VENV)/.ready-to-test: requirements/test.txt $(EXTRAS_FILES) $(VENV)/.ready-to-run
	@echo "Installing what the tests need (once) …"
	@$(LOCKED) $(patsubst %,--requirement %,$(filter requirements/%,$^))
	@touch $@

$(VENV)/.ready-to-lint: requirements/lint.txt $(VENV)/.ready-to-test
	@echo "Installing what the checks need (once) …"
	@$(LOCKED) --requirement $<
	@touch $@

$(VENV)/.ready-to-bench: requirements/bench.txt requirements/meaning.txt $(VENV)/.ready-to-run
	@echo "Installing what the benchmark needs (once) …"
	@$(LOCKED) $(patsubst %,--requirement %,$(filter requirements/%,$^))
	@touch $@

$(VENV)/.ready-to-lock: requirements/lock.txt | $(VENV)/.created
	@echo "Installing what renews the lock (once) …"
	@$(LOCKED) --requirement $<
	@touch $@

$(VENV)/.created:
	@found=; for candidate in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "The briefing bot needs Python 3.11 or newer, and $(or $(PYTHON),python3) is not." >&2; \
		echo "Please install one, or name it: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	echo "Making a virtual environment in $(VENV) (once) …"; \
	"$$found" -m venv --clear "$(VENV)" || { \
		echo "$$found cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	}
	@$(LOCKED) --requirement requirements/build.txt
	@touch $@
