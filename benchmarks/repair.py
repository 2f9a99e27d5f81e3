"""Every single change of a plaza, repaired: `python -m benchmarks.repair [plaza-22|26|60|100]...`.

Of the founding case each meeting is cancelled, left, joined, moved, swapped and so on, each government withdrawn, each room
closed and each interpreter lost in turn; of made-up plazas every sixth of each kind. Prints how many meetings are moved
and governments touched, whether the least disturbance is proven, and the longest seconds of solving.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.made import EVENTS
from scheduler import model
from scheduler.check import check, goal_values
from scheduler.domain import (
    Cancel,
    Change,
    CloseRoom,
    Event,
    Join,
    Leave,
    Lengthen,
    Lost,
    Moment,
    Move,
    PinMeeting,
    Placement,
    PlatformOfRoom,
    Replace,
    Swap,
    Timetable,
    Withdraw,
)
from scheduler.errors import Contradiction
from scheduler.intake import read_event
from scheduler.reschedule import as_changed, difference, swapped, with_swaps

FOUNDING_CASE = "plaza-22"


EVERY = 6
"""Of the changes of a made-up plaza, one in so many of each kind is tried."""


def some_changes(event: Event, base: Timetable) -> Iterator[Change]:
    """Of the founding case every single change, of another plaza one of each kind and then every sixth."""
    seen: Counter[str] = Counter()
    for change in single_changes(event, base):
        if event.folder == FOUNDING_CASE or seen[change.kind] % EVERY == 0:
            yield change
        seen[change.kind] += 1


def single_changes(event: Event, base: Timetable) -> Iterator[Change]:
    """One after the other, those of one kind together; of those that name two, each with the next."""
    withdrawn = [government.code for government in event.governments if event.meetings_of(government.code)]
    yield from (Withdraw(code) for code in withdrawn)
    meetings = [meeting for meeting in event.meetings if meeting.id in base.placements]
    others = [*meetings[1:], meetings[0]]
    yield from (Cancel(meeting.id) for meeting in meetings)
    for meeting in (one for one in meetings if len(one.governments) > 2):
        yield from (Leave(meeting.id, code) for code in meeting.governments if meeting.asking != (code,))
    for meeting, other in zip(meetings, others, strict=True):
        code = next(code for code in other.governments if code not in meeting.governments)
        yield Join(meeting.id, code)
    for meeting, other in zip(meetings, others, strict=True):
        code = next(code for code in other.governments if code not in meeting.governments)
        yield Replace(meeting.id, meeting.governments[0], code)
    zone = ZoneInfo(event.settings.host_zone)
    for meeting in meetings:
        begins = base.placements[meeting.id].start.astimezone(zone) + timedelta(hours=1)
        yield Move(meeting.id, start=Moment(begins.date(), begins.hour * 60 + begins.minute))
    yield from (Swap(meeting.id, other.id) for meeting, other in zip(meetings, others, strict=True))
    yield from (Lengthen(meeting.id, meeting.duration + 30) for meeting in meetings)
    yield from (PinMeeting(meeting.id) for meeting in meetings)
    yield from (CloseRoom(room.name) for room in event.rooms)
    yield from (Lost(person.name) for person in event.interpreters)
    yield from (PlatformOfRoom(room.name, "Another") for room in event.rooms)


def solved(event: Event, **how: object) -> Timetable:
    """A timetable that has passed the check."""
    found = model.solve(event, model.Budget(), lambda progress: None, **how)  # type: ignore[arg-type]
    assert not check(event, found, claims=False).violations
    return found


def first_possible(events: Iterable[Event], before: Mapping[str, Placement]) -> Timetable | None:
    """The repair of the first of some events, ever looser, that has one."""
    for event in events:
        try:
            return solved(event, before=before)
        except (Contradiction, model.Unplaceable):
            continue
    return None


def repair_all(name: str) -> None:
    """Repair an event after each change, and print what that took."""
    event = read_event(Path("inputs") / name).event if name == FOUNDING_CASE else EVENTS[name]()
    base = solved(event)
    seconds: dict[str, list[float]] = {}
    moved: dict[str, Counter[int]] = {}
    touched: dict[str, Counter[int]] = {}
    proven: Counter[str] = Counter()
    impossible: Counter[str] = Counter()
    for change in some_changes(event, base):
        changed = as_changed(event.deciding(changes=(change,)), base.placements)
        before = swapped(base.placements, (change,))
        began = time.perf_counter()
        found = first_possible(with_swaps(changed, before, (change,)), before)
        seconds.setdefault(change.kind, []).append(time.perf_counter() - began)
        if found is None:
            impossible[change.kind] += 1
            continue
        altered = [one for one in difference(base, found).altered if one.how != ("cancelled",)]
        moved.setdefault(change.kind, Counter())[len(altered)] += 1
        touched.setdefault(change.kind, Counter())[len({code for one in altered for code in one.governments})] += 1
        least = next(tier for tier in found.tiers for goal in tier.goals if goal.goal == "D")
        proven[change.kind] += least.proven
        assert least.value == goal_values(changed, found, before)["D"]
    print(f"{event.folder}: {len(event.meetings)} meetings, {len(base.placements)} placed")
    for kind, took in seconds.items():
        longest = ", ".join(f"{one:.2f}" for one in sorted(took, reverse=True)[:3])
        told = f"{proven[kind]} with a proven minimum, {impossible[kind]} proven impossible"
        print(f"  {kind}: {len(took)} answered, {told}; longest {longest} s")
        if kind not in moved:
            continue
        print(f"    meetings altered beside those cancelled → cases: {dict(sorted(moved[kind].items()))}")
        print(f"    governments touched by that → cases: {dict(sorted(touched[kind].items()))}")


def main() -> None:
    """Repair the events named, or the founding case."""
    for name in sys.argv[1:] or [FOUNDING_CASE]:
        repair_all(name)


if __name__ == "__main__":
    main()
