"""What came in: who has answered, what is wrong with it or to be decided, on its sheet as it came; answers and files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

import click

from scheduler import tasks
from scheduler.desk.guard import MOST_BYTES
from scheduler.desk.sheet import Around
from scheduler.desk.state import BOOK, Another, At
from scheduler.domain import Answer, Event, Message, Problem, Question, Source
from scheduler.domain.problems import SEVERITIES
from scheduler.errors import UsageError
from scheduler.export import in_stated_order, offered, shown_line
from scheduler.tasks.begin import FORMS, RETURNED, begin

MOST_BUTTONS = 6
"""Candidates that are shown as buttons; more are a list to choose from."""

MOST_OF_FILE = 200
"""Messages of one file that are shown; nobody reads more at once."""


TYPED_IN = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
"""Endings of files that are opened from the page."""


def place(at: At) -> dict[str, Any]:
    looked = at.looked
    event, found = looked.event, looked.problems
    return {
        "title": event.names.in_language(at.language) if event else at.event,
        "mark": at.desk.intake_mark(at.event),
        "book": str((at.folder / BOOK).resolve()),
        "state": _state(looked),
        "counts": {f"{kind}s": sum(one.severity == kind for one in found) for kind in SEVERITIES},
        "read": _read(event),
        "base": looked.base.name if looked.base else "",
        "governments": list(_governments(at, looked)) if event else [],
        "files": list(_files(at, looked)),
        "answered": list(_answered(at, looked)),
        "aside": list(tasks.aside(at.folder)),
        "review": str(tasks.review_of(at.folder, at.out).resolve()),
        "most": MOST_BYTES,
    }


def _state(looked: tasks.Looked) -> str:
    """What is next: fill in the workbook, let forms come, settle what is open, make the timetable, or look at it."""
    if looked.event is None:
        return "book"
    came = any(one.file.startswith(f"{RETURNED}/") for one in looked.event.intake)
    if not came and not looked.event.requests:
        return "forms"
    if looked.refused:
        return "open"
    if looked.base is None:
        return "ready"
    return "made" if looked.base.timetable.intake == looked.event.intake else "newer"


def _read(event: Event | None) -> dict[str, int]:
    if event is None:
        return {"requests": 0, "meetings": 0, "governments": 0}
    return {"requests": len(event.requests), "meetings": len(event.meetings), "governments": len(event.governments)}


def _governments(at: At, looked: tasks.Looked) -> Iterator[dict[str, Any]]:
    """A line a government, in the order that the event states: the files that came from it, and its requests."""
    event = looked.event
    assert event
    came: dict[str, set[str]] = defaultdict(set)
    for answered in looked.look.answered:
        came[answered.code].add(answered.file)
    for request in event.requests:
        came[request.requester] |= {cell.file for cell in request.cells.values() if cell.file != BOOK}
    for code in in_stated_order(event, (one.code for one in event.governments)):
        asked = sum(request.requester == code for request in event.requests)
        names = event.government(code).names
        files = [file.removeprefix(f"{RETURNED}/") for file in sorted(came[code])]
        said = {"code": code, "name": names.in_language(at.language), "foreign": names.foreign_to(at.language)}
        yield said | {"files": files, "requests": asked, "came": bool(files or asked)}


def _files(at: At, looked: tasks.Looked) -> Iterator[dict[str, Any]]:
    """What is said of each file, the file with the gravest first; in it errors, then questions, then notes."""
    by_file: dict[str, list[Problem]] = defaultdict(list)
    no_forms = _state(looked) == "forms"  # which is said above, and no mistake
    for problem in looked.problems:
        if no_forms and problem.key == "sheet.no_rows":
            continue
        by_file[problem.cells[0].file if problem.cells else BOOK].append(problem)
    asked = {one.problem: one for one in looked.look.questions}
    given = [one for one in looked.look.answers if one not in looked.look.spent]
    sheets = {(one.source.file, one.source.sheet) for one in looked.look.came}
    for file in sorted(by_file, key=lambda name: (_gravest(by_file[name]), name != BOOK, name)):
        problems = sorted(by_file[file], key=lambda one: SEVERITIES.index(one.severity))
        said = [_said(at, one, _to_answer(at, one, asked.get(one), given), sheets) for one in problems[:MOST_OF_FILE]]
        yield {
            "name": file,
            "came": file.startswith(f"{RETURNED}/"),
            "on_disk": _on_disk(at, file),
            "typed_in": _can_be_opened(at, file),
            "open": [one for one in said if one["kind"] != "note"],
            "notes": [one for one in said if one["kind"] == "note"],
            "more": max(0, len(problems) - MOST_OF_FILE),
            "counts": {f"{kind}s": sum(one.severity == kind for one in problems) for kind in SEVERITIES},
        }


def _gravest(problems: Iterable[Problem]) -> int:
    return min(SEVERITIES.index(one.severity) for one in problems)


def _can_be_opened(at: At, file: str) -> bool:
    """Whether it is a file of the event in which one can type; nothing that came from outside is ever run."""
    return PurePath(file).suffix.lower() in TYPED_IN and _on_disk(at, file)


def _on_disk(at: At, file: str) -> bool:
    path = at.folder / file
    return path.is_file() and path.resolve().is_relative_to(at.folder.resolve())


def _said(at: At, problem: Problem, question: dict[str, Any] | None, sheets: set[tuple[str, str]]) -> dict[str, Any]:
    """A message with its cells, the sheet that shows them, and what can be answered."""
    first = problem.cells[0] if problem.cells else Source(BOOK)
    shown = next((cell for cell in problem.cells if (cell.file, cell.sheet) in sheets), None)
    return {
        "kind": problem.severity,
        "text": at.say(problem.key, **problem.values),
        "cells": [_short(cell, first) for cell in problem.cells if cell.sheet or cell.file != first.file],
        "sheet": {"file": shown.file, "sheet": shown.sheet, "cell": shown.cell} if shown else None,
        "layout": str(problem.values.get("layout", "")) if problem.key == "layout.new" else "",
        "aside": _to_put_aside(at, problem),
        "question": question,
    }


def _to_put_aside(at: At, problem: Problem) -> list[str]:
    """The files of which not all are to count, where a message is about several."""
    came = dict.fromkeys(cell.file for cell in problem.cells if not cell.cell and cell.file.startswith(f"{RETURNED}/"))
    return [file for file in came if _on_disk(at, file)] if len(came) > 1 else []


def _short(cell: Source, first: Source) -> str:
    """A cell by its sheet and place, in another file by that too."""
    here = "!".join(filter(None, (cell.sheet, cell.cell)))
    return here if cell.file == first.file else str(cell)


def _to_answer(at: At, problem: Problem, question: Question | None, given: Iterable[Answer]) -> dict[str, Any] | None:
    """What can be answered to a problem: what it asks, or once more what was answered about its cell and led to it."""
    so_far = {tasks.id_of(one): one for one in given}
    if question is None:
        led = [one for one in so_far.values() if problem.severity != "note" and one.source in problem.cells[:1]]
        return (
            {"id": tasks.id_of(led[-1]), "seen": led[-1].answer, "asked": _what(at, led[-1]), "candidates": []}
            if led
            else None
        )
    id, event = tasks.id_of(question), at.looked.event
    offers = [offered(one, at.language) for one in question.candidates]
    return {
        "id": id,
        "seen": so_far[id].answer if id in so_far else "",
        "asked": "" if question.asked.startswith("layout ") else question.asked,
        "candidates": [(text, _called(event, text, at.language)) for text in offers],
        "listed": len(question.candidates) > MOST_BUTTONS,
    }


def _called(event: Event | None, candidate: str, language: str) -> str:
    """A candidate as it is shown: a government by its code and name, and by its own name where that is another."""
    for one in event.governments if event else ():
        if one.code == candidate:
            names = (one.names.in_language(each) for each in (language, *one.languages[:1]))
            return f"{candidate} {' / '.join(dict.fromkeys(names))}"
    return candidate


def _answered(at: At, looked: tasks.Looked) -> Iterator[dict[str, Any]]:
    """What was answered, with what it is about; what is no longer written can only be taken back."""
    waiting = {tasks.id_of(one) for one in looked.look.questions}
    for one in looked.look.answers:
        if tasks.id_of(one) not in waiting:
            yield {
                "id": tasks.id_of(one),
                "cell": str(one.source),
                "asked": _what(at, one),
                "answer": one.answer,
                "spent": one in looked.look.spent,
            }


def _what(at: At, answer: Answer) -> str:
    """What an answer is about, as a reader knows it."""
    words = answer.asked.split()
    return at.say("desk.page.layout_of", layout=" ".join(words[1:])) if words[:1] == ["layout"] else answer.asked


def open_now(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """How much is open, and what tells whether anything has come since."""
    return {"open": len(at.looked.open), "mark": at.desk.intake_mark(at.event)}


def sheet(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """A sheet as it came, around a cell."""
    here = Source(asked["file"], asked["sheet"], asked["cell"])
    looked = at.looked
    called = {kind: at.say(f"kind.{kind}") for kind in SEVERITIES}
    for one in looked.look.came:
        if (one.source.file, one.source.sheet) == (here.file, here.sheet):
            return Around(one, here, looked.problems, called).content() | {"title": str(here)}
    raise UsageError(Message("desk.intake.no_file", {"file": str(here)}))


def layout(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """How a form of a layout was read: each cell, and what it was taken for."""
    for one in at.looked.look.layouts:
        if one.id == asked["layout"]:
            return {
                "headings": [at.say(f"review.{name}") for name in LAYOUT],
                "rows": [shown_line(line, at.language) for line in one.lines],
            }
    raise UsageError(Message("desk.intake.not_asked"))


LAYOUT = ("cell", "written", "taken_for", "counts", "wish")


def answer(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Keep an answer where To confirm keeps it; an empty one takes back what was said."""
    id, said, seen = str(asked["id"]), str(asked["answer"]), str(asked["seen"])
    try:
        at.desk.alone(lambda: tasks.answer(at.folder, at.out, at.language, id, said, seen))
    except tasks.AnsweredMeanwhile:
        raise Another from None
    return {"text": at.say("desk.intake.answered" if said.strip() else "desk.intake.taken_back", answer=said.strip())}


def receive(at: At, name: str, data: bytes) -> dict[str, Any]:
    """Keep a file that was dropped on the page."""
    kept = at.desk.alone(lambda: tasks.receive(at.folder, name, data))
    file = kept.file.removeprefix(f"{RETURNED}/")
    if kept.already:
        key = "desk.intake.already" if file == name else "desk.intake.already_as"
        return {"text": at.say(key, file=name, there=file)}
    return {"text": at.say("desk.intake.received" if file == name else "desk.intake.received_as", file=name, kept=file)}


def put_aside(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    return {"text": at.say("desk.intake.is_aside", file=tasks.put_aside(at.folder, str(asked["file"])))}


def put_back(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    return {"text": at.say("desk.intake.is_back", file=tasks.put_back(at.folder, str(asked["file"])))}


def make_forms(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """A form for each government, as `init` writes them; what is there is not written over."""
    begun = begin(at.folder, at.language)
    said = [at.say("desk.intake.forms_made", count=len(begun.written), folder=str((at.folder / FORMS).resolve()))]
    if begun.outdated:
        said.append(at.say("desk.intake.forms_outdated", files=[path.name for path in begun.outdated]))
    return {"text": "\n".join(said)}


def launch(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Open a file of the event in the program in which it is filled in; the review is written before, as `check` does."""
    file = str(asked["file"])
    if file == "review":
        path = tasks.review_of(at.folder, at.out)
        if not (path.parent / f"~${path.name}").exists():
            at.desk.alone(lambda: tasks.check_event(at.folder, at.out, at.language))
    elif _can_be_opened(at, file):
        path = at.folder / file
    else:
        raise UsageError(Message("desk.intake.no_file", {"file": file}))
    if click.launch(str(path.resolve())):
        raise UsageError(Message("desk.intake.not_opened", {"file": str(path.resolve())}))
    return {"text": at.say("desk.intake.opened", file=path.name)}
