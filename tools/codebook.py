"""Write docs/reference/lexicon.md: the pattern language, then each mode with its wording, examples and codes.

    python tools/codebook.py            # write
    python tools/codebook.py --check    # exit 1 when the page is not what would be written

Everything comes from data: src/dragoman/data/modes.toml and src/dragoman/extract/lexicon.
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

LANGUAGE = """\
# The lexicon of events

*Written by `tools/codebook.py`; change the data, not this page.*

What happens is told in words, and the words are data: `src/dragoman/extract/lexicon/events/*.toml`. An entry says which
mode its words tell, and how grammar gives the participants their roles (`frame`). Your own entries go into a TOML file of
the same form, given in the settings as `lexicons`; they are read after the shipped ones.

```toml
[[entry]]
type = "AGREE"
mode = "ceasefire"
frame = "reciprocal"
verbs = "declare ceasefire|truce; take effect <truce|ceasefire; not break truce"
nouns = "ceasefire; humanitarian|winter pause; halt to:fighting"
weak = "lull"
```

## Patterns
Patterns stand between semicolons. A verb pattern begins with the verb's lemma, `sign|ink` for several; everything after
it must be found below the verb in the parse:

| part | asks for |
| --- | --- |
| `pact\\|accord` | an object, a particle or another dependent with one of these lemmas |
| `into:force` | a prepositional phrase or an infinitive (`to:withdraw`); `with\\|by:*` takes any |
| `to` | a bare preposition is `to:*` |
| `army\\|from:*` | one of the words, or anything under the preposition |
| `@pact` | a class of `lexicon/classes.toml`, wherever a word may stand; or a kind of entity: `@actor`, `@state`, `@person`, `@organisation`, `@group`, `@place` |
| `<@force` | the subject (of a passive too), through relative clauses and coordination |
| `that:must\\|should` | a clause below with this auxiliary, whose subject can act |
| `+in` | a particle that is also a preposition: `send +in @force` |
| `~` | a clause or predicate below: `call @person !~` is a call, not a name |
| `!@pact`, `!on:*`, `!<@force` | none of these |
| `!!` | no object at all |

`not` before the verb asks for a negation; `be` tells a state, with a copula, a passive, a participle after its noun or
*remain*, *stay*, *become*: `be closed <@barrier`, `be at:war`. The most specific pattern wins: by its number of parts,
prepositions before other parts, spelt words before classes.

A noun pattern is words that end in the head noun, `|` between alternatives (`missile|rocket test`), with what may follow
the head (`cessation of hostilities`) and parts as above (`talks between|with:*`). `nouns` are events by themselves;
`weak` nouns only where an actor, a date, a light verb or a definite article stands beside them.

| key of an entry | meaning |
| --- | --- |
| `frame` | `reciprocal`, `host`, `convene`, `guest`, `mediator`, `speaker`, `directed`, `transfer`, `purchase`, `subject`, `affected` |
| `roles` | prepositions that mean another role here than the frame says: `{ from = "recipient" }` |
| `objects` | the class of objects that the entry's bare verbs need |
| `covers` | `true`: what the clause below asks for, threatens or takes back is no event of its own |
| `status` | what these words say of the event themselves: an invitation is a visit `proposed` |

Entries of the type `NONE` (`events/none.toml`) hold words that look like an event and are none.

Example sentences stand in `lexicon/examples/*.toml` and run as tests: `yes` must yield the mode, `no` nothing of the type.
A new wording is one pattern in one entry; add a sentence with it.

## Modes
PLOVER is the type of 2021; a dash where PLOVER has none. CAMEO codes are the nearest ones, best first. The same table is
data, `src/dragoman/data/modes.toml`.
"""


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
    lines = [LANGUAGE, "| mode | what | PLOVER | CAMEO | quad |", "| --- | --- | --- | --- | --- |"]
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
