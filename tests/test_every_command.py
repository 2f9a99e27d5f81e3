"""Every command on every kind of event: none ends in a fault, and what is written passes the check."""

from itertools import cycle
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scheduler import versions, words
from scheduler.cli import cli
from tests.gallery import KINDS
from tests.small import Desk

LANGUAGES = cycle(words.LANGUAGES)


def call(desk: Desk, *arguments: object) -> Result:
    """Run a command, in one language after the other; whatever comes of it, it is no fault of the program."""
    result = CliRunner().invoke(cli, [*map(str, arguments), "--lang", next(LANGUAGES)])
    assert "Traceback" not in result.output, result.output
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code not in (1, 2, 6, 7), result.output
    return result


@pytest.mark.parametrize("kind", KINDS)
def test_every_command_does_its_work(kind: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    KINDS[kind](desk)
    desk.write()
    to = ("--out", desk.out)
    for as_json in ((), ("--json",)):
        looked = call(desk, "check", desk.event, *to, *as_json)
        assert looked.exit_code == 0, looked.output
        solved = call(desk, "solve", desk.event, *to, *as_json)
        assert solved.exit_code == 0, solved.output
        call(desk, "versions", desk.event, *to, *as_json)
        call(desk, "diff", desk.event, "v001", versions.names(desk.home)[-1], *to, *as_json)
    call(desk, "release", desk.event, "v002", *to)
    call(desk, "reschedule", desk.event, *to, "--cancel", "M01", "--options")
    call(desk, "reschedule", desk.event, *to, "--cancel", "M01", "--reason", "storm", "--json")
    call(desk, "reschedule", desk.event, *to, "--close-room", "R1", "--now", "2021-11-05 09:30")
    call(desk, "reschedule", desk.event, *to, "--withdraw", "KR02", "--take", "1")
    call(desk, "reschedule", desk.event, *to, "--lost", "I1")
    call(desk, "restore", desk.event, "v001", *to)
    forms = CliRunner().invoke(cli, ["init", str(desk.event)])
    assert forms.exit_code == 0, forms.output
    for version in versions.names(desk.home):
        for file in ("timetable.json", "timetable.xlsx"):
            assert call(desk, "check", desk.home / version / file, *to).exit_code in (0, 6)
            call(desk, "check", desk.home / version / file, *to, "--json")
