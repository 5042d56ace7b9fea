# The two commands to know: `make demo` shows Yika, `make test` proves it. Each sets up what it needs.
.DEFAULT_GOAL := help
.PHONY: help demo test check soak bench requirements pictures messages migrations

PY := .venv/bin/python
export DJANGO_SETTINGS_MODULE = yika.site.settings
unexport PYTHONDONTWRITEBYTECODE  # what a test starts as a program is compiled once, not each time

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

demo: ## Set up, fill with fictional issuers and serve on this machine
	@tools/setup base
	@YIKA_HOME=$${YIKA_HOME:-var/demo} .venv/bin/yika demo

test: ## Everything: lint, types, contracts, all tests, the domain on PostgreSQL too
	@tools/setup dev
	@tools/setup-system
	@$(MAKE) --no-print-directory lint
	$(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder
	$(PY) -m tools.on_postgres pytest -n auto tests/domain

check: ## Lint, types, contracts, migrations and the fast tests
	@tools/setup dev
	@$(MAKE) --no-print-directory lint
	$(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not browser" -x

lint:
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

soak: ## The long version of the random, kill and growth tests
	@tools/setup dev
	@tools/setup-system
	YIKA_SOAK=1 $(PY) -m pytest
	YIKA_SOAK=1 $(PY) -m tools.on_postgres pytest tests/domain

bench: ## Measure: make bench NAME=ledger
	@tools/setup dev
	@tools/setup-system
	$(PY) -m bench $(NAME) $(ARGS)

requirements: ## Pin the packages anew, with their hashes
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade requirements/base.in -o requirements/base.txt
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade requirements/dev.in -o requirements/dev.txt
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade requirements/ocr.in -o requirements/ocr.txt
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade requirements/face.in -o requirements/face.txt

pictures: ## Take the pictures of the README from a demo that runs
	@tools/setup dev
	$(PY) -m tools.pictures

messages: ## Collect what people read into the catalogue, and compile it
	$(PY) -m tools.messages

migrations: ## Write the migrations that the models ask for
	$(PY) -m django makemigrations
