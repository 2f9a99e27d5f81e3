"""How often each meeting has changed over all exports: what calendars call its sequence (RFC 5545, 3.8.7.4)."""

from collections.abc import Iterable, Mapping

from scheduler.domain import Revision, Sitting


def revised(before: Mapping[str, Revision], now: Iterable[Sitting]) -> dict[str, Revision]:
    """The revisions after an export; a meeting that is as it was keeps its number, any other has the next.

    Parameters
    ----------
    before
        Those of the last export, by the ids of meetings.
    now
        All that take place now; what does not any more has changed too.
    """
    there = {one.id: one for one in now}
    found = {}
    for id in sorted({*before, *there}):
        old, sitting = before.get(id), there.get(id)
        if old is None:
            found[id] = Revision(0, sitting)
        else:
            found[id] = old if old.sitting == sitting else Revision(old.sequence + 1, sitting)
    return found
