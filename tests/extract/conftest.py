"""The real parser and the shipped tables, loaded once for all tests of reading."""

from __future__ import annotations

import pytest
from desk_reader import DeskReader


@pytest.fixture(scope="session")
def desk() -> DeskReader:
    return DeskReader()
