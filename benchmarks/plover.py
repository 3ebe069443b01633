"""How often is the type of a PLOVER gold record among the types read? `python -m benchmarks.plover --data FILE`.

FILE is PLOVER_GSR_CAMEO.txt of the PLOVER repository: sentences of the CAMEO manual with one event each, coded with a
vintage of 2016 (its DEMAND, DISAPPROVE and FIGHT are the REQUEST, ACCUSE and ASSAULT of 2021; INVESTIGATE has no type
here and is left out). The records are halved by the hash of their id: whoever writes wordings may look at the even half
(`--misses` prints it), and the odd half shows what holds for sentences nobody has looked at.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from pathlib import Path

from dragoman import knowledge, nlp
from dragoman.extract import wordings
from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import find
from dragoman.spans import article_id
from dragoman.types import Article

TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT"}
LEFT_OUT = frozenset(["DOCUMENT", "INVESTIGATE"])


def labels(text: str) -> list[str]:
    """The type/mode labels of the triggers in a text, in order."""
    article = Article(id=article_id(text), source="benchmark", text=text)
    doc = nlp.load().parse(text)
    return [t.entry.label for t in find(doc, wordings.load(), Mentions(doc, article, knowledge.load()))]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--data", type=Path, required=True, help="PLOVER_GSR_CAMEO.txt")
    options.add_argument("--misses", action="store_true", help="print what was missed of the even half")
    given = options.parse_args()
    records = json.loads(given.data.read_text("utf-8", errors="replace"))
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for record in records:
        if record["event"] in LEFT_OUT:
            continue
        half = "even" if zlib.crc32(record["id"].encode()) % 2 == 0 else "odd"
        wanted, got = TODAY.get(record["event"], record["event"]), labels(record["text"])
        types = {label.partition("/")[0] for label in got}
        asked[half] += 1
        read[half] += len(types)
        found[half] += wanted in types
        if given.misses and half == "even" and wanted not in types:
            print(f"{wanted}: {record['text']} {got}")
    for half in ("even", "odd"):
        print(
            f"{half}: type among those read in {found[half]} of {asked[half]} = {found[half] / asked[half]:.3f}, "
            f"{read[half] / asked[half]:.2f} types a record"
        )


if __name__ == "__main__":
    main()
