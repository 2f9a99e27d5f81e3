"""What has changed since a version: what was said so far, and something more in words."""

from typing import Any

from scheduler import words
from scheduler.desk.state import At
from scheduler.export import Seen


def place(at: At) -> dict[str, Any]:
    draft = at.draft
    seen = Seen(draft.event, draft.timetable, at.language)
    kinds = words.choices("change", at.language)
    return {
        "title": seen.title,
        "version": draft.base.name,
        "revision": draft.revision,
        "kinds": list(kinds.values()) if isinstance(kinds, dict) else list(kinds),
        "changes": list(draft.journal.changes),
        "meetings": [(one.id, seen.parties(one.governments).replace("\n", " – ")) for one in draft.timetable.meetings],
        "governments": [(one.code, seen.name(one.code)) for one in draft.event.governments],
        "rooms": [room.name for room in draft.event.rooms],
        "interpreters": [one.name for one in draft.event.interpreters],
    }
