# Two commands do everything: `make demo` shows the whole job, `make test` passes the tests.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
TESTS ?= tests

SAMPLES ?= ../shared/data

.PHONY: setup demo test test-all bench score score-completeness hostile crash lint lock rules clean

setup: ## installs what is missing; instant when nothing is
	@bash scripts/setup.sh

demo: setup ## a realistic day, worked to the end
	@rm -rf sportello-demo
	$(BIN)/sportello demo sportello-demo

test: setup lint ## everything that must be green, under 10 minutes on 2 cores
	$(BIN)/pytest -n 2 --dist loadfile -m "not slow" $(TESTS)

test-all: setup lint ## the slow suites too
	$(BIN)/pytest $(TESTS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## speed against what a user would do instead
	$(BIN)/python -m benchmarks

score: setup ## reading of forms: F1, inventions, silent errors per channel
	$(BIN)/python benchmarks/score_forms.py $(SAMPLES)/forms/dev --ocr

score-completeness: setup ## completeness of replies: labels, wrong completes, evidence
	$(BIN)/python benchmarks/score_completeness.py

hostile: setup ## broken and hostile files through the real intake
	$(BIN)/python -m benchmarks.hostile

crash: setup ## 1,000 kill points over ingest, nightly, rerun and outbox
	$(BIN)/python -m benchmarks.crash --points 1000

lock: setup ## renew the lock: hashes, no addresses
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header --upgrade \
	  --python-version 3.11 -o requirements.lock -q

rules: setup
	$(BIN)/sportello rules --markdown > docs/rules.md

clean:
	rm -rf sportello-demo sportello-data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
