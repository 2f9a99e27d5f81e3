"""The commands as a secretary calls them."""

import json
import os
import signal
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from scheduler.cli import cli, main
from scheduler.domain import GOALS
from tests.intake.desk import small_event

ROOT = Path(__file__).parent.parent
PLAZA_22 = ROOT / "inputs" / "plaza-22"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments), "--lang", "en"])


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first version of the founding case."""
    out = tmp_path_factory.mktemp("outputs")
    result = run("solve", PLAZA_22, "--out", out)
    assert result.exit_code == 0, result.output
    return out / "plaza-22" / "v001"


def test_the_founding_case_is_solved_and_proven(solved: Path) -> None:
    found = json.loads((solved / "timetable.json").read_text(encoding="utf-8"))
    assert sum(meeting["state"] == "scheduled" for meeting in found["meetings"]) == 17
    assert len({code for meeting in found["meetings"] for code in meeting["governments"]}) == 33
    assert found["status"] == "optimal"
    values = {tier["goals"][0]["goal"]: tier["value"] for tier in found["tiers"]}
    assert set(values) == set(GOALS)
    assert all(tier["proven"] for tier in found["tiers"])
    assert sum(value > 0 for value in values.values()) >= 5
    assert sum(meeting["mutual"] for meeting in found["meetings"]) >= 14
    assert {file.name for file in solved.iterdir()} == {
        "timetable.json",
        "timetable.xlsx",
        "timetable.html",
        "record.json",
        "manifest.json",
    }


@pytest.mark.parametrize("file", ["timetable.json", "timetable.xlsx"])
def test_a_written_timetable_is_checked_against_the_event_it_was_made_from(solved: Path, file: str) -> None:
    result = run("check", solved / file, "--out", solved.parent.parent)
    assert result.exit_code == 0, result.output
    assert "keeps all rules" in result.output


def test_a_timetable_that_breaks_a_rule_is_told_so(solved: Path, tmp_path: Path) -> None:
    found = json.loads((solved / "timetable.json").read_text(encoding="utf-8"))
    found["meetings"][0]["room"] = found["meetings"][1]["room"] = "R1"
    for side in ("start", "end"):
        found["meetings"][0][side] = found["meetings"][1][side]
    (tmp_path / "timetable.json").write_text(json.dumps(found))
    result = run("check", tmp_path / "timetable.json", "--event", PLAZA_22)
    assert result.exit_code == 6
    assert "R3: Room R1 has two meetings at once, with the changeover after each: M01, M02." in result.output
    assert run("check", tmp_path / "timetable.json").exit_code == 2


def test_an_edit_by_hand_in_the_workbook_is_seen(solved: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(solved / "timetable.xlsx")
    sheet = book["Meetings"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Room")
    sheet.cell(2, column).value = "R9"
    book.save(tmp_path / "timetable.xlsx")
    result = run("check", tmp_path / "timetable.xlsx", "--event", PLAZA_22, "--out", tmp_path / "outputs")
    assert result.exit_code == 6
    assert "M01 is in room “R9”" in result.output


def test_a_fairness_bound_that_cannot_be_kept_is_said_and_checks_out(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(PLAZA_22 / "event.xlsx")
    book["Event"].append(["Fairness bound (breaks)", 0])
    (tmp_path / "fair").mkdir()
    book.save(tmp_path / "fair" / "event.xlsx")
    result = run("solve", tmp_path / "fair", "--out", tmp_path / "outputs")
    assert "The fairness bound 0 cannot be kept" in result.output
    for file in ("timetable.json", "timetable.xlsx"):
        assert run("check", tmp_path / "outputs" / "fair" / "v001" / file, "--out", tmp_path / "outputs").exit_code == 0


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 1}', "null", "[" * 100_000])
def test_a_file_that_is_no_timetable_is_told_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "timetable.json").write_text(content)
    result = run("check", tmp_path / "timetable.json", "--event", PLAZA_22)
    assert result.exit_code == 3
    assert "timetable.json" in result.output
    assert "Traceback" not in result.output


def test_the_same_bytes_in_another_process_with_another_hash_seed(solved: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scheduler", "solve", str(PLAZA_22), "--out", str(tmp_path)]
    another = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"  # this process has one at random, or as stated
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": another}, cwd=ROOT)
    in_another = (tmp_path / "plaza-22" / "v001" / "timetable.json").read_bytes()
    assert in_another == (solved / "timetable.json").read_bytes()


def test_a_second_run_is_a_second_version_with_the_same_meetings(solved: Path) -> None:
    """What was there before only decides between equals: nothing of it has changed, and that is said."""
    before = (solved / "timetable.json").read_bytes()
    assert run("solve", PLAZA_22, "--out", solved.parent.parent).exit_code == 0
    assert (solved / "timetable.json").read_bytes() == before
    first, second = (json.loads((solved.parent / v / "timetable.json").read_bytes()) for v in ("v001", "v002"))
    (changed,) = [tier for tier in second["tiers"] if tier not in first["tiers"]]
    assert [goal["goal"] for goal in changed["goals"]] == ["D"] and changed["value"] == 0 and changed["proven"]
    second["tiers"].remove(changed)
    assert second == first | {"version": "v002", "based_on": "v001"}


def test_without_time_there_is_a_first_timetable_and_nothing_is_proven_of_it(tmp_path: Path) -> None:
    result = run("solve", PLAZA_22, "--out", tmp_path, "--time-limit", "0.000001")
    assert result.exit_code == 0 and "17 of 17" in result.output
    table = tmp_path / "plaza-22" / "v001" / "timetable.json"
    assert run("check", table, "--out", tmp_path).exit_code == 0
    tiers = json.loads(table.read_bytes())["tiers"]
    proven = [goal["goal"] for tier in tiers if tier["proven"] for goal in tier["goals"]]
    assert proven == ["G1", "G2"], "of what is 0 nothing need be proven"
    result = run("solve", PLAZA_22, "--out", tmp_path, "--time-limit", "0.000001")
    assert result.exit_code == 0
    again = json.loads((tmp_path / "plaza-22" / "v002" / "timetable.json").read_bytes())
    places = [[one["start"] for one in of["meetings"]] for of in (json.loads(table.read_bytes()), again)]
    assert places[0] == places[1], "what was there before is not overturned for want of time"


def test_ctrl_c_keeps_the_best_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scheduler.model import tiers

    solve_one_tier = tiers.Search.times

    def interrupted(self: tiers.Search, *arguments: object) -> tiers.Reached:
        if self.best and not self._budget.stop.is_set():
            signal.raise_signal(signal.SIGINT)
        return solve_one_tier(self, *arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(tiers.Search, "times", interrupted)
    result = run("solve", PLAZA_22, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    found = json.loads((tmp_path / "plaza-22" / "v001" / "timetable.json").read_text(encoding="utf-8"))
    assert found["status"] == "feasible"
    assert run("check", tmp_path / "plaza-22" / "v001" / "timetable.json", "--out", tmp_path).exit_code == 0


@pytest.mark.parametrize("encoding", ["cp949", "cp932", "cp936", "ascii"])
def test_a_console_that_cannot_print_every_character_gets_replacements(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "event.xlsx").write_bytes(small_event())
    console = TextIOWrapper(printed := BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", console)
    monkeypatch.setattr(sys, "argv", ["plaza", "check", str(tmp_path), "--lang", "ja", "--out", str(tmp_path / "계획")])
    with pytest.raises(SystemExit) as ended:
        main()
    console.flush()
    assert ended.value.code == 0
    assert b"event.xlsx" in printed.getvalue()


def test_machines_read_errors_questions_and_notes_apart(tmp_path: Path) -> None:
    found = json.loads(run("check", PLAZA_22, "--json", "--out", tmp_path).output)
    assert list(found) == ["errors", "questions", "notes", "read", "review"]
    assert found["errors"] == found["questions"] == []
    assert {tuple(note) for note in found["notes"]} == {("key", "text", "cells")}
    assert Path(found["review"]).exists()


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from scheduler.cli import cli; print(sorted({'ortools','pandas','openpyxl','rich'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "[]"
