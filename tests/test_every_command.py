"""Every command on every kind of event: none ends in a fault, and what is written passes the check."""

from importlib import import_module
from itertools import cycle
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scheduler import versions, words
from scheduler.cli import cli
from tests.gallery import KINDS
from tests.small import Desk
from tests.tasks.test_drill import AtOnce

drill = import_module("scheduler.tasks.drill")
losses = drill.losses

LANGUAGES = cycle(words.LANGUAGES)


def call(desk: Desk, *arguments: object) -> Result:
    """Run a command, in one language after the other; whatever comes of it, it is no fault of the program."""
    result = CliRunner().invoke(cli, [*map(str, arguments), "--lang", next(LANGUAGES)])
    assert "Traceback" not in result.output, result.output
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code not in (1, 2, 6, 7), result.output
    return result


@pytest.mark.parametrize("kind", KINDS)
def test_every_command_does_its_work(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands speak to machines on every other kind; of the versions, in turn one is read as a workbook, one as JSON. Of
    each kind of loss the first is tried.
    """
    monkeypatch.setattr(drill, "ProcessPoolExecutor", AtOnce)
    monkeypatch.setattr(
        drill, "losses", lambda event, base: list({one.kind: one for one in reversed(losses(event, base))}.values())
    )
    desk = Desk(tmp_path, solved=False)
    KINDS[kind](desk)
    desk.write()
    to = ("--out", desk.out)
    odd = list(KINDS).index(kind) % 2
    as_json, plain = ("--json",) * odd, ("--json",) * (1 - odd)
    looked = call(desk, "forecast", desk.event, *to, *plain, *(("--no-solve",) if odd else ("--time-limit", 2)))
    assert looked.exit_code == 0, looked.output
    solved = call(desk, "solve", desk.event, *to, *plain)
    assert solved.exit_code == 0, solved.output
    sent = call(desk, "export", desk.event, *to, *as_json)
    assert sent.exit_code == 0, sent.output
    call(desk, "release", desk.event, "v001", "--anyway", *to)
    call(desk, "day", desk.event, *to, "--now", "2021-11-05 09:30", *as_json)
    for late in [id for id, meeting in desk.table().items() if meeting["start"]][:1]:
        call(desk, "day", desk.event, *to, "--now", "2021-11-05 00:00", "--late", late, 20, *plain)
    call(desk, "drill", desk.event, *to, *as_json)
    call(desk, "treatment", desk.event, *to, *as_json)
    call(desk, "treatment", desk.event, *to, "--format", "csv")
    if odd:
        call(desk, "reschedule", desk.event, *to, "--cancel", "M01", "--options", *as_json)
        call(desk, "reschedule", desk.event, *to, "--withdraw", "KR02", "--take", "1")
    lost = () if odd or not desk.rows["Interpreters"] else ("--lost", "I1")
    call(desk, "reschedule", desk.event, *to, "--cancel", "M01", *lost, "--reason", "storm", *plain)
    call(desk, "reschedule", desk.event, *to, "--close-room", "R1", "--now", "2021-11-05 09:30", *as_json)
    looked = call(desk, "check", desk.event, *to, *as_json)  # after it, the others read its review as well
    assert looked.exit_code == 0, looked.output
    sent = call(desk, "export", desk.event, *to, "--changed-since", ("sent", "v001")[odd], *plain)
    assert sent.exit_code == 0, sent.output
    call(desk, "restore", desk.event, "v001", *to)
    call(desk, "versions", desk.event, *to, *plain)
    call(desk, "diff", desk.event, "v001", versions.names(desk.home)[-2], *to, *as_json)
    forms = CliRunner().invoke(cli, ["init", str(desk.event)])
    assert forms.exit_code == 0, forms.output
    files = ("timetable.xlsx", "timetable.json")
    for number, version in enumerate(versions.names(desk.home), start=odd):
        file = files[number % 2]
        assert call(desk, "check", desk.home / version / file, *to, *as_json).exit_code in (0, 6)
