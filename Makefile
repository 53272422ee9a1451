# python3 and make are all this needs; everything else goes into .venv.
.DEFAULT_GOAL := help
.PHONY: help demo serve test test-clients soak crashes lint format bench clean

# The first Python of 3.11 or newer; say PYTHON=/path/to/python for another one.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV ?= .venv
BIN := $(VENV)/bin

help:  ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 20

demo: $(VENV)/.installed  ## build a plan's calendar, watch files and texts into demo/, without any account
	@$(BIN)/onek demo demo

serve: $(VENV)/.installed  ## serve the demo's feed and page on this machine, until Ctrl-C
	@test -f demo/onek.toml || $(BIN)/onek demo demo
	@$(BIN)/onek serve -C demo $(ARGS)

test: $(VENV)/.group-test  ## run every test
	@$(BIN)/python -m pytest $(ARGS)

test-clients: $(VENV)/.group-test  ## subscribe Thunderbird and Evolution to a feed, and change the plan
	@$(BIN)/python -m pytest -m clients tests/web/clients $(ARGS)

soak: $(VENV)/.group-test  ## look for texts that break something: make soak MINUTES=10
	@$(BIN)/python -m tests.fuzz.soak --minutes $(or $(MINUTES),10) $(ARGS)

crashes: $(VENV)/.group-test  ## kill a push at every place and push again: what was lost, doubled, touched
	@$(BIN)/python -m tests.sync.crashing $(ARGS)

lint: $(VENV)/.group-lint  ## style, types and the law of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.group-lint  ## put the code into its standard form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.group-bench  ## measure beside peers, ratios in one table
	@$(BIN)/python -m benchmarks

clean:  ## remove what was made here
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "onek_sync needs Python 3.11 or newer: see https://www.python.org/downloads/"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python has no venv here; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.group-%: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --group $*
	@touch $@
