"""What `plaza reschedule` prints: the answers, whom to tell, and what they come to side by side."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scheduler import words
from scheduler.console.altered import altered_as_json, altered_line
from scheduler.console.says import as_json, print_json, show, show_tiers, tell

if TYPE_CHECKING:
    from scheduler.reschedule import Told
    from scheduler.tasks import Rescheduled, Restored
    from scheduler.tasks.options import Option, Shown
    from scheduler.tasks.telling import Telling


def show_rescheduled(language: str, done: "Rescheduled", to_json: bool) -> None:
    """What came of a repair: the one answer that was written, or all of them."""
    if to_json:
        print_json(_rescheduled_as_json(language, done))
        return
    tell(language, done.notes)
    if not done.options:
        show(words.say(language, "rescheduled.nothing", {"version": done.base.name}))
        return
    for edit in done.edits:
        values = {"cell": edit.source, "meeting": edit.meeting, "before": edit.before, "after": edit.after}
        show(words.say(language, "edits.kept", values))
    if done.taken:
        _show_option(language, done.taken)
        show(words.say(language, "solved.written", {"folder": done.folder}))
    else:
        _side_by_side(language, done.options)


def as_found(language: str, to_json: bool) -> "Shown":
    """Prints each option as soon as it is there; nothing where a machine reads all of them at the end."""

    def shown(number: int, option: "Option") -> None:
        if to_json:
            return
        title = {"number": number, "order": words.say(language, f"order.{option.order}")}
        show(words.say(language, "rescheduled.option", title))
        if option.same_as:
            key = "rescheduled.same_as" if option.in_time else "rescheduled.not_better"
            show(words.say(language, key, {"number": option.same_as}))
        else:
            _show_option(language, option)

    return shown


def _side_by_side(language: str, options: Sequence["Option"]) -> None:
    """What each option comes to, a column each."""
    from rich.console import Console
    from rich.table import Table

    different = [(number, one) for number, one in enumerate(options, start=1) if not one.same_as]
    options = [one for _, one in different]
    table = Table("", *(f"{number} {words.say(language, f'order.{one.order}')}" for number, one in different))
    rows = {
        words.say(language, "rescheduled.placed"): [len(option.made.timetable.placements) for option in options],
        words.say(language, "rescheduled.different"): [len(option.telling.difference.altered) for option in options],
        words.say(language, "rescheduled.told"): [len(option.telling.told) for option in options],
    }
    for goal in options[0].made.verdict.goals:
        name = f"{goal} {words.say(language, f'goal.{goal}')}"
        rows[name] = [option.made.verdict.goals[goal] for option in options]
    for name, values in rows.items():
        table.add_row(name, *map(str, values))
    Console(width=None if sys.stdout.isatty() else 110).print(table)


def _show_option(language: str, option: "Option") -> None:
    if option.near:
        show(words.say(language, "rescheduled.near"))
    _show_telling(language, option.telling, option.made.event.settings.host_zone)
    table = option.made.timetable
    left = [meeting for meeting in table.meetings if meeting.state != "cancelled"]
    show(words.say(language, "solved.meetings", {"placed": len(table.placements), "all": len(left)}))
    show_tiers(language, table)


def show_restored(language: str, restored: "Restored") -> None:
    """What is different in a version that is equal to an earlier one, and whom to tell."""
    _show_telling(language, restored.telling, restored.event.settings.host_zone)
    show(words.say(language, "solved.written", {"folder": restored.folder}))


def _show_telling(language: str, telling: "Telling", zone: str) -> None:
    if telling.sent:
        show(words.say(language, "rescheduled.since_sent", {"version": telling.sent}))
    if not telling.difference.altered:
        show(words.say(language, "rescheduled.same"))
    for altered in telling.difference.altered:
        show(altered_line(language, altered, zone))
    for told in telling.told:
        show(told_line(language, told))


def told_line(language: str, told: "Told") -> str:
    """Whom to tell, by name, in which language and by which way, and what."""
    reach = " · ".join(filter(None, (told.contact, told.phone, told.email)))
    concerned = [
        f"{id} ({', '.join(words.say(language, f'alteration.{way}') for way in ways)})" for id, ways in told.meetings
    ]
    values = {
        "who": told.names.with_code(told.who, language),
        "language": words.name_of_language(language, told.languages[0]) if told.languages else "–",
        "reach": reach or words.say(language, "rescheduled.no_address"),
        "meetings": concerned,
    }
    return words.say(language, "rescheduled.tell", values)


def _rescheduled_as_json(language: str, done: "Rescheduled") -> dict[str, Any]:
    options = [
        {
            "order": option.order,
            "same_as": option.same_as or None,
            "in_time": option.in_time,
            "altered": [
                altered_as_json(language, altered, option.made.event.settings.host_zone)
                for altered in option.telling.difference.altered
            ],
            "told": [
                {
                    "who": told.who,
                    "language": "/".join(told.languages[:1]),
                    "phone": told.phone,
                    "meetings": [id for id, _ in told.meetings],
                }
                for told in option.telling.told
            ],
            "goals": dict(option.made.verdict.goals),
            "status": option.made.timetable.status,
        }
        for option in done.options
    ]
    folder = str(done.folder) if done.folder else None
    return {"base": done.base.name, "notes": as_json(language, done.notes), "options": options, "written": folder}
