"""The command line: parse, call, print, exit.

Everything heavy is imported inside the commands, so that `--help` is instant.
"""

import gc
import math
import sys
import time
import traceback
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from scheduler import __version__, console, words
from scheduler.errors import NotWritten, PlazaError, UsageError

if TYPE_CHECKING:
    from threading import Event

    from scheduler.tasks import Run


INTERRUPTED = 130
"""The exit code where Ctrl-C has ended a run, as shells have it."""


class _Plaza(click.Group):
    """Turns what stops a run into a message and an exit code."""

    def main(self, *arguments: Any, **named: Any) -> Any:
        """Say what Click has to say in the way of this program, and end with its exit code."""
        try:
            code = super().main(*arguments, **named | {"standalone_mode": False})
        except click.ClickException as error:
            error.show(file := StringIO())
            for line in file.getvalue().splitlines():
                console.show(line, err=True)
            code = error.exit_code
        except click.Abort:  # Ctrl-C while the command line was read
            console.show(words.say(words.language_of_system(), "interrupted"), err=True)
            code = INTERRUPTED
        sys.exit(code if isinstance(code, int) else 0)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what is no text before anything is done: no file could keep it."""
        for argument in (*args, _here()):
            if any("\ud800" <= letter <= "\udfff" for letter in argument):
                raise click.UsageError(words.say(_language(ctx), "usage.no_text", {"value": words.on_one_line(argument)}))
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PlazaError as error:
            console.tell(_language(ctx), error.says, err=True)
            if ctx.invoked_subcommand != "check" and any(getattr(one, "severity", "") == "question" for one in error.says):
                console.show(words.say(_language(ctx), "usage.answer_where"), err=True)
            ctx.exit(error.exit_code)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except OSError as error:  # where nobody has said more of it
            values = {"path": error.filename or "–", "cause": error.strerror or str(error)}
            console.show(words.say(_language(ctx), "system", values), err=True)
            ctx.exit(NotWritten.exit_code)
        except (Exception, KeyboardInterrupt) as error:
            if _was_interrupted(error):
                console.show(words.say(_language(ctx), "interrupted"), err=True)
                ctx.exit(INTERRUPTED)
            console.show(words.say(_language(ctx), "fault"), err=True)
            for line in traceback.format_exc().splitlines():
                console.show(line, err=True)
            ctx.exit(PlazaError.exit_code)


def _was_interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C has led to an error: a library that is being loaded makes another one of it."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _here() -> str:
    """The folder that the program was called in; nothing where it is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


def _language(ctx: click.Context) -> str:
    return str(ctx.find_root().obj or words.language_of_system())


def _keep_language(ctx: click.Context, _: click.Parameter, value: str | None) -> str:
    ctx.find_root().obj = value or words.language_of_system()
    return str(ctx.find_root().obj)


def _a_number(_: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and math.isnan(value):
        raise click.BadParameter("nan is not a number of seconds.", param=parameter)
    return value


def _folder_of(event: Path) -> Path:
    """The event folder, where its workbook is named in place of it."""
    return event.parent if event.name.casefold() == "event.xlsx" and event.is_file() else event


event_argument = click.argument(
    "event", type=click.Path(path_type=Path), callback=lambda context, parameter, path: _folder_of(path)
)
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
time_limit_option = click.option(
    "--time-limit",
    type=click.FloatRange(0, 1e6, min_open=True),
    callback=_a_number,
    help="Seconds; keeps the best found by then.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print for a machine to read.")


moved_option = click.option(
    "--moved-from",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The event was in DIR before; its versions are this one's.",
)
new_option = click.option("--new-event", is_flag=True, help="It is no event of which there are versions under another name.")


@click.group(cls=_Plaza, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="plaza")
def cli() -> None:
    """Conflict-free, proven timetables for exchange meetings between local governments."""


@cli.command()
@event_argument
@language_option
def init(event: Path, language: str) -> None:
    """Begin the event folder EVENT: an event.xlsx to fill in, and the request form in four languages.

    Called again once event.xlsx names the governments, it writes each of them a form of its own. Nothing is written over.
    """
    from scheduler.tasks.begin import begin

    begun = begin(event, language)
    for path in begun.kept:
        console.show(words.say(language, "begun.kept", {"file": path}))
    for path in begun.outdated:
        console.show(words.say(language, "begun.outdated", {"file": path}))
    for path in begun.written:
        console.show(words.say(language, "begun.written", {"file": path}))
    console.show(words.say(language, "begun.next", {"file": event / "event.xlsx", "returned": event / "requests"}))


@cli.command()
@event_argument
@time_limit_option
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Overrules the seed of the event.")
@click.option("--anew", is_flag=True, help="Also where a version was sent out, which it may overturn.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Workers of a Dask cluster help, e.g. tcp://host:8786.")
@moved_option
@new_option
@out_option
@json_option
@language_option
def solve(
    event: Path,
    time_limit: float | None,
    seed: int | None,
    anew: bool,
    cluster: str,
    moved_from: Path | None,
    new_event: bool,
    out: Path,
    as_json: bool,
    language: str,
) -> None:
    """Solve the event folder EVENT and save a checked timetable as a new version.

    Ctrl-C keeps the best timetable found so far.
    """
    from scheduler import model, tasks

    if moved_from:
        tasks.adopt(event, out, moved_from)
    budget = model.Budget(seconds=time_limit, cluster=cluster)
    with console.stoppable(budget, language), console.progress(language, quiet=as_json) as report:
        solved = tasks.solve(event, _run(out, language, budget.stop), budget, seed, report, anew, new_event)
    console.show_solved(language, solved, as_json)


@cli.command()
@click.argument("path", metavar="EVENT|FILE", type=click.Path(path_type=Path))
@click.option("--event", type=click.Path(path_type=Path), help="The event folder a timetable is held against.")
@moved_option
@new_option
@out_option
@json_option
@language_option
def check(
    path: Path,
    event: Path | None,
    moved_from: Path | None,
    new_event: bool,
    out: Path,
    as_json: bool,
    language: str,
) -> None:
    """Show the problems of an event folder, or the rules that a timetable.xlsx or .json breaks.

    Of an event, intake-review.xlsx shows how everything was read and takes the answers to what is asked.
    """
    from scheduler import model, tasks

    path = _folder_of(path)
    if path.suffix.lower() in (".xlsx", ".json", ".ods", ".xls"):
        checked = tasks.check_timetable(path, event, out)
        tried = None
        if checked.edits and checked.verdict.violations:
            budget = model.Budget(seconds=tasks.SECONDS)
            tried = tasks.try_out(checked.folder, _run(out, language, budget.stop), path, budget)
        console.show_checked(language, checked, tried, as_json)
        raise click.exceptions.Exit(6 if checked.verdict.violations else 0)
    if moved_from:
        tasks.adopt(path, out, moved_from)
    looked = tasks.check_event(path, out, language, new_event)
    console.show_looked(language, looked, as_json)
    raise click.exceptions.Exit(3 if looked.refused else 0)


@cli.command()
@event_argument
@click.option("--cancel", multiple=True, metavar="MEETING", help="A meeting that does not take place.")
@click.option("--withdraw", multiple=True, metavar="GOVERNMENT", help="A government that takes no part.")
@click.option("--close-room", multiple=True, metavar="ROOM", help="A room that cannot be used.")
@click.option("--lost", multiple=True, metavar="INTERPRETER", help="An interpreter who cannot come.")
@click.option("--change", "sentences", multiple=True, metavar="TEXT", help='Any change in words: "move M15 after 15:00".')
@click.option("--reason", default="", help="Why; kept with the version.")
@click.option("--changes", type=click.Path(path_type=Path), help="A workbook with a sheet Changes.")
@click.option("--from", "edited", type=click.Path(path_type=Path), help="A timetable.xlsx that was changed by hand.")
@click.option("--now", metavar="TIME", help="On the clock of the host; what begins before it stays as it is.")
@click.option("--options", is_flag=True, help="Show up to three answers side by side, and write none.")
@click.option("--take", type=click.IntRange(1, 3), help="Write this one of the options.")
@moved_option
@time_limit_option
@out_option
@json_option
@language_option
def reschedule(
    event: Path,
    cancel: tuple[str, ...],
    withdraw: tuple[str, ...],
    close_room: tuple[str, ...],
    lost: tuple[str, ...],
    sentences: tuple[str, ...],
    reason: str,
    changes: Path | None,
    edited: Path | None,
    now: str | None,
    options: bool,
    take: int | None,
    moved_from: Path | None,
    time_limit: float | None,
    out: Path,
    as_json: bool,
    language: str,
) -> None:
    """Repair the latest timetable of EVENT after changes, with as few others as possible, and save it as a new version.

    Changes are those of the sheet Changes and those named here. Without --take nothing moves that need not.
    """
    from scheduler import intake, model, tasks

    if moved_from:
        tasks.adopt(event, out, moved_from)
    named = {"cancel": ("--cancel", cancel), "withdraw": ("--withdraw", withdraw)}
    named |= {"close": ("--close-room", close_room), "lost": ("--lost", lost)}
    rows = tuple(intake.said(kind, what, reason, option) for kind, (option, whats) in named.items() for what in whats)
    rows += tuple(intake.spoken(sentence, reason) for sentence in sentences)
    moment = intake.moment_of(now) if now else None
    wanted = tasks.Wanted(intake.Asked(rows, changes), edited, now=moment)
    budget = model.Budget(seconds=time_limit)
    with console.stoppable(budget, language), console.progress(language, quiet=as_json) as report:
        shown = console.as_found(language, as_json or not options or take is not None)
        done = tasks.reschedule(event, _run(out, language, budget.stop), wanted, budget, report, options, take, shown)
    console.show_rescheduled(language, done, as_json)


@cli.command(name="versions")
@event_argument
@out_option
@json_option
@language_option
def list_versions(event: Path, out: Path, as_json: bool, language: str) -> None:
    """List the versions of EVENT: when, by whom, what changed and why; what was sent out, and what waits for whom."""
    from scheduler import tasks

    console.show_history(language, tasks.history(event, out), as_json)


@cli.command()
@event_argument
@click.argument("old")
@click.argument("new")
@out_option
@json_option
@language_option
def diff(event: Path, old: str, new: str, out: Path, as_json: bool, language: str) -> None:
    """Show what is different from version OLD to version NEW, by meeting and by government."""
    from scheduler import tasks

    found = tasks.compare(event, out, old, new)
    console.show_difference(language, found.difference, found.zone, as_json)


@cli.command()
@event_argument
@click.argument("version")
@out_option
@language_option
def restore(event: Path, version: str, out: Path, language: str) -> None:
    """Write a new version of EVENT that is equal to VERSION."""
    from scheduler import tasks

    console.show_restored(language, tasks.restore(event, _run(out, language), version))


@cli.command()
@event_argument
@click.argument("version")
@click.option("--take-back", is_flag=True, help="VERSION was not sent out after all.")
@click.option("--anyway", is_flag=True, help="Though links, consents or addresses are open.")
@out_option
@language_option
def release(event: Path, version: str, take_back: bool, anyway: bool, out: Path, language: str) -> None:
    """Mark VERSION as sent out: the sheet Changes of later versions counts from it."""
    from scheduler import tasks

    console.show_release(language, tasks.release(event, _run(out, language), version, take_back, anyway), take_back)


FORMATS = ["eml", "txt", "xlsx", "ics", "html", "svg", "png"]


@cli.command()
@event_argument
@click.argument("version", required=False)
@click.option("--only", multiple=True, metavar="CODES", help="Governments or countries alone, such as JP05,CN.")
@click.option("--via", default="", metavar="NAME", help="Those alone who are reached through this national body.")
@click.option(
    "--changed-since", metavar="VERSION|sent", help="Tell only what is different since then, and only those concerned."
)
@click.option(
    "--audience", type=click.Choice(["secretariat", "government", "public"]), default="secretariat", show_default=True
)
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="By default all but html and pictures.")
@out_option
@json_option
@language_option
def export(
    event: Path,
    version: str | None,
    only: tuple[str, ...],
    via: str,
    changed_since: str | None,
    audience: Literal["secretariat", "government", "public"],
    formats: tuple[str, ...],
    out: Path,
    as_json: bool,
    language: str,
) -> None:
    """Write what is sent of VERSION of EVENT, by default the latest: a packet for each recipient, and a list of letters."""
    from scheduler import tasks

    names = tuple(name for text in only for name in text.replace("、", ",").replace("，", ",").split(",") if name.strip())
    asked = tasks.Asked(names, via, changed_since, audience, formats)
    console.show_exported(language, tasks.export_packets(event, _run(out, language), version, asked), as_json)


@cli.command()
@click.argument(
    "event",
    type=click.Path(path_type=Path),
    required=False,
    callback=lambda context, parameter, path: path and _folder_of(path),
)
@click.option(
    "--port", type=click.IntRange(1, 65535), help="On which the desk is reached; by default 8017, or any that is free."
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@out_option
@language_option
def desk(event: Path | None, port: int | None, no_browser: bool, out: Path, language: str) -> None:
    """Open the desk in the browser: timetable to move about in, changes, sending, versions. Nothing leaves this computer.

    Without EVENT it shows those of the folder inputs.
    """
    from scheduler.domain import Message

    try:
        from scheduler.desk import serve
    except ImportError:
        raise UsageError(Message("desk.not_installed")) from None
    if event and not event.is_dir():
        raise UsageError(Message("usage.no_folder", {"folder": str(event)}))
    inputs, only = (event.resolve().parent, event.resolve().name) if event else (Path("inputs"), "")
    serve(inputs, only, out, language, port, not no_browser)


@cli.command()
@event_argument
@click.option("--now", metavar="TIME", help="On the clock of the host; by default this moment.")
@click.option("--late", nargs=2, type=(str, click.IntRange(1, 1440)), metavar="MEETING MINUTES", help="What would follow.")
@out_option
@json_option
@language_option
def day(event: Path, now: str | None, late: tuple[str, int] | None, out: Path, as_json: bool, language: str) -> None:
    """Show the day of EVENT on one screen: what runs, what is next, which rooms are free. Nothing is written."""
    from scheduler import intake, tasks

    moment = intake.moment_of(now) if now else None
    console.show_day(language, lambda: tasks.day(event, _run(out, language), moment, late), as_json)


@cli.command()
@event_argument
@click.argument("asked", metavar="[MEETING|GOVERNMENT]", required=False)
@click.option("--at", metavar="TIME", help="Why the meeting does not begin then, on the clock of the host.")
@click.option("--sheet", is_flag=True, help="Write it to a workbook beside the versions as well.")
@out_option
@json_option
@language_option
def explain(event: Path, asked: str | None, at: str | None, sheet: bool, out: Path, as_json: bool, language: str) -> None:
    """Say why a meeting is where it is or has no place, and where else it could be; or how a government's requests ended.

    Without either, why each meeting that has no place has none.
    """
    from scheduler import intake, tasks

    moment = intake.moment_of(at) if at else None
    run = _run(out, language)
    found = tasks.explain_latest(event, run, asked, moment)
    book = tasks.explain_on_a_sheet(event, run, found) if sheet else None
    console.show_explained(language, found, book, as_json)


@cli.command()
@event_argument
@out_option
@json_option
@language_option
def drill(event: Path, out: Path, as_json: bool, language: str) -> None:
    """Try every single loss against the latest timetable of EVENT: how many meetings fall or move, and whom to tell.

    What was tried is kept, also where Ctrl-C ends it; drill.xlsx lists all of it.
    """
    from scheduler import model, tasks

    budget = model.Budget()
    with console.stoppable(budget, language), console.counting(quiet=as_json) as progress:
        done = tasks.drill(event, _run(out, language, budget.stop), budget.stop, progress)
    console.show_drill(language, done, as_json)


@cli.command()
@event_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv")),
    default="table",
    show_default=True,
    help="csv prints a row for each country and each government, and looks for no other timetable.",
)
@time_limit_option
@out_option
@json_option
@language_option
def treatment(event: Path, form: str, time_limit: float | None, out: Path, as_json: bool, language: str) -> None:
    """Show how even-handed the latest timetable of EVENT is: what it gives to whom, and which differences are forced.

    Other timetables are looked for as long as --time-limit says, by default ten seconds. Nothing is written.
    """
    from scheduler import model, tasks

    budget = model.Budget(seconds=time_limit or tasks.LEVELLING)
    with console.stoppable(budget, language):
        csv = form == "csv" and not as_json
        found = tasks.treatment(event, _run(out, language, budget.stop), None if csv else budget)
    console.show_treatment(language, found, "json" if as_json else form)


@cli.command()
@event_argument
@click.option("--no-solve", is_flag=True, help="Only count demand against supply.")
@time_limit_option
@out_option
@json_option
@language_option
def forecast(event: Path, no_solve: bool, time_limit: float | None, out: Path, as_json: bool, language: str) -> None:
    """Show before solving EVENT where it is tight, what is impossible already, and what would be enough.

    forecast.xlsx shows all of it. What is found by solving takes 20 seconds at most, unless --time-limit says otherwise;
    Ctrl-C keeps what is done.
    """
    from scheduler import model, tasks

    budget = model.Budget(seconds=time_limit or tasks.FORECAST_SECONDS)
    with console.stoppable(budget, language), console.trying(language, quiet=as_json) as trying:
        found, book = tasks.forecast(event, _run(out, language, budget.stop), budget, trying, not no_solve)
    console.show_forecast(language, found, book, as_json)


def _run(out: Path, language: str, stop: "Event | None" = None) -> "Run":
    from scheduler import tasks

    waiting = console.waiting(language, stop)
    return tasks.Run(out, language, " ".join(["plaza", *sys.argv[1:]]), waiting, time.monotonic())


def main() -> None:
    """Run `plaza`."""
    console.open_streams()
    gc.set_threshold(1_000_000)  # a run builds much and throws little away; looking for garbage took a tenth of its time
    try:
        cli(prog_name="plaza")
    finally:
        gc.freeze()  # all goes at once now; looking through it for garbage first took another tenth
