# make help lists what there is. Everything is set up in .venv/ inside the checkout.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run test check pictures bench soak clean

help: ## list what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run ## open Equipoise on the shipped dossier
	@$(BIN)/equipoise

test: $(VENV)/.test ## pass the whole test suite
	@$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/.test ## lint, format, strict types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

pictures: $(VENV)/.test ## make the README's pictures again
	@$(BIN)/python tests/pictures.py

bench: $(VENV)/.test ## measure speed, as ratios within one run
	@$(BIN)/python benchmarks/run.py

soak: $(VENV)/.test ## measure reliability at length (a quarter of an hour)
	@$(BIN)/python tests/reliability/soak.py

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Equipoise needs Python 3.11 to 3.14; $(PYTHON) is "+sys.version.split()[0]) if not (3, 11) <= sys.version_info[:2] <= (3, 14) else 0'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Setting up (once) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Setting up for tests (once) ..."
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.run
