# planlift: make targets. `make` lists them.
# Any Python from 3.11 on will do; say PYTHON=… to choose one.

INPUT  ?= samples/
OUTPUT ?= output/
JOBS   ?=
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
            "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)

VENV    := .venv
RUN     := $(VENV)/bin/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
READY   := $(VENV)/.ready
DEV     := $(VENV)/.ready-dev

.DEFAULT_GOAL := help
.PHONY: help extract test test-long lint exam bench schema clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

extract: $(READY)  ## Read the plans in INPUT (samples/) and write OUTPUT (output/), JOBS at a time
	$(RUN) -m planlift extract $(INPUT) --output $(OUTPUT) $(if $(JOBS),--jobs $(JOBS))

test: $(DEV)  ## Run the tests that take seconds
	$(RUN) -m pytest -n 2 -m "not long"

test-long: $(DEV)  ## Run all tests
	$(RUN) -m pytest -n 2

lint: $(DEV)  ## Check style, types, and which package imports which
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports

exam: $(DEV)  ## Score the output against documents whose right answer is known
	$(RUN) -m tests.exam

bench: $(DEV)  ## Measure accuracy and speed beside other tools; writes bench/RESULTS.md
	$(INSTALL) '.[dev,bench]'
	$(RUN) -m bench

schema: $(DEV)  ## Make schema/plan.schema.json anew from the types
	$(RUN) -m schema.json_schema

clean:  ## Remove what was made here: .venv, output/, caches
	rm -rf $(VENV) output build extract/pdf/_each*.so *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN):
	@test -n "$(PYTHON)" || { echo "planlift needs Python 3.11 or later; say PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml constraints.txt extract/pdf/_each.c | $(RUN)
	$(INSTALL) .
	@touch $@

$(DEV): pyproject.toml constraints.txt extract/pdf/_each.c | $(RUN)
	$(INSTALL) '.[dev]'
	@touch $@ $(READY)
