# One command for each thing. `make demo` and `make test` work in a fresh clone; they need python3 (3.11 or later).
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test check serve bench model clean

help:
	@echo "make demo    read the demo archive and show a relationship"
	@echo "make test    all tests"
	@echo "make check   lint, format, types and tests"
	@echo "make serve   the desk on the demo archive's record"
	@echo "make bench   how fast reports are read on this machine"
	@echo "make model   train the model anew (DATA=… ENCODER=…; hours)"

setup: $(READY)

# Editable, with everything that tests need. Made anew when pyproject.toml changes; otherwise a second time costs nothing.
$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	$(BIN)/python -m pip install --quiet --group browser || echo "No browser tests: Playwright could not be installed."
	@touch $(READY)

demo: $(READY)
	$(BIN)/dragoman demo

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

serve: $(READY)
	test -f dragoman-demo.db || $(BIN)/dragoman demo
	$(BIN)/dragoman serve -r dragoman-demo.db

bench: $(READY)
	$(BIN)/python -m benchmarks.reading

# Needs torch and transformers in the environment, the treebanks of tools/train/treebanks.py in DATA, and the encoder's
# folder in ENCODER.
model: $(READY)
	@test -n "$(DATA)" -a -n "$(ENCODER)" || { echo "make model DATA=folder ENCODER=folder"; exit 2; }
	PYTHONPATH=. $(BIN)/python -m tools.train.prepare --data $(DATA) --out build/model/sets
	PYTHONPATH=. $(BIN)/python -m tools.train.templates --reference $(DATA)/reference --out build/model/sets/templates.jsonl --count 4500
	PYTHONPATH=. $(BIN)/python -m tools.train.lemma_table --sets build/model/sets --vocabulary $(ENCODER)/vocab.txt --out src/dragoman/data/model/lemmas.tsv
	PYTHONPATH=. $(BIN)/python -m tools.train.train --sets build/model/sets --encoder $(ENCODER) --reference $(DATA)/reference --out build/model/run --minutes 45
	PYTHONPATH=. $(BIN)/python -m tools.train.export build/model/run/checkpoint.pt --encoder $(ENCODER) --out src/dragoman/data/model
	PYTHONPATH=. $(BIN)/python -m tools.train.triggers --model src/dragoman/data/model

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
