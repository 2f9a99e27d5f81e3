"""What takes longer: solving, keeping what was drafted, answers, exporting; how far it is, and what came of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from scheduler import console, intake, tasks
from scheduler.desk.grid import minute
from scheduler.desk.jobs import Ended, Formed, Job, Kind, Task, Told
from scheduler.desk.sides import Sides
from scheduler.desk.state import Another, At
from scheduler.domain import Message
from scheduler.errors import PlazaError, UsageError
from scheduler.export import Seen
from scheduler.tasks.options import Option


def solve(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Make a version from the intake."""
    return _begun(at, _task(at, "solve"))


def keep(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Make a version of the draft."""
    return _repair(at, asked, "keep")


def options(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Look for up to three answers to the draft, and write none."""
    return _repair(at, asked, "options")


def take(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Write one of the answers that were shown."""
    return _repair(at, asked, "take", int(asked["number"]))


def _repair(at: At, asked: dict[str, Any], kind: Kind, number: int | None = None) -> dict[str, Any]:
    if "change" in asked:  # of the day itself, whatever is being tried
        row = intake.spoken(str(asked["change"]), str(asked.get("reason", "")))
        wanted = tasks.Wanted(intake.Asked((row,)), now=intake.moment_of(str(asked["now"])))
    else:
        draft = at.draft
        if draft.revision != asked["revision"]:
            raise Another
        wanted = tasks.Wanted(tasks.asked_by(draft.journal), puts=draft.puts)
    return _begun(at, replace(_task(at, kind), wanted=wanted, take=number))


def export(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Write an export of the latest version, if that is the one that was looked at."""
    version = str(asked["version"])
    if tasks.history(at.folder, at.out).listed[-1].name != version:
        raise Another
    since = tasks.SENT if asked.get("different") else None
    packets = tasks.Asked(changed_since=since, audience="public" if asked.get("public") else "secretariat")
    return _begun(at, replace(_task(at, "export"), version=version, packets=packets))


def _task(at: At, kind: Kind) -> Task:
    return Task(kind, at.folder, at.out, at.language, f"plaza desk {at.event}")


def _begun(at: At, task: Task) -> dict[str, Any]:
    job = at.desk.worker.begin(task)
    if job is None:
        raise UsageError(Message("desk.busy"))
    return {"job": job.number}


def stop(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """End the search with the best it has found."""
    at.desk.worker.stop()
    return {}


def standing(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """What is being done, or was done last, of this event."""
    job = at.desk.worker.job
    if job is None or job.task.folder != at.folder:
        return {"job": None}
    return {"job": job.number, "kind": job.task.kind, "ended": _ended(at, job, job.ended) if job.ended else None}


def stream(at: At) -> Iterator[str]:
    """What is told on the way, as server-sent events; the last is how it ended."""
    job = at.desk.worker.job
    if job is None or job.task.folder != at.folder:
        return
    for said in at.desk.worker.follow():
        match said:
            case Told():
                names = [at.say(f"goal.{goal}") for goal in said.goals]
                value = "–" if said.value is None else said.value
                text = at.say("solving.tier", goals=names, value=value, bound=said.bound)
                yield _event("told", {"goals": list(said.goals), "text": text, "proven": said.value == said.bound})
            case Formed():
                yield from _formed(at, job, said)
            case Ended():
                yield _event("ended", _ended(at, job, said))
            case None:
                yield ": still there\n\n"


def _formed(at: At, job: Job, formed: Formed) -> Iterator[str]:
    """The best timetable so far; nothing where meanwhile the event cannot be read."""
    try:
        event = at.looked.event if job.task.kind == "solve" else at.draft.event
    except PlazaError:
        return
    if event:
        yield _event("formed", Sides(event, (formed.timetable,), at.language).content())


def _event(name: str, content: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(content, ensure_ascii=False)}\n\n"


def _ended(at: At, job: Job, ended: Ended) -> dict[str, Any]:
    """How it ended, in words."""
    if ended.says:
        return {"says": [{"text": at.say(one.key, **one.values), "cells": list(map(str, one.cells))} for one in ended.says]}
    if job.task.kind == "solve":
        return {"version": str(ended.result), "text": at.say("desk.solved", version=ended.result)}
    if job.task.kind == "export":
        return _exported(at, job.task, ended.result)
    done: tasks.Rescheduled = ended.result
    if done.taken and done.folder:
        return {
            "version": done.folder.name,
            "text": at.say("desk.kept", version=Path(done.folder).name),
            **_option(at, done.taken),
        }
    if not done.options:
        return {"text": at.say("rescheduled.nothing", version=done.base.name)}
    shown = [{"number": number, **_option(at, one)} for number, one in enumerate(done.options, start=1) if not one.same_as]
    return {"options": shown}


def _exported(at: At, task: Task, done: tasks.Exported) -> dict[str, Any]:
    public = task.packets is not None and task.packets.audience == "public"
    said = at.say("desk.sending.page_written" if public else "desk.sending.written", count=done.letters)
    return {"export": done.folder.name, "said": [said, *(at.say(one.key, **one.values) for one in done.notes)]}


def _option(at: At, option: Option) -> dict[str, Any]:
    """An answer: what is different, whom to tell, what it is worth, and where everything would be."""
    table = option.made.timetable
    seen = Seen(option.made.event, table, at.language)
    return {
        "order": at.say(f"order.{option.order}"),
        "different": [console.said_altered(seen, one) for one in option.telling.difference.altered],
        "told": [one.who for one in option.telling.told],
        "placed": len(table.placements),
        "goals": [[at.say(f"goal.{goal}"), value] for goal, value in option.made.verdict.goals.items()],
        "places": {id: [minute(place.start), place.room] for id, place in table.placements.items()},
    }
