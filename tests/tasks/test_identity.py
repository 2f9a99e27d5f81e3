"""Two events never share versions, and one that was moved or renamed is asked about, never begun anew in silence."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scheduler import versions
from scheduler.cli import cli
from tests.small import Desk


def run(folder: Path, out: Path, command: str, *options: str) -> Result:
    result = CliRunner().invoke(cli, [command, str(folder), *options, "--out", str(out), "--lang", "en"])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "2025").mkdir()
    desk = Desk(tmp_path / "2025")
    desk.out = Path(shutil.move(desk.out, tmp_path))
    desk.home = desk.out / "small"
    return desk


@pytest.fixture
def next_year(desk: Desk, tmp_path: Path) -> Path:
    """A folder of the same name in another place."""
    (tmp_path / "2026").mkdir()
    return Path(shutil.copytree(desk.event, tmp_path / "2026" / "small"))


@pytest.mark.parametrize("command", ["check", "solve", "reschedule", "versions"])
def test_another_folder_of_the_same_name_is_asked_about(desk: Desk, next_year: Path, command: str) -> None:
    desk.ends(0, "reschedule", "--cancel", "M01")
    result = run(next_year, desk.out, command)
    assert result.exit_code == 2
    assert str(desk.event) in result.output and str(next_year) in result.output
    assert versions.names(desk.home) == ["v001", "v002"]
    desk.ends(0, "reschedule", "--cancel", "M02")


def test_with_outputs_of_its_own_it_is_an_event_of_its_own(desk: Desk, next_year: Path, tmp_path: Path) -> None:
    assert run(next_year, tmp_path / "others", "solve").exit_code == 0
    assert versions.names(tmp_path / "others" / "small") == ["v001"]


def test_an_event_that_was_moved_keeps_its_versions_once_that_is_said(desk: Desk, next_year: Path) -> None:
    desk.ends(0, "reschedule", "--cancel", "M01")
    shutil.rmtree(desk.event)
    assert run(next_year, desk.out, "reschedule", "--cancel", "M02").exit_code == 2
    assert run(next_year, desk.out, "reschedule", "--cancel", "M02", "--moved-from", str(desk.event)).exit_code == 0
    states = {id: meeting["state"] for id, meeting in desk.table().items()}
    assert (states["M01"], states["M02"], states["M03"]) == ("cancelled", "cancelled", "scheduled")
    assert run(next_year, desk.out, "check").exit_code == 0


@pytest.mark.parametrize("command", ["check", "solve", "reschedule"])
def test_a_renamed_event_is_not_begun_anew(desk: Desk, command: str) -> None:
    renamed = desk.event.rename(desk.event.with_name("plaza"))
    result = run(renamed, desk.out, command)
    assert result.exit_code == 2 and str(desk.event) in result.output and str(renamed) in result.output
    assert not versions.names(desk.out / "plaza")
    assert run(renamed, desk.out, "reschedule", "--cancel", "M01", "--moved-from", str(desk.event)).exit_code == 0
    assert versions.names(desk.out / "plaza") == ["v001", "v002"] and not desk.home.exists()


def test_a_renamed_event_that_is_another_one_begins_anew(desk: Desk) -> None:
    renamed = desk.event.rename(desk.event.with_name("plaza"))
    assert run(renamed, desk.out, "check", "--new-event").exit_code == 0
    assert run(renamed, desk.out, "solve", "--new-event").exit_code == 0
    assert versions.names(desk.out / "plaza") == versions.names(desk.home) == ["v001"]
    assert run(renamed, desk.out, "solve").exit_code == 0


def test_a_copy_beside_the_event_is_an_event_of_its_own(desk: Desk) -> None:
    copy = Path(shutil.copytree(desk.event, desk.event.with_name("copy")))
    assert run(copy, desk.out, "solve").exit_code == 0


def test_a_folder_that_now_holds_another_event_is_asked_about(desk: Desk) -> None:
    desk.rows["Event"][0] = ["Event name", "Next one"]
    desk.rows["Slots"] = [["2022-11-04", "09:00", "13:00", "Morning"]]
    desk.write()
    said = desk.ends(2, "solve")
    assert "Small (2021-11-05)" in said and "Next one (2022-11-04)" in said
    desk.ends(2, "check")
    desk.ends(0, "solve", "--moved-from", desk.event)


def test_one_that_has_only_a_new_name_or_other_days_is_the_same(desk: Desk) -> None:
    desk.rows["Event"][0] = ["Event name", "Renamed"]
    desk.write()
    desk.ends(0, "solve")
    desk.rows["Slots"] = [["2021-11-08", "09:00", "13:00", "Morning"]]
    desk.write()
    desk.ends(0, "solve")


def test_event_and_outputs_that_were_moved_together_are_the_same(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for name in ("2025", "outputs"):
        shutil.move(tmp_path / name, tmp_path / "there" / name)
    assert (
        run(tmp_path / "there" / "2025" / "small", tmp_path / "there" / "outputs", "reschedule", "--cancel", "M01").exit_code
        == 0
    )


def test_what_is_taken_over_must_be_there(desk: Desk, next_year: Path) -> None:
    result = run(next_year, desk.out, "solve", "--moved-from", str(next_year.parent / "nowhere"))
    assert result.exit_code == 2 and "nowhere" in result.output
