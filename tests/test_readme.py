"""The README says what the program does."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler import files, words
from scheduler.books import limits
from scheduler.books.text import MOST_LINES
from scheduler.cli import cli
from scheduler.contract import SHEETS, Sheet
from scheduler.domain import GOALS, RULES
from scheduler.errors import PlazaError
from scheduler.export import review
from scheduler.intake import read_event
from scheduler.intake.tables.headings import LOWEST
from scheduler.reading.values import MOST_ITEMS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_two_commands_start_it() -> None:
    first, second = re.findall(r"^python3 .*$", README, re.MULTILINE)
    assert README.index(first) < README.index("## Commands")
    assert first.endswith("plaza solve inputs/plaza-22")
    assert second.endswith("python -m pytest")


def test_the_event_of_the_example_can_be_read() -> None:
    (folder,) = set(re.findall(r"plaza solve (inputs/[\w-]+)", README))
    assert len(read_event(ROOT / folder).event.meetings) == 17


def test_its_repairs_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines = re.findall(r"^plaza (reschedule .*)$", README, re.MULTILINE)
    assert lines
    for line in ("solve inputs/plaza-22", *lines):
        result = CliRunner().invoke(cli, [*shlex.split(line), "--out", str(tmp_path)])
        assert result.exit_code == 0, result.output


def test_every_command_and_option_it_names_is_there() -> None:
    for name in re.findall(r"^\| `plaza (\w+)", README, re.MULTILINE):
        assert name in cli.commands
    known = {option for command in cli.commands.values() for parameter in command.params for option in parameter.opts}
    named = set(re.findall(r"`(--[a-z-]+)", README.partition("## Commands")[2]))
    assert named <= known


def test_every_exit_code_is_listed() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)}
    assert listed == {0, PlazaError.exit_code, *(kind.exit_code for kind in PlazaError.__subclasses__())}


def test_every_change_is_listed() -> None:
    row = re.search(r"^\| Changes \| Change\* \(([^)]*)\)", README, re.MULTILINE)
    assert row and set(row[1].split(", ")) == set(words.choices("change", "en"))


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.name != "Event"], ids=lambda sheet: sheet.name)
def test_the_columns_of_each_sheet_are_those_of_the_contract(sheet: Sheet) -> None:
    line = next(line for line in README.splitlines() if line.startswith(f"| {sheet.name} |"))
    columns = line.split("|", 2)[2].rstrip("| ").replace("\\|", "\n").split("\n")
    named = [re.sub(r" \((?!Eng|Chi|Jap|Kor|min).*\)", "", column).strip() for column in columns]
    headings = words.contract_headings(sheet.name)
    contract = [headings[column.field] + "*" * column.required for column in sheet.columns]
    assert [name for name in named if not name.startswith("a column for each window")] == contract


def test_every_rule_and_goal_is_a_sentence_of_the_code() -> None:
    for name in (*RULES, *GOALS):
        assert f"- **{name} " in README


def numbers_in(text: str) -> set[int]:
    return {int(number.replace(",", "")) for number in re.findall(r"\d(?:[\d,]*\d)?", text)}


def test_its_limits_are_those_of_the_program() -> None:
    """Each number is one of the program's, and each that is told of a file that is too large stands there as well."""
    stated = numbers_in(README.partition("Limits: ")[2].partition("Nothing in a")[0])
    megabytes = {size // 2**20 for size in (*limits.MOST_UNPACKED.values(), files.MOST_BYTES)}
    of_files = {limits.MOST_SHEETS, limits.MOST_ROWS, limits.MOST_CELLS, limits.MOST_MERGED, *limits.OF_FORM.values()}
    of_cells = {limits.MOST_CHARACTERS, limits.LONGEST_CELL, MOST_LINES, MOST_ITEMS, LOWEST}
    of_review = {review.MOST_LISTED, review.MOST_COPIED}
    assert stated == {10_000} | megabytes | of_files | of_cells | of_review
    for language in words.LANGUAGES:
        told = numbers_in(words.catalogue(language)["file.too_large"])
        assert told - {1} <= stated  # 1 in 1シート
        assert {limits.MOST_SHEETS, limits.MOST_ROWS, limits.MOST_CELLS} <= told
