"""Who is who, as data plus a fast look-up: states, offices by date, groups, outlets, weapons, places, events.

>>> from dragoman import knowledge
>>> desk = knowledge.load()
>>> [p.name for p in desk.holder("TUR", "president", "2021-09-29")]
['Recep Tayyip Erdoğan']
"""

from dragoman.knowledge.desk import Knowledge, load
from dragoman.knowledge.entries import (
    Entry,
    Hit,
    Institution,
    KnownEvent,
    OfficeRow,
    Outlet,
    Person,
    Place,
    Role,
    RoleHit,
    Weapon,
)

__all__ = [
    "Entry",
    "Hit",
    "Institution",
    "Knowledge",
    "KnownEvent",
    "OfficeRow",
    "Outlet",
    "Person",
    "Place",
    "Role",
    "RoleHit",
    "Weapon",
    "load",
]
