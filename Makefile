# Each target is one line to a tool. `make demo` and `make test` do all the set-up themselves.

SOURCES := pyproject.toml CMakeLists.txt tools/setup.sh tools/system-packages.txt \
  $(shell find src audio_session tests/native/ios/avfaudio -name '*.[chm]' -o -name '*.c.in' \
    -o -name '*.p[yx][xdi]' -o -name '*.cmake' -o -name CMakeLists.txt)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test setup lint native bench dist clean

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 10

demo: .venv/ready-demo ## Hear of another app, a call and pulled headphones, on this machine
	@$(BIN)/audio-session demo

test: .venv/ready-test ## Run every tier of tests, and say what each ran
	@$(BIN)/python tools/tiers.py

setup: .venv/ready-test ## Set up for development, and build the extension in place
	@:

lint: .venv/ready-test ## Run the linters and type checkers
	@$(BIN)/python tools/tiers.py lint

native: .venv/ready-test ## Run the native tests: plain, ASan and UBSan, TSan
	@$(BIN)/python tools/tiers.py native

bench: .venv/ready-bench ## Measure; needs a quiet machine
	@$(BIN)/python -m benchmarks

dist: .venv/ready-test ## Build the sdist, and a wheel from it, into dist/
	@$(BIN)/python -m build

clean: ## Remove all that was built, and the virtual environment
	@rm -rf .venv build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

.venv/ready-%: $(SOURCES)
	@sh tools/setup.sh $*
