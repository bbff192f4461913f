# The commands of Constat. `make run` is all that is needed to try it; `make help` lists the rest.
# Works with make 3.81 (macOS) and any sh.

PORT ?= 8000
TESTS ?= tests
PROCESSES ?= 2
KILLS ?= 30
CASES ?= 1000000
SEED ?=
export PORT

BIN = .venv/bin
FOR_TESTS = CONSTAT_ENV=test
TEMPLATES = accounts cms config forms integrations pdf video workflows

.PHONY: help run test check check-style check-types check-imports check-templates check-django \
	check-translations bench fault walk fuzz reset pins messages format setup setup-dev

help:
	@echo "make run     the site with its demo on http://localhost:$(PORT) (PORT=…, CONSTAT_VAR=…)"
	@echo "make test    every test, the browser's journeys included (TESTS=tests/…)"
	@echo "make check   style, types, imports, templates, translations, migrations"
	@echo "make bench   the benchmarks of docs/performance.md"
	@echo "make fault   kill runs: processes and services die at random moments (KILLS=… SEED=…)"
	@echo "make walk    every page in every state, language and mode in Chromium: axe, focus, 320 px, large text"
	@echo "make fuzz    longer runs of the property tests, and a million conditions (CASES=… SEED=…)"
	@echo "make reset   remove the demo's data; the next run starts afresh"
	@echo "make format  format the code     make messages  collect texts to translate"
	@echo "make pins    renew the pinned requirements from requirements.in and requirements-dev.in"

setup:
	@.ci/setup run

setup-dev:
	@.ci/setup dev

run: setup
	@exec $(BIN)/python -m config.run --end-with-parent

test: setup-dev
	$(BIN)/pytest $(TESTS) -n $(PROCESSES) --dist loadfile -q

# Each part alone, too; `make -k check` goes on after one that fails.
check: check-style check-types check-imports check-templates check-django check-translations

check-style: setup-dev
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .

check-types: setup-dev
	$(FOR_TESTS) $(BIN)/mypy

check-imports: setup-dev
	$(BIN)/lint-imports --no-logo

check-templates: setup-dev
	$(BIN)/djlint --lint --quiet $(TEMPLATES)

check-django: setup-dev
	$(FOR_TESTS) $(BIN)/python manage.py check --fail-level WARNING
	$(FOR_TESTS) $(BIN)/python manage.py makemigrations --check --dry-run

check-translations: setup-dev
	$(FOR_TESTS) $(BIN)/python -m config.catalogues check

bench: setup-dev
	$(BIN)/python -m bench

fault: setup-dev
	FAULT_KILLS=$(KILLS) FAULT_SEED=$(SEED) $(BIN)/pytest tests -m fault -q --timeout=0

walk: setup-dev
	$(BIN)/pytest tests/journeys/walk -m walk -q --timeout=0

fuzz: setup-dev
	CONDITION_CASES=$(CASES) CONDITION_SEED=$(SEED) HYPOTHESIS_PROFILE=thorough \
		$(BIN)/pytest $(TESTS) -n $(PROCESSES) -q --timeout=0 -m "hypothesis or fuzz"

messages: setup-dev
	$(FOR_TESTS) $(BIN)/python -m config.catalogues collect

format: setup-dev
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

pins: setup-dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header requirements-dev.in -o requirements-dev.txt

reset: setup
	@$(BIN)/python -m config.run --reset
