# `make` lists the verbs. PYTHON picks the interpreter (3.11 to 3.13), VENV the virtual environment.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo setup run test lint check bench docs web lock clean neo4j neo4j-stop

help:  ## List the verbs
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.installed: pyproject.toml
	$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tools: pyproject.toml requirements.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable ".[test,lint]"
	@touch $@

demo: $(VENV)/.installed  ## Install and open the demo ecosystem in the browser
	$(BIN)/ecomap demo $(ARGS)

setup: $(VENV)/.tools  ## Install all that development and the tests need
	$(BIN)/python scripts/install_chromium.py
	$(BIN)/python scripts/neo4j_server.py install

run: $(VENV)/.installed  ## Serve the register of ECOMAP_STORE
	$(BIN)/ecomap migrate
	$(BIN)/ecomap serve $(ARGS)

test: setup  ## Install what the tests need and run all of them
	$(BIN)/python -m pytest --numprocesses 2 $(ARGS)

lint: $(VENV)/.tools  ## Format and lint
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(VENV)/.tools  ## Lint, types, import rules, docs and built scripts, changing nothing
	$(BIN)/ruff format --no-cache --check .
	$(BIN)/ruff check --no-cache .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/docs.py --check
	$(BIN)/python scripts/web.py --check

bench: $(VENV)/.tools  ## Measure, beside the peers, in one run
	$(BIN)/python -m benchmarks $(ARGS)
	$(BIN)/python -m benchmarks.production $(ARGS)
	$(BIN)/python -m benchmarks.matching
	$(BIN)/python -m benchmarks.registry
	$(BIN)/python -m benchmarks.registrars
	$(BIN)/python -m benchmarks.preview

docs: $(VENV)/.tools  ## Write the generated pages of docs/
	$(BIN)/python scripts/docs.py

web: $(VENV)/.tools  ## Build the scripts of the pages (needs Node)
	$(BIN)/python scripts/web.py

neo4j: $(VENV)/.installed  ## Start a Neo4j server without Docker and print its address
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[neo4j]"
	$(BIN)/python scripts/neo4j_server.py start $(ARGS)

neo4j-stop: $(VENV)/.installed  ## Stop that server
	$(BIN)/python scripts/neo4j_server.py stop

lock: $(VENV)/.installed  ## Write requirements.lock from what is installed
	$(BIN)/python scripts/lock.py > requirements.lock

clean:  ## Remove what the verbs made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .run api/web/node_modules benchmarks/peers/node_modules
