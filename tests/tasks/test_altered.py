"""Nothing that was altered or exchanged is taken for what the program wrote, and the file is named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler import stored, versions
from scheduler.domain import Release
from scheduler.sealed import sealed
from tests.small import Desk

FILES = ("timetable.json", "record.json", "manifest.json")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An event of two versions, the second a repair, the first of which was sent out."""
    desk = Desk(tmp_path_factory.mktemp("altered"))
    desk.ends(0, "release", "v001", "--anyway")
    desk.ends(0, "reschedule", "--cancel", "M02", "--reason", "storm")
    return desk


def refused(desk: Desk, version: str, file: str) -> None:
    """Whoever asks for the version is told which file it is; the other commands leave all as it is."""
    asks = {
        "reschedule": ("--cancel", "M01") if version == "v002" else (),
        "diff": ("v001", "v002"),
        "restore": (version,),
        "release": (version,),
    }
    for command, options in asks.items():
        if command == "reschedule" and not options:
            continue
        said = desk.ends(3, command, *options)
        assert f"{version}/{file}" in said, (command, said)
    assert f"{version}/{file}" in desk.ends(0, "versions")
    if file != "timetable.json":  # a timetable may be looked at, to see what is wrong with it
        assert desk.checked(desk.home / version / "timetable.json").exit_code == 3


@pytest.mark.parametrize("version", ["v001", "v002"])
@pytest.mark.parametrize("file", FILES)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_other_byte_is_seen(desk: Desk, version: str, file: str, data: st.DataObject) -> None:
    path = desk.home / version / file
    was = path.read_bytes()
    at = data.draw(st.integers(0, len(was) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != was[at]))
    with put(path, was[:at] + bytes([other]) + was[at + 1 :]):
        refused(desk, version, file)


class put:  # noqa: N801 - reads as what it does
    """Another content for a file, for a while."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data, self._was = path, data, path.read_bytes()

    def __enter__(self) -> None:
        self._path.write_bytes(self._data)

    def __exit__(self, *_: object) -> None:
        self._path.write_bytes(self._was)


def no_files(manifest: dict[str, Any]) -> None:
    manifest["files"] = {}


def no_record(manifest: dict[str, Any]) -> None:
    del manifest["files"]["record.json"]


def no_version_before(manifest: dict[str, Any]) -> None:
    manifest["before"] = None


def another_before(manifest: dict[str, Any]) -> None:
    manifest["before"] = "0" * 64


def files_elsewhere(manifest: dict[str, Any]) -> None:
    manifest["files"] = []


def another_schema(manifest: dict[str, Any]) -> None:
    manifest["schema"] = 2


def something_more(manifest: dict[str, Any]) -> None:
    manifest["more"] = ""


def another_version(manifest: dict[str, Any]) -> None:
    manifest["version"] = "v003"


@pytest.mark.parametrize(
    "change",
    [
        no_files,
        no_record,
        no_version_before,
        another_before,
        files_elsewhere,
        another_version,
        another_schema,
        something_more,
    ],
)
def test_a_manifest_written_and_sealed_anew_is_seen(desk: Desk, change: Callable[[dict[str, Any]], None]) -> None:
    path = desk.home / "v002" / "manifest.json"
    content = json.loads(path.read_bytes())
    change(content)
    del content["sha256"]
    with put(path, sealed(content)):
        assert "v002/" in desk.ends(3, "reschedule", "--cancel", "M01")


def test_another_meeting_in_the_record_cancels_nothing(desk: Desk) -> None:
    record = desk.home / "v002" / "record.json"
    with put(record, record.read_bytes().replace(b'"M02"', b'"M01"')):
        assert "v002/record.json" in desk.ends(3, "solve")


def test_an_earlier_version_that_was_replaced_whole_is_seen(desk: Desk, tmp_path: Path) -> None:
    """Its own manifest fits; that of the version after it does not."""
    record, manifest = (desk.home / "v001" / name for name in ("record.json", "manifest.json"))
    with put(record, record.read_bytes().replace(b'"seconds"', b'"seconds" ')), put(manifest, manifest.read_bytes()):
        versions.seal(desk.home / "v001", desk.home)
        assert "v001/manifest.json" in desk.ends(3, "diff", "v001", "v002")


def test_versions_that_changed_places_are_seen(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ends(0, "reschedule", "--cancel", "M02")
    for old, new in (("v001", "away"), ("v002", "v001"), ("away", "v002")):
        (desk.home / old).rename(desk.home / new)
    assert "v002/manifest.json" in desk.ends(3, "reschedule", "--cancel", "M01")


def test_a_file_that_is_gone_is_seen(desk: Desk) -> None:
    for file in (*FILES, "timetable.xlsx"):
        (desk.home / "v002" / file).rename(desk.home / "away")
        try:
            assert f"v002/{file}" in desk.ends(3, "release", "v002")
        finally:
            (desk.home / "away").rename(desk.home / "v002" / file)


def test_the_last_version_may_be_moved_away(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ends(0, "reschedule", "--cancel", "M02")
    shutil.rmtree(desk.home / "v002")
    desk.ends(0, "reschedule", "--cancel", "M01")
    assert desk.table("v002")["M02"]["state"] == "scheduled"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_list_of_releases_that_was_altered_is_not_read(desk: Desk, data: st.DataObject) -> None:
    path = desk.home / "releases.json"
    was = path.read_bytes()
    at = data.draw(st.integers(0, len(was) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != was[at]))
    with put(path, was[:at] + bytes([other]) + was[at + 1 :]):
        assert "releases.json" in desk.ends(3, "versions")


@pytest.mark.parametrize("version", ["../../elsewhere", "\\\\host\\share", "v009", ""])
def test_a_list_of_releases_names_no_path(version: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    sent = Release(version, "0" * 64, "2021-11-01T00:00:00+00:00", "")
    (desk.home / "releases.json").write_bytes(stored.releases_json([sent]))
    desk.ends(3, "solve")


def test_what_was_sent_out_is_not_exchanged(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ends(0, "release", "v001", "--anyway")
    shutil.rmtree(desk.home / "v001")
    desk.rows["Rooms"].reverse()
    desk.write()
    said = desk.run("solve")
    assert (said.exit_code, "v001/manifest.json" in said.output) == (3, True)


@pytest.mark.parametrize(
    "text",
    ["NaN", "[Infinity]", '{"schema": 1, "schema": 1}', '"\\ud800"', "[" * 100_000, "1" * 5_000, "", "null", "[]", "{}"],
)
def test_json_of_any_kind_is_refused_by_name(text: str, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text(text, encoding="utf-8")
    result = desk.checked(tmp_path / "odd.json", "--event", str(desk.event))
    assert result.exit_code == 3
    assert "odd.json" in result.output
    assert len(result.output.splitlines()) < 30


def test_no_path_that_a_file_names_is_followed(desk: Desk, tmp_path: Path) -> None:
    evil = tmp_path / "evil" / "v001"
    shutil.copytree(desk.home / "v001", evil)
    for file in ("timetable.json", "timetable.xlsx"):
        result = desk.checked(evil / file, "--out", str(tmp_path))
        assert result.exit_code == 2, result.output
        assert str(desk.event) in result.output
    (tmp_path / "odd").mkdir()
    for file in ("timetable.json", "record.json"):
        shutil.copy(desk.home / "v001" / file, tmp_path / "odd" / file)
    assert desk.checked(tmp_path / "odd" / "timetable.json").exit_code == 2
