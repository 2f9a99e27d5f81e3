"""What `plaza check` prints: of an intake its problems, of a timetable the rules it breaks and the edits made by hand."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from scheduler import words
from scheduler.console.altered import altered_as_json, altered_line
from scheduler.console.read import read_as_json
from scheduler.console.says import as_json, print_json, show, tell

if TYPE_CHECKING:
    from scheduler.domain import Edit, Problem, Source
    from scheduler.tasks import Checked, Looked, Tried


def show_looked(language: str, looked: "Looked", to_json: bool) -> None:
    """The problems of an intake: a table on a terminal, a line each when piped."""
    by_kind = {kind: [p for p in looked.problems if p.severity == kind] for kind in ("error", "question", "note")}
    if to_json:
        found: dict[str, Any] = {f"{kind}s": as_json(language, problems) for kind, problems in by_kind.items()}
        read = read_as_json(looked.event) if looked.event else None
        print_json(found | {"read": read, "review": str(looked.review) if looked.review else None})
        return
    shown, alike = _once_each(looked.news)
    if sys.stdout.isatty():
        _table(language, shown, alike)
    else:
        for problem in shown:
            kind = words.say(language, f"kind.{problem.severity}")
            where = ", ".join(str(cell) for cell in problem.cells)
            show(": ".join(filter(None, (kind, where, _text(language, problem, alike)))))
    event = looked.event
    if looked.refused or event is None:
        counts = {f"{kind}s": len(problems) for kind, problems in by_kind.items()}
        show(words.say(language, "checked.refused", counts))
    else:
        values = {"requests": len(event.requests), "meetings": len(event.meetings), "governments": len(event.governments)}
        show(words.say(language, "checked.event", values))
    if looked.review:
        show(words.say(language, "checked.review", {"file": looked.review}))


MOST_ALIKE = 3
"""Notes of one kind that are all shown; of more only the first is, with the cells of the others."""


def _once_each(problems: Iterable["Problem"]) -> tuple[list["Problem"], dict[str, list[str]]]:
    """All errors and questions, of many notes of a kind the first, and by kind the cells of the others."""
    problems = list(problems)
    often = {key for key, count in Counter(p.key for p in problems if p.severity == "note").items() if count > MOST_ALIKE}
    shown: list[Problem] = []
    alike: dict[str, list[str]] = {}
    for problem in problems:
        if problem.severity == "note" and problem.key in alike:
            alike[problem.key] += map(_short, problem.cells)
            continue
        if problem.severity == "note" and problem.key in often:
            alike[problem.key] = []
        shown.append(problem)
    return shown, alike


def _short(cell: "Source") -> str:
    """A place by its sheet and cell, or its file."""
    return "!".join(filter(None, (cell.sheet, cell.cell))) or cell.file


def _text(language: str, problem: "Problem", alike: Mapping[str, list[str]]) -> str:
    """What is said of a problem; of a note with others like it also where they are."""
    text = words.say(language, problem.key, problem.values)
    others = alike.get(problem.key, []) if problem.severity == "note" else []
    return words.say(language, "checked.alike", {"count": len(others), "cells": others, "text": text}) if others else text


def show_checked(language: str, checked: "Checked", tried: "Tried | None", to_json: bool) -> None:
    """The rules that a timetable breaks; of one that was changed by hand also what a repair came to that was tried out."""
    broken = checked.verdict.violations
    if to_json:
        edits = [_edit_as_json(language, edit, checked) for edit in checked.edits]
        said = [{"rule": v.rule} | text for v, text in zip(broken, as_json(language, broken), strict=True)]
        found: dict[str, Any] = {"notes": as_json(language, checked.notes), "edits": edits, "violations": said}
        found["after_repair"] = _tried_as_json(language, tried) if tried else None
        print_json(found | {"goals": dict(checked.verdict.goals), "rules": list(checked.verdict.rules)})
        return
    tell(language, checked.notes)
    for edit in checked.edits:
        line = _edit_as_json(language, edit, checked)
        key = "edits.breaks" if line["breaks"] else "edits.accepted"
        against = [words.say(language, f"rule_name.{rule}") for rule in line["breaks"]]
        show(words.say(language, key, line | {"breaks": against or "–"}))
    for violation in broken:
        text = words.say(language, violation.key, violation.values)
        show(": ".join(filter(None, (violation.rule, ", ".join(map(str, violation.cells)), text))))
    if broken and checked.edits:
        _show_tried(language, tried)
    goals = ", ".join(f"{goal} = {value}" for goal, value in checked.verdict.goals.items())
    show(words.say(language, "checked.goals", {"goals": goals}))
    show(words.say(language, "checked.rules", {"rules": list(checked.verdict.rules)}))
    show(words.say(language, "checked.broken" if broken else "checked.holds", {"count": len(broken)}))


def _show_tried(language: str, tried: "Tried | None") -> None:
    """What stands after a repair, or what cannot."""
    if tried is None:
        show(words.say(language, "edits.not_tried"))
    elif tried.repaired is None:
        show(words.say(language, "edits.no_repair"))
        tell(language, tried.against)
    else:
        show(words.say(language, "edits.after_repair"))
        for altered in tried.repaired.altered:
            show(altered_line(language, altered, tried.zone))


def _tried_as_json(language: str, tried: "Tried") -> dict[str, Any]:
    altered = tried.repaired.altered if tried.repaired else ()
    lines = [altered_as_json(language, one, tried.zone) for one in altered]
    return {"possible": tried.repaired is not None, "altered": lines, "against": as_json(language, tried.against)}


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


def _table(language: str, problems: Iterable["Problem"], alike: Mapping[str, list[str]]) -> None:
    """A table as wide as the terminal; however narrow, no cell's place is cut."""
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    names = ("kind", "cell", "text")
    table = Table(*(Column(words.say(language, f"review.{name}"), overflow="fold") for name in names))
    colours = {"error": "red", "question": "yellow", "note": ""}
    for problem in problems:
        kind = Text(words.say(language, f"kind.{problem.severity}"), style=colours[problem.severity])
        places = [_place(cell) for cell in problem.cells]
        table.add_row(kind, Text("\n".join(dict.fromkeys(places))), Text(words.on_one_line(_text(language, problem, alike))))
    if table.row_count:
        Console().print(table)


def _place(cell: "Source") -> str:
    """The sheet and the cell, which tell most, before the file."""
    return words.on_one_line(" ".join(dict.fromkeys(filter(None, (_short(cell), cell.file)))))
