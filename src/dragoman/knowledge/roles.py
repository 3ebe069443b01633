"""Nouns for persons' roles: "foreign minister", "envoy", "the Kremlin spokesman"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.entries import Gender, Role, RoleHit
from dragoman.knowledge.names import NameIndex, key, pieces
from dragoman.knowledge.tables import Table, names_in


class Roles:
    """Role nouns by longest match; case does not count."""

    __slots__ = ("_index",)

    def __init__(self, table: Table) -> None:
        self._index = NameIndex()
        for row in table.records():
            gender: Gender | None = "f" if row["gender"] == "f" else "m" if row["gender"] == "m" else None
            offices = tuple(names_in(row["offices"]))
            singular = Role(noun=row["noun"], offices=offices, gender=gender, body_kind=row["body_kind"] or None)
            plural = Role(
                noun=row["noun"], offices=offices, gender=gender, plural=True, body_kind=row["body_kind"] or None
            )
            for name in names_in(row["words"]):
                self._add(name, singular)
            for name in names_in(row["plurals"]):
                self._add(name, plural)

    def _add(self, name: str, role: Role) -> None:
        if not self._index.find(key(name)):
            self._index.add(name, role)

    def role(self, words: str | Sequence[str]) -> Role | None:
        """The role that ``words`` name as a whole, else None."""
        text = words if isinstance(words, str) else " ".join(words)
        for _, role in self._index.find(key(text)):
            assert isinstance(role, Role)
            return role
        return None

    def match(self, tokens: Sequence[str]) -> list[RoleHit]:
        """Every role noun in ``tokens``, longest first from the left, without overlap."""
        folded: list[tuple[str, int]] = []
        for i, token in enumerate(tokens):
            folded.extend((p.casefold(), i) for p in pieces(token))
        hits: list[RoleHit] = []
        at = 0
        while at < len(folded):
            for length in range(min(self._index.longest(folded[at][0]), len(folded) - at), 0, -1):
                found = self._index.find(" ".join(p for p, _ in folded[at : at + length]))
                if found:
                    role = found[0][1]
                    assert isinstance(role, Role)
                    hits.append(RoleHit(folded[at][1], folded[at + length - 1][1] + 1, role))
                    at += length
                    break
            else:
                at += 1
        return hits
