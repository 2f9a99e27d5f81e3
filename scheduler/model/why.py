"""Why a meeting has no possible start, even alone."""

from collections import defaultdict

from scheduler.domain import Meeting, Message, Source
from scheduler.model.starts import Starts

CONDITIONS = ("mandatory", "fixed_start", "fixed_room", "session", "after")
"""The fields of a request that bind its placement."""


def conditions(starts: Starts, meeting: Meeting) -> tuple[Source, ...]:
    """The cells that bind where a meeting can be: of its requests, and of who wants it not to move."""
    pin = starts.event.pinned.get(meeting.id)
    return (*meeting.cells(*CONDITIONS), *(pin.cells if pin else ()))


def no_place(key: str, starts: Starts, meeting: Meeting) -> Message:
    """Why a meeting has no possible start: what is in the way at all of them, or else all that is in the way, most first."""
    begins = starts.begins(meeting)
    at: dict[tuple[str, str], set[int]] = defaultdict(set)
    rests_on: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for begin in begins:
        for hindrance in starts.hindrances(meeting, begin):
            cause = hindrance.key, hindrance.who
            at[cause].add(begin)
            rests_on[cause] += hindrance.cells
    if not begins:
        cause = "why.too_long", str(meeting.duration)
        rests_on[cause] += _cells_of_duration(starts, meeting)
    always = [cause for cause in rests_on if len(at[cause]) == len(begins)]
    causes = always or sorted(rests_on, key=lambda cause: -len(at[cause]))
    stated = conditions(starts, meeting) or meeting.cells("no")
    cells = dict.fromkeys((*stated, *(cell for cause in causes for cell in rests_on[cause])))
    why = [Message(key_of_cause, {"who": who}) for key_of_cause, who in causes]
    return Message(key, {"meeting": meeting.id, "governments": list(meeting.governments), "why": why}, tuple(cells))


def _cells_of_duration(starts: Starts, meeting: Meeting) -> tuple[Source, ...]:
    """Where the duration is stated: in its requests, or else for all meetings of its kind."""
    usual = "trilateral_duration" if len(meeting.governments) > 2 else "default_duration"
    of_event = starts.event.settings.cells
    return meeting.cells("duration") or ((of_event[usual],) if usual in of_event else ())
