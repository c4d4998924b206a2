# Two commands do all the set-up: `make demo` and `make test`.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3.12 python3.13 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$name && break; done)

.PHONY: help demo test cover rest mutants check format eval soak bench docs goldens lock clean

help:
	@echo "make demo     set up and compare the example story"
	@echo "make test     set up and run all tests"
	@echo "make cover    the tests of the core, with its branch coverage; fails under 90 %"
	@echo "make rest     the other tests: edges, commands, browser; with make cover these are all"
	@echo "make mutants  how many small faults in two modules their tests notice (minutes)"
	@echo "make check    format, lint, types, import rules"
	@echo "make eval     measure accuracy on ../shared/data, where it is there"
	@echo "make soak     analyze every page and text of ../shared/data, hostile ones and random ones; nothing may fail or take long"
	@echo "make bench    measure speed"
	@echo "make docs     write docs/format.md and docs/checks.md from the code"
	@echo "make goldens  write the expected outputs of the tests again; read the difference before you commit it"
	@echo "make lock     pin the requirements again"

$(VENV)/.run: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.12 or newer is needed; give one with make PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.lock
	@touch $@

demo: $(VENV)/.run
	$(BIN)/retold compare examples/ferry/accounts -o demo-report
	@echo "open $(CURDIR)/demo-report/report.html in a browser"

test: cover rest

# what tests the core by itself; the other tests run commands, servers and a browser, whose processes are not measured
CORE_TESTS := $(addprefix tests/,clean grammar languages extract resolve lineage match align compare \
	test_annotate.py test_cluster.py test_contract.py test_kinds.py test_smoke.py test_unions.py test_versions.py)

cover: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term $(CORE_TESTS)

rest: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --dist loadfile tests $(addprefix --ignore=,$(CORE_TESTS))

mutants: $(VENV)/.test
	$(BIN)/python -m tests.mutation

check: $(VENV)/.test
	$(BIN)/ruff format --check src tests eval bench
	$(BIN)/ruff check src tests eval bench
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test
	$(BIN)/ruff format src tests eval bench
	$(BIN)/ruff check --fix src tests eval bench

eval: $(VENV)/.test
	$(BIN)/python eval/run.py
	$(BIN)/python eval/lineage/run.py

soak: $(VENV)/.test
	$(BIN)/python eval/soak.py
	$(BIN)/python eval/siege.py

bench: $(VENV)/.test
	$(BIN)/python bench/run.py

docs: $(VENV)/.run
	$(BIN)/python -m retold.reference > docs/format.md
	$(BIN)/python -m retold.reference checks > docs/checks.md

goldens: $(VENV)/.test
	$(BIN)/python -m tests.goldens

lock: $(VENV)/.run
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra model --extra build -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra model --extra build --extra export --extra test -o requirements-test.lock pyproject.toml

clean:
	rm -rf $(VENV) demo-report out
