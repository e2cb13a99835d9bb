# One way to do each thing; `make help` lists them. The work is in setup/, each step done once and remembered.
PYTHON ?= python3
BIN := .venv/bin

.SILENT:
.DEFAULT_GOAL := help
.PHONY: help run demo test lint bench shots lock clean ready

help: ## list what can be done
	sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do printf '  make %-6s %s\n' "$$name" "$$what"; done

run: ## install what is missing, make the demonstration and serve it on http://127.0.0.1:8000 (PORT=8001 changes that)
	$(PYTHON) -m setup run

demo: ## the demonstration's database without the server
	$(PYTHON) -m setup demo

test: lint ## every check and every test, those in the browser and on PostgreSQL too
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder

lint: ready ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: ready ## the rows of the performance goals, beside their floors
	$(BIN)/python -m bench

shots: ready ## pictures of every page
	$(BIN)/python -m tests.browser.shots

lock: ## write the lock files after a change of dependencies (UPGRADE=1 takes newer versions)
	$(PYTHON) -m setup renew-locks

clean: ## remove what the set-up made; the data in instance/ stays
	rm -rf .venv .cache node_modules static/vendor .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	$(PYTHON) -m setup ready-to-test
