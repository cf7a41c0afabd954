# One entry for people; CI runs .ci/run, which makes its own environments.
PYTHON ?= python3
PACKAGES = bot config summarizer

.PHONY: check format test eval run wheel

check:  ## lint, format, types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy --strict $(PACKAGES)

format:
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

test:
	$(PYTHON) -m pytest

eval:  ## every benchmark of the README in one table
	$(PYTHON) -m benchmarks

run:  ## brief an example: make run LANG_TO=ru
	$(PYTHON) -m bot.cli brief examples/articles/en/talks.txt --lang $(or $(LANG_TO),ja)

wheel:
	$(PYTHON) -m pip wheel --no-deps -w dist .
