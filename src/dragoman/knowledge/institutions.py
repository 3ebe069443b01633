"""Bodies of a state recognised by their wording: "Turkey's defence ministry", "Syrian government forces"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.knowledge.entries import Institution
from dragoman.knowledge.names import POSSESSIVE, NameIndex, key, pieces

# Wording of each body, in the singular; British and American spelling, both orders.
BODIES: Mapping[str, tuple[str, ...]] = {
    "ministry_of_foreign_affairs": (
        "foreign ministry", "ministry of foreign affairs", "foreign affairs ministry",
        "external affairs ministry",
        "ministry of external affairs", "ministry for foreign affairs",
        "department of foreign affairs", "foreign office",
        "foreign affairs department", "ministry of external relations", "ministry of foreign relations",
    ),
    "ministry_of_defence": (
        "defence ministry", "defense ministry", "ministry of defence", "ministry of defense", "department of defense",
        "defense department", "defence department", "ministry of national defence", "ministry of national defense",
        "national defence ministry", "national defense ministry", "war ministry",
    ),
    "ministry_of_interior": (
        "interior ministry", "ministry of interior", "ministry of the interior", "home ministry",
        "ministry of home affairs",
        "ministry of internal affairs", "internal affairs ministry", "home office", "home affairs ministry",
    ),
    "ministry_of_finance": (
        "finance ministry", "ministry of finance", "treasury", "economy ministry", "ministry of economy",
    ),
    "ministry_of_health": ("health ministry", "ministry of health"),
    "ministry_of_justice": ("justice ministry", "ministry of justice", "justice department", "department of justice"),
    "ministry_of_energy": ("energy ministry", "ministry of energy", "oil ministry", "ministry of oil"),
    "ministry_of_trade": ("trade ministry", "ministry of trade", "commerce ministry", "ministry of commerce"),
    "military": (
        "military", "army", "armed forces", "forces", "troops", "soldiers", "armed services", "government forces",
        "government troops", "regular army", "security forces", "defence forces", "defense forces", "army command",
        "military command", "general staff", "national army", "regime forces", "ground forces", "land forces",
    ),
    "air_force": ("air force", "airforce", "warplanes", "fighter jets", "air forces", "jets", "military aircraft"),
    "navy": ("navy", "naval forces", "warships", "coast guard", "coastguard"),
    "border_guard": ("border guard", "border guards", "border service", "border troops"),
    "police": ("police", "national police", "federal police"),
    "government": (
        "government", "cabinet", "council of ministers", "authorities", "regime", "administration", "state",
        "leadership", "interim government", "transitional government", "caretaker government",
    ),
    "presidency": ("presidency", "presidential office", "president's office", "presidential administration"),
    "parliament": (
        "parliament", "national assembly", "legislature", "lower house", "upper house", "senate",
        "house of representatives",
        "parliamentarians", "lawmakers", "legislators", "supreme council", "house of commons", "house of lords",
    ),
    "intelligence": (
        "intelligence", "intelligence service", "intelligence agency", "security service", "secret service",
    ),
    "supreme_court": ("supreme court", "constitutional court"),
    "central_bank": ("central bank", "national bank", "reserve bank"),
    "embassy": ("embassy", "consulate", "consulate general", "mission"),
    "diplomats": ("diplomats", "diplomatic service", "delegation", "negotiators"),
    "state_media": ("state media", "state television", "state tv", "state news agency", "state-run news agency"),
}  # fmt: skip
# Words that may stand between the state and the body.
_BETWEEN = frozenset("own new interim state federal national central transitional then former ruling elected".split())
_POSSESSIVE_OF = ("of", "in")


class Institutions:
    """Recognises bodies of states. ``state_at`` of the caller says which state the tokens at a place name."""

    __slots__ = ("_index",)

    def __init__(self) -> None:
        self._index = NameIndex()
        for body, wordings in BODIES.items():
            for wording in wordings:
                self._index.add(wording, body)

    def find(self, tokens: Sequence[str], states: Sequence[tuple[int, int, str, str]]) -> list[Institution]:
        """Bodies in ``tokens``. ``states`` holds (start, end, country, adjective to print) of every state named there.

        Reads "the Turkish defence ministry", "Turkey's defence ministry", "the defence ministry of Turkey". Of two
        readings of a body the state before it wins. Sorted by start, without overlap.
        """
        folded: list[tuple[str, int]] = []
        for i, token in enumerate(tokens):
            folded.extend((p.casefold(), i) for p in pieces(token))
        ends = {end: (start, country, shown) for start, end, country, shown in states}
        begins = {start: (end, country, shown) for start, end, country, shown in states}
        found: list[Institution] = []
        at = 0
        while at < len(folded):
            step = 1
            for length in range(min(self._index.longest(folded[at][0]), len(folded) - at), 0, -1):
                bodies = self._index.find(" ".join(p for p, _ in folded[at : at + length]))
                if not bodies:
                    continue
                first, last = folded[at][1], folded[at + length - 1][1] + 1
                hit = self._with_state(tokens, str(bodies[0][1]), first, last, ends, begins)
                if hit is not None:
                    found.append(hit)
                    step = length
                break
            at += step
        return found

    def _with_state(
        self,
        tokens: Sequence[str],
        body: str,
        first: int,
        last: int,
        ends: Mapping[int, tuple[int, str, str]],
        begins: Mapping[int, tuple[int, str, str]],
    ) -> Institution | None:
        before = first
        for _ in range(3):
            if before in ends:
                start, country, shown = ends[before]
                return self._made(tokens, body, start, last, country, shown)
            if before == 0:
                break
            word = tokens[before - 1].casefold()
            if pieces(tokens[before - 1]) == (POSSESSIVE,) or word in _BETWEEN or word in ("'", "’"):
                before -= 1
                continue
            break
        if last < len(tokens) and tokens[last].casefold() in _POSSESSIVE_OF:
            after = last + 1
            if after < len(tokens) and tokens[after].casefold() == "the":
                after += 1
            if after in begins and tokens[last].casefold() == "of":
                end, country, shown = begins[after]
                return self._made(tokens, body, first, end, country, shown)
        return None

    @staticmethod
    def _made(tokens: Sequence[str], body: str, start: int, end: int, country: str, shown: str) -> Institution:
        printed = body.replace("_", " ")
        return Institution(start, end, f"body:{country}/{body}", country, body, f"{printed} of {shown}")

    def body(self, words: str) -> str | None:
        """The kind of body that ``words`` name without a state: "foreign ministry" → ministry_of_foreign_affairs."""
        for _, body in self._index.find(key(words)):
            return str(body)
        return None
