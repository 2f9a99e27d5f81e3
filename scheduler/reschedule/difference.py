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
    if after is None or (before and after.state == "cancelled" != before.state):
        yield "cancelled"
    elif before is None and not is_:
        yield "cancelled" if after.state == "cancelled" else "asked"
    elif is_ and not was:
        yield "added"
    elif was and not is_:
        yield "left out"
    else:
        assert before
        ways: dict[Alteration, bool] = {
            "moved": bool(was and is_ and (was.start, was.end) != (is_.start, is_.end)),
            "room": bool(was and is_ and was.room != is_.room),
            "interpreters": bool(was and is_ and set(was.interpreters) != set(is_.interpreters)),
            "parties": _sitting(before) != _sitting(after),
            "link": before.link != after.link,
        }
        yield from [way for way, there in ways.items() if there] or ["renewed"]


def _sitting(outcome: MeetingOutcome) -> tuple[set[str], set[str]]:
    """The parties, and who may come besides."""
    return set(outcome.governments), set(outcome.optional)
