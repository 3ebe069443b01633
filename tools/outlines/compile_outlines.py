"""Compile the country outlines of the desk's map from Natural Earth's 1:110m countries (public domain).

    python tools/outlines/compile_outlines.py ne_110m_admin_0_countries.geojson src/dragoman/web/drawing/outlines.tsv

One line a country: its ISO 3166-1 alpha-3 code, a tab, its rings parted by "|"; a ring is its first point and then
steps, "x,y" in tenths of a degree parted by blanks. Source: Natural Earth, version 5, naturalearthdata.com.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def ring(points: list[list[float]]) -> str:
    found: list[str] = []
    at = (0, 0)
    for x, y, *_ in points:
        here = (round(x * 10), round(y * 10))
        if found and here == at:
            continue
        found.append(f"{here[0] - at[0]},{here[1] - at[1]}")
        at = here
    return " ".join(found)


def line(feature: dict[str, Any]) -> str:
    names, shape = feature["properties"], feature["geometry"]
    code = next(str(names[k]) for k in ("ISO_A3_EH", "ISO_A3", "ADM0_A3") if str(names.get(k)) not in ("-99", "None"))
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return code + "\t" + "|".join(ring(r) for polygon in polygons for r in polygon)


def main(source: str, target: str) -> None:
    features = json.loads(Path(source).read_text(encoding="utf-8"))["features"]
    Path(target).write_text("\n".join(sorted(line(f) for f in features)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
