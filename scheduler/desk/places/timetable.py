"""The timetable as it is being worked on: the grid, what a move would be, and what was done."""

from datetime import UTC, datetime, timedelta
from typing import Any

from scheduler import tasks
from scheduler.desk import grid as drawn
from scheduler.desk.state import At
from scheduler.domain import Step
from scheduler.export import Seen

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def place(at: At) -> dict[str, Any]:
    draft = at.draft
    return {"title": Seen(draft.event, draft.timetable, at.language).title, "draft": _shown(at, draft)}


def grid(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """All that the grid shows."""
    return _shown(at, at.draft)


def shades(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """What each place would be for the meeting in hand."""
    draft, id = at.draft, asked["meeting"]
    seen = Seen(draft.event, draft.timetable, at.language)
    return drawn.shades(draft, seen, id, draft.everywhere(id))


def ways(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """The free places for a meeting, the best first, and what would have to give way for others."""
    draft, id = at.draft, asked["meeting"]
    seen = Seen(draft.event, draft.timetable, at.language)
    found, ways_out = draft.ways(id)
    places = [
        {
            "start": drawn.minute(one.place.start),
            "room": one.place.room,
            "said": f"{seen.when(one.place, draft.event.settings.host_zone)} · {one.place.room}",
        }
        for one in found
    ]
    return {"meeting": id, "places": places, "ways": [seen.message(way) for way in ways_out]}


def put(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Put a meeting down somewhere, whatever is wrong there."""

    def by(draft: tasks.Draft) -> tasks.Draft:
        id, start = str(asked["meeting"]), EPOCH + timedelta(minutes=int(asked["start"]))
        if start not in {*draft.starts, *(place.start for place in draft.timetable.placements.values())}:
            raise ValueError(start)  # the page shows no such time
        place = draft.place(id, start, str(asked["room"]))
        return tasks.done(at.folder, at.run, draft, Step({id: place}))

    return _changed(at, asked, by)


def swap(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Put two meetings in each other's place."""

    def by(draft: tasks.Draft) -> tasks.Draft:
        one, other = str(asked["meeting"]), str(asked["other"])
        return tasks.done(at.folder, at.run, draft, Step(draft.swapped(one, other)))

    return _changed(at, asked, by)


def exchange(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Put all meetings of two rooms into the other room."""

    def by(draft: tasks.Draft) -> tasks.Draft:
        return tasks.done(at.folder, at.run, draft, Step(draft.exchanged(str(asked["room"]), str(asked["other"]))))

    return _changed(at, asked, by)


def change(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """A change in words, as the command line takes it."""
    said = Step(change=str(asked["change"]))
    return _changed(at, asked, lambda draft: tasks.done(at.folder, at.run, draft, said))


def undo(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    return _changed(at, asked, lambda draft: tasks.undone(at.folder, at.run, draft))


def redo(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    return _changed(at, asked, lambda draft: tasks.redone(at.folder, at.run, draft))


def _changed(at: At, asked: dict[str, Any], by: Any) -> dict[str, Any]:
    return _shown(at, at.change(str(asked["revision"]), by))


def _shown(at: At, draft: tasks.Draft) -> dict[str, Any]:
    return drawn.Grid(draft, at.language, at.guests).content()
