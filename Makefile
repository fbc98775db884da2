# make demo   set netvault up in .venv and build a copy of the example vault
# make test   set everything up and run every test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_DAY := 2026-11-20

.PHONY: demo test check golden bench clean

$(VENV)/package: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("netvault needs Python 3.11 or newer; try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed: $(VENV)/package
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

demo: $(VENV)/package
	rm -rf demo
	$(BIN)/netvault init demo --example >/dev/null
	$(BIN)/netvault -C demo --date $(DEMO_DAY) build
	@echo
	@echo "Today is in $(CURDIR)/demo/Today.md. It says:"
	@echo
	@cat demo/Today.md

check: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest -n auto

golden: $(VENV)/package
	$(BIN)/netvault -C example_vault --date $(DEMO_DAY) build --force

bench: $(VENV)/installed
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
