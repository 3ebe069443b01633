"""Every error that dragoman raises on purpose.

    DragomanError                  a code, what is wrong, and what to do about it
    ├── InputError                 a file, address or row that cannot be read; the run goes on without it
    │   ├── EmptyInput             nothing in it
    │   ├── UndecodableInput       bytes that are no text in any encoding we know
    │   ├── MalformedInput         broken JSON, HTML without content, a row without its keys
    │   ├── OversizedInput         larger than the limits in config
    │   └── ForbiddenAddress       an address that is private, local or not http(s)
    ├── NothingRead                no item of a run could be read
    ├── RecordError                the record file itself
    │   ├── NotARecord             the file exists and is something else
    │   ├── RecordTooNew           written by a later version
    │   └── RecordBusy             another process is writing
    ├── UnknownId                  no fact, actor or article has this id
    ├── AmbiguousName              a name that fits several actors, or none
    ├── JudgementError             a correction that cannot be taken as it stands
    └── MissingExtra               an optional dependency is not installed

A user's mistake raises one of these; bad data in one item becomes a Failure (types.py) and the run goes on; a bug
raises whatever it raises.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all: `code` is stable, `what` says what is wrong, `remedy` what to do. `str()` joins what and remedy."""

    code = "error"

    def __init__(self, what: str, *, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class InputError(DragomanError):
    """One item cannot be read. `source` names it as the user gave it."""

    code = "input"

    def __init__(self, source: str, what: str, *, remedy: str = "") -> None:
        super().__init__(f"{source}: {what}", remedy=remedy)
        self.source = source
        self.fault = what


class EmptyInput(InputError):
    code = "empty"


class UndecodableInput(InputError):
    code = "undecodable"


class MalformedInput(InputError):
    code = "malformed"


class OversizedInput(InputError):
    code = "oversized"


class ForbiddenAddress(InputError):
    code = "forbidden-address"


class NothingRead(DragomanError):
    code = "nothing-read"


class RecordError(DragomanError):
    code = "record"


class NotARecord(RecordError):
    code = "not-a-record"


class RecordTooNew(RecordError):
    code = "record-too-new"


class RecordBusy(RecordError):
    code = "record-busy"


class UnknownId(DragomanError):
    code = "unknown-id"


class AmbiguousName(DragomanError):
    code = "ambiguous-name"


class JudgementError(DragomanError):
    code = "judgement"


class MissingExtra(DragomanError):
    code = "missing-extra"
