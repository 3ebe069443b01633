"""The scorer's command line; exit status 1 when the record breaks its contract."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from . import load_gold, score, table


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.scoring", description="Score a record against a gold.")
    parser.add_argument("record", type=Path, help="what `dragoman export --as json --texts full` wrote")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--errors", action="store_true", help="list the kinds of error with their counts")
    arguments = parser.parse_args()
    result = score(json.loads(arguments.record.read_text(encoding="utf-8")), load_gold(arguments.gold))
    if arguments.json:
        measures = [{**asdict(m), "value": m.value} for m in result.measures]
        told = {**asdict(result), "measures": measures, "score": result.score}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print(table(result, errors=arguments.errors))
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
