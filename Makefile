# What the commands do is told in README.md and CONTRIBUTING.md.
PYTHON ?= python3
BIN := .venv/bin
UNAME := $(shell uname -s)

.PHONY: run test bench fuzz kill monkey cycles soak weights screenshots translations bundle deb smoke lock clean setup-run setup-dev

run: setup-run
ifeq ($(UNAME)$(DISPLAY)$(WAYLAND_DISPLAY),Linux)
	@echo "There is no display, so this is the demonstration without one: digitpad demo"
	@$(BIN)/digitpad demo
else
	@$(BIN)/digitpad
endif

test: setup-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -p tests.without_qt -p no:pytest-qt tests/net tests/ink tests/data
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n auto --ignore=tests/net --ignore=tests/ink --ignore=tests/data

# PyTorch is what training is measured against, no dependency and in no lock. One that is there already is used.
bench: setup-dev
	@$(BIN)/python -c "import torch" 2> /dev/null || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable ".[bench]" || \
		echo "PyTorch cannot be installed: the benchmarks against it are skipped"
	$(BIN)/python -m pytest -q --benchmark-quiet tests/bench $(if $(DATA),--data $(DATA))

fuzz: setup-dev
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.faults.fuzz

kill: setup-dev
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.faults.kill

monkey: setup-dev
	QT_QPA_PLATFORM=offscreen OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.faults.monkey

cycles: setup-dev
	QT_QPA_PLATFORM=offscreen OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.faults.cycles

MINUTES ?= 30
soak: setup-dev
	QT_QPA_PLATFORM=offscreen OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.faults.soak --minutes $(MINUTES)

weights: setup-dev
	$(BIN)/python -m tests.bench.weights $(DATA)

screenshots: setup-dev
	$(BIN)/python packaging/screenshots.py

# English needs a file for what differs by number alone, such as "1 digit".
translations: setup-dev
	for file in resources/translations/*.ts; do \
		case $$file in *_en.ts) only=-pluralonly;; *) only=;; esac; \
		$(BIN)/pyside6-lupdate -silent -extensions py digitpad -locations none -no-obsolete $$only -ts $$file || exit; \
	done
	$(BIN)/pyside6-lrelease -silent -fail-on-unfinished resources/translations/*.ts

# The app as a folder that needs no Python, as a package for Debian, and both in use.
bundle:
	@$(PYTHON) packaging/bundle.py

deb: bundle
	@$(PYTHON) packaging/deb.py

smoke: deb
	@build/bundle/venv/bin/python packaging/smoke.py

# The pinned sets, hashed, without the address of any registry; needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --upgrade pyproject.toml packaging/build.in -o packaging/run.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url pyproject.toml packaging/build.in --extra dev -c packaging/run.lock -o packaging/dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url pyproject.toml packaging/build.in packaging/bundle.in -c packaging/run.lock \
		-o packaging/bundle.lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

setup-run:
	@$(PYTHON) packaging/bootstrap.py run

setup-dev:
	@$(PYTHON) packaging/bootstrap.py dev
