"""Settings: built-in values, then a TOML file, then the environment, then what the caller passes.

Nothing is read at import. `load` reads once; what it returns is passed on to whoever needs it.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dragoman.errors import DragomanError

PREFIX = "DRAGOMAN_"


class SettingsError(DragomanError):
    """A setting that is unknown, or has a value of the wrong kind."""

    code = "settings"


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much of anything is read. Sizes are bytes on the way in and characters for an article's text.

    The longest reports of news agencies have some 60,000 characters, pages of news sites up to 3 MB: the defaults
    leave a wide margin and keep one hostile item from filling the memory.
    """

    file_bytes: int = 20_000_000
    """One text, page or feed."""
    line_bytes: int = 20_000_000
    """One line of JSON; a longer one is skipped without being held."""
    text_chars: int = 5_000_000
    """One article's text."""
    expansion: int = 200
    """How many times its size a compressed file may grow; newspaper text shrinks about fourfold."""
    expansion_floor: int = 100_000_000
    """Bytes that a compressed file may always grow to, however small it is."""
    folder_depth: int = 64
    """Levels of folders that are walked."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a user may set. `workers` 0 means one for each processor."""

    record: str = "dragoman.record"
    workers: int = 0
    limits: Limits = msgspec.field(default_factory=Limits)


def load(
    path: str | Path | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> Settings:
    """The settings in force. `environ` has names such as DRAGOMAN_WORKERS and DRAGOMAN_LIMITS_FILE_BYTES.

    Raises SettingsError, which names the setting and where it was set.
    """
    found = msgspec.to_builtins(Settings())
    if path is not None:
        _merge(found, _from_toml(Path(path)), where=str(path))
    _merge(found, _from_environment(os.environ if environ is None else environ), where="the environment")
    _merge(found, {k: v for k, v in (overrides or {}).items() if v is not None}, where="the command line")
    try:
        return msgspec.convert(found, Settings, strict=False)
    except msgspec.ValidationError as fault:
        raise SettingsError(f"A setting has a wrong value: {fault}.", remedy="Correct it or leave it out.") from None


def _from_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SettingsError(f"{path} cannot be read: {fault}.", remedy="It has to be a TOML file.") from None


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    limits: dict[str, object] = {}
    for name in sorted(environ):
        key = name.removeprefix(PREFIX).lower()
        if not name.startswith(PREFIX):
            continue
        if key.startswith("limits_"):
            limits[key.removeprefix("limits_")] = environ[name]
        elif key in Settings.__struct_fields__:  # other programs of the family may use the prefix for their own ends
            found[key] = environ[name]
    if limits:
        found["limits"] = limits
    return found


def _merge(into: dict[str, object], new: Mapping[str, object], *, where: str) -> None:
    for key, value in new.items():
        if key not in into:
            raise SettingsError(f"{where}: there is no setting {key!r}.", remedy=f"There are: {', '.join(into)}.")
        inner = into[key]
        if isinstance(inner, dict):
            if not isinstance(value, Mapping):
                raise SettingsError(f"{where}: {key!r} is a table of settings.", remedy=f"It has: {', '.join(inner)}.")
            _merge(inner, value, where=where)
        else:
            into[key] = value
