"""Why a meeting has no possible start, even alone."""

from collections import Counter

from scheduler.domain import Meeting, Message, Source
from scheduler.model.starts import Hindrance, Starts

CONDITIONS = ("mandatory", "fixed_start", "fixed_room", "session", "after", "no")
"""The fields of a request that bind its placement."""


def no_place(key: str, starts: Starts, meeting: Meeting) -> Message:
    """Why a meeting has no possible start: what is most often in the way, with its cells."""
    begins = {starts.fixed(request) for request in meeting.requests if request.fixed_start} or set(starts.on_grid(meeting))
    found = Counter(
        hindrance for begin in begins if begin is not None for hindrance in set(starts.hindrances(meeting, begin))
    )
    ways = [hindrance for hindrance, _ in found.most_common()]
    if not begins:
        ways = [Hindrance("R1", "why.too_long", str(meeting.duration), _cells_of_duration(starts, meeting))]
    cells = (*meeting.cells(*CONDITIONS), *(cell for way in ways for cell in way.cells))
    values = {
        "meeting": meeting.id,
        "governments": list(meeting.governments),
        "why": [Message(way.key, {"who": way.who}) for way in ways],
    }
    return Message(key, values, tuple(dict.fromkeys(cells)))


def _cells_of_duration(starts: Starts, meeting: Meeting) -> tuple[Source, ...]:
    """Where the duration is stated: in its requests, or else for all meetings of its kind."""
    usual = "trilateral_duration" if len(meeting.governments) > 2 else "default_duration"
    of_event = starts.event.settings.cells
    return meeting.cells("duration") or ((of_event[usual],) if usual in of_event else ())
