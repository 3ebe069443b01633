"""Write docs/reference/lexicon.md: the pattern language, then each mode with its wording, examples and codes.

    python tools/codebook.py            # write
    python tools/codebook.py --check    # exit 1 when the page is not what would be written

Everything comes from data: src/dragoman/data/modes.toml, src/dragoman/extract/lexicon and codebook_preface.md.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LEXICON = ROOT / "src" / "dragoman" / "extract" / "lexicon"
MODES = ROOT / "src" / "dragoman" / "data" / "modes.toml"
PAGE = ROOT / "docs" / "reference" / "lexicon.md"
Json = dict[str, Any]

PREFACE = ROOT / "tools" / "codebook_preface.md"


def entries() -> dict[tuple[str, str], list[Json]]:
    """All entries by type and mode, in the order of the files."""
    found: dict[tuple[str, str], list[Json]] = {}
    for file in sorted((LEXICON / "events").glob("*.toml")):
        for entry in tomllib.loads(file.read_text("utf-8"))["entry"]:
            found.setdefault((entry["type"], entry["mode"]), []).append(entry)
    return found


def examples() -> dict[tuple[str, str], Json]:
    found: dict[tuple[str, str], Json] = {}
    for file in sorted((LEXICON / "examples").glob("*.toml")):
        for type_, modes in tomllib.loads(file.read_text("utf-8")).items():
            for mode, body in modes.items():
                found[type_, mode] = body
    return found


def patterns(value: str | list[str] | None) -> list[str]:
    items = value.split(";") if isinstance(value, str) else value or []
    return [" ".join(item.split()) for item in items if item.strip()]


def page() -> str:
    """The whole page."""
    modes: dict[str, dict[str, Json]] = tomllib.loads(MODES.read_text("utf-8"))
    words, sentences = entries(), examples()
    lines = [PREFACE.read_text("utf-8"), "| mode | what | PLOVER | CAMEO | quad |", "| --- | --- | --- | --- | --- |"]
    for type_, mode, body in _each(modes):
        cells = (f"[{type_}/{mode}](#{type_.lower()}{mode})", body["definition"], body["plover"] or "–")
        lines.append(f"| {' | '.join(cells)} | {', '.join(body['cameo']) or '–'} | {body['quad'] or '–'} |")
    for type_, mode, body in _each(modes):
        lines += ["", f"### {type_}/{mode}", body["definition"], ""]
        for entry in words.get((type_, mode), []):
            extra = "".join(f", {key} {entry[key]}" for key in ("objects", "status") if key in entry)
            lines.append(f"- frame {entry.get('frame', 'directed')}{extra}{', covers' if entry.get('covers') else ''}")
            for key in ("verbs", "nouns", "weak"):
                if found := patterns(entry.get(key)):
                    lines.append(f"  - {key} ({len(found)}): " + "; ".join(f"`{p}`" for p in found))
        given = sentences.get((type_, mode), {})
        lines += ["", *(f"> {s}  " for s in given.get("yes", [])[:3])]
        if given.get("no"):
            lines.append(f"> *not:* {given['no'][0]}")
    return "\n".join(lines) + "\n"


def _each(modes: dict[str, dict[str, Json]]) -> Iterator[tuple[str, str, Json]]:
    for type_, bodies in modes.items():
        for mode, body in bodies.items():
            yield type_, mode, body


def main() -> int:
    options = argparse.ArgumentParser(description="Write docs/reference/lexicon.md from the lexicon's data.")
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 when the page is out of date")
    text = page()
    if options.parse_args().check:
        return 0 if PAGE.exists() and PAGE.read_text("utf-8") == text else 1
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
