"""Settings: each layer overrides the one before, and a wrong one is named."""

from pathlib import Path

import pytest

from dragoman.config import SettingsError, load


def test_layers_override_in_order(tmp_path: Path) -> None:
    path = tmp_path / "dragoman.toml"
    path.write_text("workers = 2\n[limits]\nfile_bytes = 10\nline_bytes = 11\n")
    environ = {"DRAGOMAN_LIMITS_LINE_BYTES": "12", "DRAGOMAN_RECORD": "a.record", "DRAGOMAN_OTHER": "x", "HOME": "/"}
    found = load(path, environ=environ, overrides={"record": "b.record", "workers": None})
    assert (found.workers, found.record) == (2, "b.record")
    assert (found.limits.file_bytes, found.limits.line_bytes) == (10, 12)


@pytest.mark.parametrize("text", ["wrokers = 2", "workers = 'many'", "limits = 3", "[limits]\nx = 1", "not toml"])
def test_a_wrong_setting_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "dragoman.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(path, environ={})
    assert caught.value.remedy
