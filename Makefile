# Everything a newcomer needs: `make run` and `make test`. Python 3.11+ and make are all that must be there.

VENV ?= .venv
PYTHON ?=
FILE ?= $(wildcard tests/exams/*.jsonl)
ARGS ?=

IN_VENV = $(VENV)/bin/python
PIP = $(IN_VENV) -m pip --disable-pip-version-check --quiet

.PHONY: help run test check bench exam clean
.DEFAULT_GOAL := help

help: ## show this list
	@echo "The briefing bot. What you can make:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-6s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.ready-to-run ## start the bot: on Discord with a token, else in this terminal
	@$(IN_VENV) -m bot run $(ARGS)

test: $(VENV)/.ready-to-test ## run all tests (ARGS="-k sheet" for some)
	@$(IN_VENV) -m pytest -n auto --dist worksteal $(ARGS)

check: $(VENV)/.ready-to-lint ## look at the code and at the fact sheet
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m mypy
	@$(VENV)/bin/lint-imports
	@$(IN_VENV) -m bot check

exam: $(VENV)/.ready-to-run ## examine the bot (FILE=… for one exam, ARGS="--typos 7" and the like)
	@test -n "$(FILE)" || { echo "There is no exam in tests/exams; name one: make exam FILE=…" >&2; exit 2; }
	@$(IN_VENV) -m bot exam $(FILE) $(ARGS)

bench: $(VENV)/.ready-to-bench ## measure speed and quality beside other search libraries
	@$(IN_VENV) -m bench $(ARGS)

clean: ## delete the virtual environment and what tools left behind
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A mark in the environment for each set of packages, so that the second run starts at once.
$(VENV)/.ready-to-run: pyproject.toml | $(VENV)/.created
	@echo "Installing what the bot needs (once) …"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.ready-to-test: $(VENV)/.ready-to-run
	@echo "Installing what the tests need (once) …"
	@$(PIP) install --group test
	@touch $@

$(VENV)/.ready-to-lint: $(VENV)/.ready-to-test
	@echo "Installing what the checks need (once) …"
	@$(PIP) install --group lint
	@touch $@

$(VENV)/.ready-to-bench: $(VENV)/.ready-to-run
	@echo "Installing what the benchmark needs (once) …"
	@$(PIP) install --group bench
	@touch $@

# Dependency groups need pip 25.1, which is newer than what many systems bring along.
$(VENV)/.created:
	@found=; for candidate in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
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
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@
