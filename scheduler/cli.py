"""The command line: parse, call, print, exit.

Everything heavy is imported inside the commands, so that `--help` is instant.
"""

import gc
import json
import math
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from scheduler import __version__, words
from scheduler.errors import Located, PlazaError

if TYPE_CHECKING:
    from scheduler.domain import Altered, Edit, MeetingOutcome
    from scheduler.model import Budget, Report
    from scheduler.tasks import Checked, History, Looked, Rescheduled, Run, Solved
    from scheduler.tasks.reschedule import Option


class _Plaza(click.Group):
    """Turns what stops a run into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PlazaError as error:
            _tell(_language(ctx), error.says, err=True)
            ctx.exit(error.exit_code)
        except (click.exceptions.Exit, click.ClickException, click.Abort, KeyboardInterrupt):
            raise
        except BrokenPipeError:  # whoever read the output has seen enough
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - what is left to say goes nowhere, to the end
        except Exception:
            click.echo(words.say(_language(ctx), "fault"), err=True)
            traceback.print_exc()
            ctx.exit(PlazaError.exit_code)


def _language(ctx: click.Context) -> str:
    return str(ctx.find_root().obj or words.language_from_environment())


def _keep_language(ctx: click.Context, _: click.Parameter, value: str | None) -> str:
    ctx.find_root().obj = value or words.language_from_environment()
    return str(ctx.find_root().obj)


def _a_number(_: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and math.isnan(value):
        raise click.BadParameter("nan is not a number of seconds.", param=parameter)
    return value


language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(words.LANGUAGES),
    callback=_keep_language,
    is_eager=True,
    help="Language of messages and sheets; by default that of your system.",
)
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="The folder of all outputs.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print for a machine to read.")


@click.group(cls=_Plaza, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="plaza")
def cli() -> None:
    """Conflict-free, proven timetables for exchange meetings between local governments."""


@cli.command()
@click.argument("event", type=click.Path(path_type=Path))
@language_option
def init(event: Path, language: str) -> None:
    """Begin the event folder EVENT: an event.xlsx to fill in, and the request form in four languages.

    Called again once event.xlsx names the governments, it writes each of them a form of its own. Nothing is written over.
    """
    from scheduler import tasks

    begun = tasks.begin(event, language)
    for path in begun.kept:
        click.echo(words.say(language, "begun.kept", {"file": path}))
    for path in begun.written:
        click.echo(words.say(language, "begun.written", {"file": path}))
    click.echo(words.say(language, "begun.next", {"file": event / "event.xlsx", "returned": event / "requests"}))


@cli.command()
@click.argument("event", type=click.Path(path_type=Path))
@click.option(
    "--time-limit",
    type=click.FloatRange(0, 1e6, min_open=True),
    callback=_a_number,
    help="Seconds; keeps the best found by then.",
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Overrules the seed of the event.")
@out_option
@json_option
@language_option
def solve(event: Path, time_limit: float | None, seed: int | None, out: Path, as_json: bool, language: str) -> None:
    """Solve the event folder EVENT and save a checked timetable as a new version.

    Ctrl-C keeps the best timetable found so far.
    """
    from scheduler import model, tasks

    budget = model.Budget(seconds=time_limit)
    with _stoppable(budget, language), _progress(language, quiet=as_json) as report:
        solved = tasks.solve(event, _run(out, language), budget, seed, report)
    if as_json:
        click.echo((solved.folder / "timetable.json").read_text(encoding="utf-8"), nl=False)
    else:
        _tell(language, solved.notes)
        _show_solved(language, solved)


@cli.command()
@click.argument("path", metavar="EVENT|FILE", type=click.Path(path_type=Path))
@click.option("--event", type=click.Path(path_type=Path), help="The event folder a timetable is held against.")
@out_option
@json_option
@language_option
def check(path: Path, event: Path | None, out: Path, as_json: bool, language: str) -> None:
    """Show the problems of an event folder, or the rules that a timetable.xlsx or .json breaks.

    Of an event, intake-review.xlsx shows how everything was read and takes the answers to what is asked.
    """
    from scheduler import tasks

    if path.suffix in (".xlsx", ".json"):
        checked = tasks.check_timetable(path, event, out)
        _show_checked(language, checked, as_json)
        raise click.exceptions.Exit(6 if checked.verdict.violations else 0)
    looked = tasks.check_event(path, out, language)
    _show_looked(language, looked, as_json)
    raise click.exceptions.Exit(3 if looked.refused else 0)


@cli.command()
@click.argument("event", type=click.Path(path_type=Path))
@click.option("--cancel", multiple=True, metavar="MEETING", help="A meeting that does not take place.")
@click.option("--withdraw", multiple=True, metavar="GOVERNMENT", help="A government that takes no part.")
@click.option("--close-room", multiple=True, metavar="ROOM", help="A room that cannot be used.")
@click.option("--lost", multiple=True, metavar="INTERPRETER", help="An interpreter who cannot come.")
@click.option("--reason", default="", help="Why; kept with the version.")
@click.option("--changes", type=click.Path(path_type=Path), help="A workbook with a sheet Changes.")
@click.option("--from", "edited", type=click.Path(path_type=Path), help="A timetable.xlsx that was changed by hand.")
@click.option("--now", metavar="TIME", help="On the clock of the host; what begins before it stays as it is.")
@click.option("--options", is_flag=True, help="Show up to three answers side by side, and write none.")
@click.option("--take", type=click.IntRange(1, 3), help="Write this one of the options.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0, 1e6, min_open=True),
    callback=_a_number,
    help="Seconds; keeps the best found by then.",
)
@out_option
@json_option
@language_option
def reschedule(
    event: Path,
    cancel: tuple[str, ...],
    withdraw: tuple[str, ...],
    close_room: tuple[str, ...],
    lost: tuple[str, ...],
    reason: str,
    changes: Path | None,
    edited: Path | None,
    now: str | None,
    options: bool,
    take: int | None,
    time_limit: float | None,
    out: Path,
    as_json: bool,
    language: str,
) -> None:
    """Repair the latest timetable of EVENT after changes, with as few others as possible, and save it as a new version.

    Changes are those of the sheet Changes and those named here. Without --take nothing moves that need not.
    """
    from scheduler import intake, model, tasks

    named = {"cancel": ("--cancel", cancel), "withdraw": ("--withdraw", withdraw)}
    named |= {"close": ("--close-room", close_room), "lost": ("--lost", lost)}
    rows = tuple(intake.said(kind, what, reason, option) for kind, (option, whats) in named.items() for what in whats)
    moment = intake.moment_of(now) if now else None
    wanted = tasks.Wanted(intake.Asked(rows, changes), edited, moment)
    budget = model.Budget(seconds=time_limit)
    with _stoppable(budget, language), _progress(language, quiet=as_json) as report:
        done = tasks.reschedule(event, _run(out, language), wanted, budget, report, options, take)
    if as_json:
        _print_json(_rescheduled_as_json(language, done))
    else:
        _tell(language, done.notes)
        _show_rescheduled(language, done)


@cli.command(name="versions")
@click.argument("event", type=click.Path(path_type=Path))
@out_option
@json_option
@language_option
def list_versions(event: Path, out: Path, as_json: bool, language: str) -> None:
    """List the versions of EVENT: when, by whom, what changed and why; what was sent out, and what waits for whom."""
    from scheduler import tasks

    found = tasks.history(event, out)
    if as_json:
        _print_json(_history_as_json(language, found))
    else:
        _show_history(language, found)


@cli.command()
@click.argument("event", type=click.Path(path_type=Path))
@click.argument("old")
@click.argument("new")
@out_option
@json_option
@language_option
def diff(event: Path, old: str, new: str, out: Path, as_json: bool, language: str) -> None:
    """Show what is different from version OLD to version NEW, by meeting and by government."""
    from scheduler import tasks

    found, zone = tasks.compare(event, out, old, new)
    if as_json:
        _print_json({"kept": list(found.kept), "altered": [_altered_as_json(language, one, zone) for one in found.altered]})
        return
    click.echo(words.say(language, "diff.kept", {"count": len(found.kept), "meetings": list(found.kept) or "–"}))
    for altered in found.altered:
        click.echo(_altered_line(language, altered, zone))
    for code in sorted({code for altered in found.altered for code in altered.governments}):
        ways = [
            (one.id, [words.say(language, f"alteration.{way}") for way in one.how])
            for one in found.altered
            if code in one.governments
        ]
        said = [f"{id} ({', '.join(how)})" for id, how in ways]
        click.echo(words.say(language, "diff.government", {"who": code, "meetings": said}))


@cli.command()
@click.argument("event", type=click.Path(path_type=Path))
@click.argument("version")
@out_option
@language_option
def restore(event: Path, version: str, out: Path, language: str) -> None:
    """Write a new version of EVENT that is equal to VERSION."""
    from scheduler import tasks

    folder = tasks.restore(event, _run(out, language), version)
    click.echo(words.say(language, "solved.written", {"folder": folder}))


@cli.command()
@click.argument("event", type=click.Path(path_type=Path))
@click.argument("version")
@out_option
@language_option
def release(event: Path, version: str, out: Path, language: str) -> None:
    """Mark VERSION as sent out: the sheet Changes of later versions counts from it."""
    from scheduler import tasks

    marked = tasks.release(event, _run(out, language), version)
    click.echo(words.say(language, "versions.marked", {"version": marked.version, "when": marked.when}))


def _run(out: Path, language: str) -> "Run":
    from scheduler import tasks

    def waiting() -> None:
        click.echo(words.say(language, "solved.waiting"), err=True)

    return tasks.Run(out, language, " ".join(["plaza", *sys.argv[1:]]), waiting, time.monotonic())


def _tell(language: str, messages: Iterable[Located], err: bool = False) -> None:
    """One message a line, with its kind and its cells."""
    for message in messages:
        kind = words.say(language, f"kind.{getattr(message, 'severity', 'message')}")
        where = ", ".join(str(cell) for cell in message.cells)
        text = words.say(language, message.key, message.values)
        click.echo(": ".join(part for part in (kind, where, text) if part), err=err)


def _show_solved(language: str, solved: "Solved") -> None:
    table = solved.timetable
    placed = {"placed": len(table.placements), "all": len(table.meetings)}
    met = {code for outcome in table.meetings if outcome.placement for code in outcome.governments}
    wanted = {code for outcome in table.meetings for code in outcome.governments}
    click.echo(words.say(language, "solved.meetings", placed))
    click.echo(words.say(language, "solved.governments", {"met": len(met), "all": len(wanted)}))
    for tier in table.tiers:
        names = [f"{goal.goal} {words.say(language, f'goal.{goal.goal}')}" for goal in tier.goals]
        if tier.tier:
            key = "solved.proven" if tier.proven else "solved.not_proven"
            click.echo(words.say(language, key, {"goals": names, "value": tier.value, "bound": tier.bound}))
        else:
            click.echo(words.say(language, "solved.off", {"goals": names}))
    for outcome in table.meetings:
        if outcome.reason:
            reason = words.say(language, outcome.reason.key, outcome.reason.values)
            line = words.say(language, "solved.left_out", {"meeting": outcome.id, "reason": reason})
            click.echo(f"{line} [{', '.join(str(cell) for cell in outcome.reason.cells)}]")
    click.echo(words.say(language, "solved.written", {"folder": solved.folder}))


def _show_looked(language: str, looked: "Looked", as_json: bool) -> None:
    """The problems of an intake: a table on a terminal, a line each when piped."""
    by_kind = {kind: [p for p in looked.problems if p.severity == kind] for kind in ("error", "question", "note")}
    if as_json:
        found: dict[str, Any] = {f"{kind}s": _as_json(language, problems) for kind, problems in by_kind.items()}
        _print_json(found | {"review": str(looked.review) if looked.review else None})
        return
    if sys.stdout.isatty():
        _table(language, looked.problems)
    else:
        _tell(language, looked.problems)
    event = looked.event
    if looked.refused or event is None:
        counts = {f"{kind}s": len(problems) for kind, problems in by_kind.items()}
        click.echo(words.say(language, "checked.refused", counts))
    else:
        values = {"requests": len(event.requests), "meetings": len(event.meetings), "governments": len(event.governments)}
        click.echo(words.say(language, "checked.event", values))
    if looked.review:
        click.echo(words.say(language, "checked.review", {"file": looked.review}))


def _table(language: str, problems: Iterable[Located]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*(words.say(language, f"review.{name}") for name in ("kind", "cell", "text")))
    colours = {"error": "red", "question": "yellow", "note": ""}
    for problem in problems:
        severity = getattr(problem, "severity", "message")
        kind = Text(words.say(language, f"kind.{severity}"), style=colours.get(severity, ""))
        cells = "\n".join(str(cell) for cell in problem.cells)
        table.add_row(kind, Text(cells), Text(words.say(language, problem.key, problem.values)))
    if table.row_count:
        Console().print(table)


def _show_checked(language: str, checked: "Checked", as_json: bool) -> None:
    broken = checked.verdict.violations
    if as_json:
        edits = [_edit_as_json(language, edit, checked) for edit in checked.edits]
        said = [{"rule": v.rule} | text for v, text in zip(broken, _as_json(language, broken), strict=True)]
        found = {"notes": _as_json(language, checked.notes), "edits": edits, "violations": said}
        _print_json(found | {"goals": dict(checked.verdict.goals)})
        return
    _tell(language, checked.notes)
    for edit in checked.edits:
        found = _edit_as_json(language, edit, checked)
        key = "edits.breaks" if found["breaks"] else "edits.accepted"
        click.echo(words.say(language, key, found | {"breaks": found["breaks"] or "–"}))
    for violation in broken:
        click.echo(f"{violation.rule}: {words.say(language, violation.key, violation.values)}")
    goals = ", ".join(f"{goal} = {value}" for goal, value in checked.verdict.goals.items())
    click.echo(words.say(language, "checked.goals", {"goals": goals}))
    click.echo(words.say(language, "checked.broken" if broken else "checked.holds", {"count": len(broken)}))


def _edit_as_json(language: str, edit: "Edit", checked: "Checked") -> dict[str, Any]:
    """An edit, and the rules that its meeting breaks."""
    broken = [v.rule for v in checked.verdict.violations if edit.meeting in v.values.get("meetings", ())]  # type: ignore[operator]
    return {
        "cell": str(edit.source),
        "meeting": edit.meeting,
        "field": words.say(language, f"alteration.{EDITED[edit.field]}"),
        "before": edit.before,
        "after": edit.after,
        "breaks": list(dict.fromkeys(broken)),
    }


EDITED = {"start": "moved", "room": "room", "interpreters": "interpreters", "link": "link", "state": "cancelled"}
"""Under which alteration the field of an edit is said."""


def _place(language: str, outcome: "MeetingOutcome | None", zone: str) -> str:
    """Where a meeting is, on the clock of a zone."""
    from zoneinfo import ZoneInfo

    if outcome is None or outcome.placement is None:
        return words.say(language, f"state.{outcome.state}") if outcome else "–"
    place = outcome.placement
    people = ", ".join(one.name for one in place.interpreters)
    start, end = (instant.astimezone(ZoneInfo(zone)) for instant in (place.start, place.end))
    times = f"{start:%Y-%m-%d %H:%M}–{end:%H:%M} {zone}"
    return " · ".join(filter(None, (times, place.room, people, outcome.link)))


def _altered_line(language: str, altered: "Altered", zone: str) -> str:
    ways = [words.say(language, f"alteration.{way}") for way in altered.how]
    values = {"how": ways, "before": _place(language, altered.before, zone), "after": _place(language, altered.after, zone)}
    return words.say(language, "diff.altered", values | {"meeting": altered.id, "who": list(altered.governments)})


def _altered_as_json(language: str, altered: "Altered", zone: str) -> dict[str, Any]:
    said = {"meeting": altered.id, "how": list(altered.how), "governments": list(altered.governments)}
    return said | {"before": _place(language, altered.before, zone), "after": _place(language, altered.after, zone)}


def _show_rescheduled(language: str, done: "Rescheduled") -> None:
    if not done.options:
        click.echo(words.say(language, "rescheduled.nothing", {"version": done.base.name}))
        return
    for edit in done.edits:
        values = {"cell": edit.source, "meeting": edit.meeting, "before": edit.before, "after": edit.after}
        click.echo(words.say(language, "edits.kept", values))
    for number, option in enumerate(done.options, start=1):
        if done.taken in (None, option):
            if done.taken is None:
                title = {"number": number, "order": words.say(language, f"order.{option.order}")}
                click.echo(words.say(language, "rescheduled.option", title))
            _show_option(language, option)
    if done.folder:
        click.echo(words.say(language, "solved.written", {"folder": done.folder}))
    else:
        _side_by_side(language, done.options)


def _side_by_side(language: str, options: Sequence["Option"]) -> None:
    """What each option comes to, a column each."""
    from rich.console import Console
    from rich.table import Table

    table = Table("", *(f"{number} {words.say(language, f'order.{o.order}')}" for number, o in enumerate(options, start=1)))
    rows = {
        words.say(language, "rescheduled.placed"): [len(option.made.timetable.placements) for option in options],
        words.say(language, "rescheduled.different"): [len(option.difference.altered) for option in options],
        words.say(language, "rescheduled.told"): [len(option.told) for option in options],
    }
    for goal in options[0].made.verdict.goals:
        name = f"{goal} {words.say(language, f'goal.{goal}')}"
        rows[name] = [option.made.verdict.goals[goal] for option in options]
    for name, values in rows.items():
        table.add_row(name, *map(str, values))
    Console(width=None if sys.stdout.isatty() else 110).print(table)


def _show_option(language: str, option: "Option") -> None:
    zone = option.made.event.settings.host_zone
    if not option.difference.altered:
        click.echo(words.say(language, "rescheduled.same"))
    for altered in option.difference.altered:
        click.echo(_altered_line(language, altered, zone))
    for told in option.told:
        reach = " · ".join(filter(None, (told.contact, told.phone, told.email))) or "–"
        values = {"who": told.who, "language": told.language or "–", "reach": reach, "meetings": list(told.meetings)}
        click.echo(words.say(language, "rescheduled.tell", values))
    table = option.made.timetable
    left = [meeting for meeting in table.meetings if meeting.state != "cancelled"]
    click.echo(words.say(language, "solved.meetings", {"placed": len(table.placements), "all": len(left)}))
    for tier in table.tiers:
        if tier.tier:
            names = [f"{goal.goal} {words.say(language, f'goal.{goal.goal}')}" for goal in tier.goals]
            key = "solved.proven" if tier.proven else "solved.not_proven"
            click.echo(words.say(language, key, {"goals": names, "value": tier.value, "bound": tier.bound}))


def _rescheduled_as_json(language: str, done: "Rescheduled") -> dict[str, Any]:
    options = [
        {
            "order": option.order,
            "altered": [
                _altered_as_json(language, altered, option.made.event.settings.host_zone)
                for altered in option.difference.altered
            ],
            "told": [
                {"who": t.who, "language": t.language, "phone": t.phone, "meetings": list(t.meetings)} for t in option.told
            ],
            "goals": dict(option.made.verdict.goals),
            "status": option.made.timetable.status,
        }
        for option in done.options
    ]
    folder = str(done.folder) if done.folder else None
    return {"base": done.base.name, "notes": _as_json(language, done.notes), "options": options, "written": folder}


def _show_history(language: str, found: "History") -> None:
    for one in found.listed:
        if one.saved is None:
            click.echo(words.say(language, "versions.unusable", {"version": one.name}))
            _tell(language, one.fault.says if one.fault else ())
            continue
        table, record = one.saved.timetable, one.saved.record
        values = {
            "version": one.name,
            "made": record.made,
            "by": record.by or "–",
            "placed": len(table.placements),
            "all": len(table.meetings),
            "status": words.say(language, f"status.{table.status}"),
            "base": table.based_on or "–",
        }
        click.echo(words.say(language, "versions.line", values))
        for change in record.changes[len(record.changes) - record.new :]:
            kind = words.say(language, f"choice.change.{change.kind}")
            values = {"kind": kind, "what": change.what or "–", "reason": change.reason or "–", "value": change.value}
            click.echo(words.say(language, "versions.change", values))
        if one.released:
            click.echo(words.say(language, "versions.released", {"when": one.released}))
    for awaited in found.awaited:
        click.echo(words.say(language, "versions.awaits", {"meeting": awaited.meeting, "who": list(awaited.who)}))


def _history_as_json(language: str, found: "History") -> dict[str, Any]:
    listed = [
        {
            "version": one.name,
            "based_on": one.saved.timetable.based_on if one.saved else None,
            "made": one.saved.record.made if one.saved else None,
            "by": one.saved.record.by if one.saved else None,
            "released": one.released,
            "fault": _as_json(language, one.fault.says) if one.fault else None,
        }
        for one in found.listed
    ]
    return {"versions": listed, "awaited": [{"meeting": one.meeting, "who": list(one.who)} for one in found.awaited]}


def _as_json(language: str, messages: Iterable[Located]) -> list[dict[str, Any]]:
    return [{"text": words.say(language, m.key, m.values), "cells": [str(cell) for cell in m.cells]} for m in messages]


def _print_json(found: dict[str, Any]) -> None:
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


@contextmanager
def _stoppable(budget: "Budget", language: str) -> Iterator[None]:
    """The first Ctrl-C asks the search to end with its best; the second ends the program."""

    def stop(*_: object) -> None:
        if budget.stop.is_set():
            raise KeyboardInterrupt
        budget.stop.set()
        click.echo(words.say(language, "solving.stopping"), err=True)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(language: str, quiet: bool) -> Iterator["Report"]:
    """Best value and bound so far: one changing line on a terminal, a line each time when piped."""

    def line(goals: tuple[str, ...], value: int | None, bound: int) -> str:
        names = [f"{goal} {words.say(language, f'goal.{goal}')}" for goal in goals]
        return words.say(
            language, "solving.tier", {"goals": names, "value": "–" if value is None else value, "bound": bound}
        )

    if sys.stderr.isatty() and not quiet:
        from rich.console import Console

        with Console(stderr=True).status(words.say(language, "solving.reading")) as status:
            yield lambda goals, value, bound: status.update(line(goals, value, bound))
    else:
        yield _plain_lines(line, sys.stderr) if not quiet else lambda goals, value, bound: None


def _plain_lines(line: Callable[[tuple[str, ...], int | None, int], str], stream: TextIO) -> "Report":
    said: set[str] = set()

    def report(goals: tuple[str, ...], value: int | None, bound: int) -> None:
        text = line(goals, value, bound)
        if text not in said:
            said.add(text)
            click.echo(text, file=stream)

    return report


def main() -> None:
    """Run `plaza`; consoles that cannot print a character get a replacement, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    gc.set_threshold(200_000)  # a run builds much and throws little away; looking for garbage took a tenth of its time
    cli(prog_name="plaza")
