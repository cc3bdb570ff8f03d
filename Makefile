# `make demo` and `make test` need Python 3.11 and nothing else: they make .venv first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= demo

SOAK ?= 50

.PHONY: demo test soak lint docs fixtures bench setup clean

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev,bench]'
	touch $@

setup: $(VENV)/.dev

demo: $(VENV)/.dev
	$(BIN)/edi demo $(DEMO)

test: $(VENV)/.dev
	$(BIN)/python -m pytest

soak: $(VENV)/.dev
	EDI_SOAK=$(SOAK) $(BIN)/python -m pytest -m hypothesis

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/python -m edi_engine.cli.reference > docs/cli.md
	$(BIN)/python -m tests.rules > docs/rules.md
	$(BIN)/python -m edi_engine.encounters.pages
	$(BIN)/python -m tests.readme

fixtures: $(VENV)/.dev
	$(BIN)/python -m tests.rare

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache build dist
