# Two commands do all the set-up: `make run` and `make test`. The same targets run in CI.
# Settings are environment variables, so they may stand on the line: make run PORT=8090
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --no-input --disable-pip-version-check -c constraints.txt
# Tests to run, or any other words for pytest: make test ARGS="tests/handlers -x"
ARGS ?=

.PHONY: run test check docs screenshots evaluate bench torture clean

run: $(VENV)/.installed
	@$(BIN)/python -m bot serve

test: $(VENV)/.test-installed
	@sh tools/need-browser
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev-installed
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/codespell
	@$(BIN)/python -m bot faq check --quiet
	@$(BIN)/python tools/make_docs.py --check

docs: $(VENV)/.installed
	@$(BIN)/python tools/make_docs.py

screenshots: $(VENV)/.test-installed
	@sh tools/need-browser
	@$(BIN)/python tools/screenshots.py

evaluate: $(VENV)/.test-installed
	@$(BIN)/python -m benchmarks.evaluate

bench: $(VENV)/.test-installed
	@$(BIN)/python -m benchmarks

torture: $(VENV)/.test-installed
	@$(BIN)/python -m torture

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "Python is missing: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "installing into $(VENV) (about half a minute, once) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/.test-installed: $(VENV)/.installed
	@$(PIP) -e '.[test]'
	@touch $@

$(VENV)/.dev-installed: $(VENV)/.test-installed
	@$(PIP) -e '.[dev]'
	@touch $@

clean:
	@rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
