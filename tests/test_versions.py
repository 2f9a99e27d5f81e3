"""A version is complete or absent."""

from pathlib import Path

import pytest

from scheduler import versions
from scheduler.errors import NotWritten


def one_file(beside: Path, version: str) -> None:
    (beside / "timetable.json").write_text(version)


def test_versions_count_up_and_are_listed_in_order(tmp_path: Path) -> None:
    (tmp_path / "event").mkdir()
    for number in range(1, 12):
        assert versions.save(tmp_path / "event", one_file) == f"v{number:03}"
    assert versions.names(tmp_path / "event") == [f"v{number:03}" for number in range(1, 12)]
    assert (tmp_path / "event" / "v007" / "timetable.json").read_text() == "v007"


def test_a_folder_that_is_not_quite_named_as_a_version_is_none(tmp_path: Path) -> None:
    versions.save(tmp_path, one_file)
    for name in ("v0001", "v0004", "v٠٠٣", "v01", "V002", "v002 "):
        (tmp_path / name).mkdir()
    assert versions.names(tmp_path) == ["v001"]
    assert versions.save(tmp_path, one_file) == "v002"


def test_a_failed_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    versions.save(tmp_path, one_file)

    def full_disk(beside: Path, version: str) -> None:
        one_file(beside, version)
        raise OSError(28, "No space left on device", str(beside / "timetable.xlsx"))

    with pytest.raises(NotWritten, match="not_written"):
        versions.save(tmp_path, full_disk)
    assert [entry.name for entry in tmp_path.iterdir()] == ["v001"]
