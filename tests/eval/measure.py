"""Read a set of reports with the program as installed, score the record, and keep the figures.

    python tests/eval/measure.py open|open2|sealed|unseen|examples [--errors] [--no-keep]

The set's folder is read with ``dragoman read FOLDER -r FILE``, the record exported as JSON with the texts, and scored
by ``tests.eval.scoring``. A line with the date, the version, the headline and the measures is appended to
docs/figures.json. Of the sealed sets only sums and counts of error kinds are printed: no text, no name of a
file, nothing that a rule could be written from. A set of several golds is read gold by gold; counts are summed, and
parts of the headline averaged.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.eval.scoring import Measure, Result, load_gold, score, table  # noqa: E402

EVAL = Path(__file__).parent
KEPT = ROOT / "docs" / "figures.json"
SEALED = ("sealed", "unseen")
Json = dict[str, Any]


class ReadingFailed(RuntimeError):
    """The program did not come to a record; the message says which command, and how it ended."""


def golds(name: str) -> list[Path]:
    """The gold files of a named set."""
    if name == "examples":
        return sorted((ROOT / "examples" / "gold").glob("*.json"))
    return [EVAL / name / "gold.json"]


def run(command: Sequence[str], *, quiet: bool) -> str:
    """Standard output; when it fails, the last lines of its errors, unless they must stay sealed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        told = "" if quiet else "\n" + done.stderr[-2000:]
        raise ReadingFailed(f"`{command[1]}` ended with status {done.returncode}{told}")
    return done.stdout


def record_of(texts: Path, program: str, *, quiet: bool) -> Json:
    """The record of one folder of texts, read by the program from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "measure.db")
        run([program, "read", str(texts), "-r", store], quiet=quiet)
        exported = run([program, "export", "-r", store, "--as", "json", "--texts", "full"], quiet=quiet)
    record: Json = json.loads(exported)
    return record


def pooled(results: Sequence[Result]) -> Result:
    """Counts summed; each part of the headline the mean over the golds that have it."""
    counts: dict[tuple[str, str], list[float]] = {}
    parts: dict[str, list[float]] = {}
    errors: Counter[str] = Counter()
    for r in results:
        errors.update(r.errors)
        for m in r.measures:
            pair = counts.setdefault((m.layer, m.name), [0.0, 0.0])
            pair[0], pair[1] = pair[0] + m.right, pair[1] + m.of
        for name, value in r.headline.items():
            parts.setdefault(name, []).append(value)
    measures = [Measure(layer, name, right, of) for (layer, name), (right, of) in counts.items()]
    headline = {name: sum(values) / len(values) for name, values in parts.items()}
    return Result([fault for r in results for fault in r.faults], measures, headline, errors)


def kept_line(name: str, result: Result, version: str, seconds: float) -> Json:
    """What is appended to the figures: no texts, only numbers."""
    return {
        "set": name,
        "date": date.today().isoformat(),
        "version": version,
        "commit": commit(),
        "seconds": round(seconds, 1),
        "score": round(result.score, 4),
        "headline": {k: round(v, 4) for k, v in result.headline.items()},
        "measures": {f"{m.layer}: {m.name}": [m.right, m.of] for m in result.measures},
        "faults": len(result.faults),
    }


def commit() -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def keep(line: Json, path: Path) -> None:
    listed = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    rows = ",\n".join(json.dumps(x, ensure_ascii=False) for x in [*listed, line])
    path.write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def show(name: str, result: Result, *, errors: bool) -> str:
    """The table. Of the sealed set no fault is spelled out, since faults may quote."""
    if name in SEALED:
        head = f"faults: {len(result.faults)}\n" if result.faults else ""
        return head + table(Result([], result.measures, result.headline, result.errors), errors=True)
    return table(result, errors=errors)


def main() -> int:
    parser = argparse.ArgumentParser(description="Read a set of reports, score the record, keep the figures.")
    parser.add_argument("set", choices=["open", "open2", "examples", *SEALED])
    parser.add_argument("--program", default=str(Path(sys.executable).parent / "dragoman"), help="the command to run")
    parser.add_argument("--errors", action="store_true", help="list the kinds of error (always, for the sealed set)")
    parser.add_argument("--no-keep", action="store_true", help="print only; leave docs/figures.json alone")
    parser.add_argument("--figures", type=Path, default=KEPT, help="where to append")
    arguments = parser.parse_args()
    results: list[Result] = []
    quiet = arguments.set in SEALED
    started = time.monotonic()
    try:
        version = run([arguments.program, "--version"], quiet=quiet).strip()
        for path in golds(arguments.set):
            gold = load_gold(path)
            results.append(score(record_of(path.parent / gold["texts"], arguments.program, quiet=quiet), gold))
    except ReadingFailed as failure:
        print(failure, file=sys.stderr)
        return 2
    result = pooled(results)
    print(show(arguments.set, result, errors=arguments.errors))
    if not arguments.no_keep:
        keep(kept_line(arguments.set, result, version, time.monotonic() - started), arguments.figures)
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
