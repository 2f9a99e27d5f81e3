"""A whole season on the desk makes the versions that the commands make of the same intake and the same changes."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from playwright.sync_api import Browser

from scheduler import versions, words
from scheduler.cli import cli
from tests import browsers
from tests.desk import offices
from tests.desk.season import (
    EVENT,
    LATE,
    MOVED,
    NOW,
    PICTURES,
    PINNED,
    REASON,
    SCREEN,
    TO,
    Secretary,
    last_details,
    news,
    sentences,
)
from tests.desk.serving import Served

pytestmark = browsers.needed
browser = browsers.browser

LANGUAGE = "ja"
LENGTH = timedelta(minutes=45)
"""Of a meeting of two governments."""

STATUS = 10
"""The column of a list of letters in which one notes what was sent."""


class Commands:
    """The same season at a terminal, with the event folder of another."""

    def __init__(self, desk: Secretary, folder: Path) -> None:
        self.event, self.out = folder / "inputs" / EVENT, folder / "outputs"
        self.home, self.desk = self.out / EVENT, desk.home
        shutil.copytree(desk.event, self.event)

    def run(self, command: str, *arguments: str, code: int = 0) -> str:
        called = [command, str(self.event), *arguments, "--lang", LANGUAGE, "--out", str(self.out)]
        result = CliRunner().invoke(cli, called)
        assert result.exit_code == code, result.output
        return result.output

    def season(self) -> None:
        self.run("check", code=3)
        self.answer()
        self.run("solve")
        self.run("reschedule", "--from", str(self.edited()))
        self.run("export")
        self.mark_as_sent("v002-1")
        self.run("release", "v002", "--anyway")
        self.run("reschedule", *sentences(news()), "--reason", REASON[LANGUAGE], "--take", "2")
        pin = ("--change", f"pin {PINNED} time")
        self.run("reschedule", *sentences(last_details(LANGUAGE)), *pin)
        self.run("export", "--changed-since", "sent")
        self.mark_as_sent("v004-2")
        self.run("release", "v004", "--anyway")
        late = json.loads(self.run("day", "--now", NOW, "--late", LATE, "20", "--json"))["late"]["change"]
        self.run("reschedule", "--now", NOW, "--change", late)

    def answer(self) -> None:
        """On the sheet To confirm."""
        book = load_workbook(self.home / "intake-review.xlsx")
        for row in book.worksheets[0].iter_rows(min_row=2):
            row[7].value = "CN05" if row[3].value == row[4].value else "yes"
        book.save(self.home / "intake-review.xlsx")

    def edited(self) -> Path:
        """The latest timetable, in which a meeting was put elsewhere by hand."""
        book = load_workbook(self.home / "v001" / "timetable.xlsx")
        sheet = book[words.say(LANGUAGE, "sheet.Meetings")]
        columns = [str(cell.value) for cell in sheet[1]]
        row = next(cell.row for cell in sheet["A"] if cell.value == MOVED)
        at = datetime.fromisoformat(f"{offices.DAY} {TO[0]}")
        for name, value in (("start_host", at), ("end_host", at + LENGTH), ("room", TO[1])):
            heading = words.say(LANGUAGE, f"meetings.{name}", {"place": words.say(LANGUAGE, "country.KR")})
            sheet.cell(row, columns.index(heading) + 1).value = value
        book.save(self.home.parent / "edited.xlsx")
        return self.home.parent / "edited.xlsx"

    def mark_as_sent(self, export: str) -> None:
        """Those letters in the list of an export that were marked on the desk."""
        file, marked = (home / "export" / export / "send.xlsx" for home in (self.home, self.desk))
        book, states = load_workbook(file), load_workbook(marked).worksheets[0].columns
        for row, state in enumerate(list(states)[STATUS - 1], start=1):
            book.worksheets[0].cell(row, STATUS).value = state.value
        book.save(file)


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secretary]:
    folder = tmp_path_factory.mktemp("desk")
    served = Served(None, folder / "outputs", language=LANGUAGE, folder=folder)
    context = browser.new_context(viewport=SCREEN, timezone_id="Asia/Seoul", locale=LANGUAGE)
    tab = context.new_page()
    tab.goto(served.address)
    yield Secretary(tab, folder, LANGUAGE)
    context.close()
    served.end()


def told(version: Path) -> tuple[str, dict[str, Any]]:
    """What a version says, but for what must differ: the workbook of the answers, which a hand or the desk has written; when
    and by which command it was made, of which folder; and in which cell a place was written by hand.
    """
    table = (version / "timetable.json").read_text(encoding="utf-8")
    record = json.loads(re.sub(r"edited\.xlsx/[^\"]+", "desk", (version / "record.json").read_text(encoding="utf-8")))
    for differs in ("made", "seconds", "command", "event_folder"):
        record.pop(differs)
    return re.sub(r'("file": "intake-review\.xlsx",\s+"sha256": )"\w+"', r"\1", table), record


def letters(home: Path) -> set[str]:
    """The files of all exports."""
    return {path.relative_to(home).as_posix() for path in (home / "export").rglob("*")}


def test_a_season_on_the_desk_makes_the_versions_of_the_commands(desk: Secretary, tmp_path: Path) -> None:
    shown = list(desk.season())
    commands = Commands(desk, tmp_path)
    commands.season()
    made = versions.names(desk.home)
    assert made == versions.names(commands.home) == [f"v00{number}" for number in range(1, 6)]
    for version in made:
        assert told(desk.home / version) == told(commands.home / version)
    assert letters(desk.home) == letters(commands.home)
    assert tuple(shown) == PICTURES
