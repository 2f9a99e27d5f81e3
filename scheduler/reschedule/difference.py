"""What is different from one timetable to another, meeting by meeting."""

from collections.abc import Iterator
from dataclasses import replace

from scheduler.domain import Alteration, Altered, Difference, MeetingOutcome, Timetable, by_number


def difference(old: Timetable, new: Timetable) -> Difference:
    """Every meeting that is not the same in both, but for the reasons that are given; old and difference make the new."""
    before = {outcome.id: replace(outcome, reason=None) for outcome in old.meetings}
    after = {outcome.id: replace(outcome, reason=None) for outcome in new.meetings}
    ids = sorted({*before, *after}, key=by_number)
    altered = tuple(
        Altered(id, before.get(id), after.get(id), tuple(_how(before.get(id), after.get(id))))
        for id in ids
        if before.get(id) != after.get(id)
    )
    kept = tuple(id for id in ids if before.get(id) == after.get(id))
    return Difference(old.version, new.version, altered, kept)


def _how(before: MeetingOutcome | None, after: MeetingOutcome | None) -> Iterator[Alteration]:
    """In which ways a meeting is another; at least one."""
    was, is_ = before and before.placement, after and after.placement
    if was and is_:
        assert before and after
        ways: dict[Alteration, bool] = {
            "moved": (was.start, was.end) != (is_.start, is_.end),
            "room": was.room != is_.room,
            "interpreters": set(was.interpreters) != set(is_.interpreters),
            "link": before.link != after.link,
        }
        yield from [way for way, there in ways.items() if there] or ["renewed"]
    elif is_:
        yield "added"
    elif after is None or after.state == "cancelled":
        yield "cancelled"
    else:
        yield "left out" if was else "renewed"
