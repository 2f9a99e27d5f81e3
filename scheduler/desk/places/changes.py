"""What has happened since a version: said field by field, tried on the timetable, and kept or taken back there."""

from typing import Any

from scheduler import tasks
from scheduler.desk.said import in_words, place_of
from scheduler.desk.state import At
from scheduler.domain import Step
from scheduler.export import Seen

FIELDS: dict[str, tuple[str, ...]] = {
    "cancel": ("meeting",),
    "reinstate": ("meeting",),
    "move": ("meeting", "how", "when"),
    "swap": ("meeting", "other"),
    "duration": ("meeting", "minutes"),
    "pin": ("meeting",),
    "unpin": ("meeting",),
    "link": ("meeting", "url"),
    "consent": ("meeting", "government", "consent"),
    "leave": ("meeting", "government"),
    "join": ("meeting", "government"),
    "replace": ("meeting", "government", "by"),
    "withdraw": ("government", "from", "until"),
    "request": ("government", "by"),
    "platform": ("government", "platforms"),
    "close": ("room", "from", "until"),
    "open": ("room", "from", "until"),
    "lost": ("interpreter", "from", "until"),
    "back": ("interpreter", "from", "until"),
    "add": ("name", "added", "more"),
}
"""What is asked of each kind of change, in the order in which its sentence says it."""

MAY_BE_EMPTY = ("from", "until", "more")
SAID_WITH_WORD = ("from", "until")
"""Those before which their own name stands in the sentence: from 2021-11-05 10:00."""

CHOICES = {"how": ("at", "after", "until"), "consent": ("agreed", "declined", "waiting"), "added": ("room", "interpreter")}
TIMES = ("when", "from", "until")


def place(at: At) -> dict[str, Any]:
    """The form, with what the address names chosen where it is there to be chosen."""
    draft = at.draft
    seen = Seen(draft.event, draft.timetable, at.language)
    said = in_words(draft, at.language)
    governments = [(one.code, seen.party(one.code)) for one in draft.event.governments]
    meetings = [
        (one.id, f"{one.id} · {' – '.join(map(seen.party, seen.in_order(one.governments)))}")
        for one in draft.timetable.meetings
    ]
    return {
        "title": seen.title,
        "version": draft.base.name,
        "revision": draft.revision,
        "asked": at.asked,
        "kinds": FIELDS,
        "fields": list(dict.fromkeys(field for fields in FIELDS.values() for field in fields)),
        "may_be_empty": MAY_BE_EMPTY,
        "choices": {
            "meeting": meetings,
            "other": meetings,
            "government": governments,
            "by": governments,
            "room": [(room.name, room.name) for room in draft.event.rooms],
            "interpreter": [(one.name, one.name) for one in draft.event.interpreters],
            **{field: [(value, at.say(f"desk.choice.{value}")) for value in values] for field, values in CHOICES.items()},
        },
        "foreign": {one.code: seen.foreign(one.code) for one in draft.event.governments if seen.foreign(one.code)},
        "times": TIMES,
        "changes": [said.get(place_of(step.change), step.change) for step in draft.journal.changes],
    }


def say(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Try a change that was said field by field."""
    kind = str(asked["kind"])
    said = [kind]
    for field in FIELDS[kind]:
        value = str(asked.get(field, "")).replace("T", " ") if field in TIMES else str(asked.get(field, ""))
        if value.strip() or field not in MAY_BE_EMPTY:
            said += [field] if field in SAID_WITH_WORD else []
            said.append(_quoted(value.strip()) if field not in TIMES else value)
    step = Step(change=" ".join(said), reason=str(asked.get("reason", "")).strip())
    draft = at.change(str(asked["revision"]), lambda draft: tasks.done(at.folder, at.run, draft, step))
    return {"revision": draft.revision, "change": step.change}


def _quoted(value: str) -> str:
    """One word of the sentence, whatever it holds."""
    return f'"{value}"' if not value or any(letter.isspace() for letter in value) else value
