# Two commands matter: `make serve` and `make test`. Both do all the set-up that is missing.
.PHONY: serve lab test test-all soak bench pictures check-law lock clean

VENV ?= .venv
# Another Python, e.g. `make test PYTHON=python3.13 VENV=.venv-3.13`; without it the best one at hand.
PYTHON ?=
bin = $(VENV)/bin

serve:
	@scripts/setup.sh $(VENV) run $(PYTHON)
	@$(bin)/repaybook serve

lab:
	@scripts/setup.sh $(VENV) run $(PYTHON)
	@$(bin)/repaybook lab

test:
	@scripts/setup.sh $(VENV) test $(PYTHON)
	@$(bin)/python scripts/chromium.py
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/pytest --numprocesses 2 --dist loadfile

# Every Python found from 3.11 to 3.13, each in its own environment.
test-all:
	@scripts/test_all.sh

# A thousand page loads instead of a hundred.
soak:
	@scripts/setup.sh $(VENV) test $(PYTHON)
	@$(bin)/python scripts/chromium.py
	REPAYBOOK_LOADS=1000 $(bin)/pytest tests/browser/test_many_loads.py

# Ratios, each beside its floor in the same run; writes benchmarks/RESULTS.md. `make bench ON=2026-11-26` names the day.
# What others need is measured too, where their packages can be had.
ON ?= $(shell date +%F)
peers = .cache/bench
bench:
	@scripts/setup.sh $(VENV) test $(PYTHON)
	@$(bin)/python scripts/chromium.py
	@$(bin)/python -m pip install -qq --disable-pip-version-check --no-deps --upgrade --target $(peers) \
		-r benchmarks/requirements.txt || echo "without the packages of benchmarks/requirements.txt"
	PYTHONPATH=$(CURDIR)/$(peers) $(bin)/python -m benchmarks --on $(ON)

# The README's screenshots; needs a Chinese font in the system, and installs one where it may.
pictures:
	@scripts/setup.sh $(VENV) test $(PYTHON)
	@$(bin)/python scripts/chromium.py --with-font
	$(bin)/python scripts/pictures.py

# Provisions that only a secondary source or memory stands behind; fails where one was last checked over a year ago.
check-law:
	@scripts/setup.sh $(VENV) run $(PYTHON)
	$(bin)/python scripts/check_law.py

# The pins, resolved for the oldest Python that is supported.
lock:
	@scripts/setup.sh $(VENV) test $(PYTHON)
	$(bin)/python scripts/lock.py

clean:
	rm -rf .venv .venv-3.* dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
