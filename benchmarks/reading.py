"""How fast reports become a record on this machine: `python -m benchmarks.reading [FOLDER]`.

Reads a folder (the demo archive) into a record of its own in one process and prints reports, words and seconds: reading
with the model, deriving, and asking for a dossier. Each number is of one run; a busy machine shows in it.
"""

import argparse
import tempfile
import time
from pathlib import Path

from dragoman import pipeline
from dragoman.query import Archive


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "examples" / "archive")
    folder = options.parse_args().folder
    with tempfile.TemporaryDirectory() as work:
        record = Path(work) / "bench.db"
        began = time.perf_counter()
        report = pipeline.read([folder], record)
        read = time.perf_counter() - began
        began = time.perf_counter()
        pipeline.rebuild(record)
        derived = time.perf_counter() - began
        began = time.perf_counter()
        with Archive.open(record) as archive:
            archive.dossier("RUS", "TUR")
        asked = time.perf_counter() - began
    print(f"{report.read} reports, {report.words:,} words, {report.events} events")
    print(f"read    {read:8.2f} s  {report.words / read:8,.0f} words/s, start and model included")
    print(f"derive  {derived:8.2f} s")
    print(f"dossier {asked:8.3f} s")


if __name__ == "__main__":
    main()
