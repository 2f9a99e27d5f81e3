"""Every single change of a plaza, repaired: `python -m benchmarks.repair [plaza-22|26|60|100]...`.

Of the founding case each meeting is cancelled, each government withdrawn, each room closed and each interpreter lost in
turn; of made-up plazas each government is withdrawn. Prints how many meetings are moved and governments touched, whether the
least disturbance is proven, and the seconds of solving.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.made import EVENTS
from scheduler import model
from scheduler.check import check, goal_values
from scheduler.domain import Cancel, Change, CloseRoom, Event, Lost, Timetable, Withdraw
from scheduler.intake import read_event
from scheduler.reschedule import as_changed, difference

FOUNDING_CASE = "plaza-22"


def single_changes(event: Event, withdrawals_only: bool) -> Iterator[Change]:
    """One after the other, those of one kind together."""
    withdrawn = [government.code for government in event.governments if event.meetings_of(government.code)]
    yield from (Withdraw(code) for code in withdrawn)
    if not withdrawals_only:
        yield from (Cancel(meeting.id) for meeting in event.meetings)
        yield from (CloseRoom(room.name) for room in event.rooms)
        yield from (Lost(person.name) for person in event.interpreters)


def solved(event: Event, **how: object) -> Timetable:
    """A timetable that has passed the check."""
    found = model.solve(event, model.Budget(), lambda goals, value, bound: None, **how)  # type: ignore[arg-type]
    assert not check(event, found, claims=False).violations
    return found


def repair_all(name: str) -> None:
    """Repair an event after each change, and print what that took."""
    event = read_event(Path("inputs") / name).event if name == FOUNDING_CASE else EVENTS[name]()
    base = solved(event)
    seconds: dict[str, list[float]] = {}
    moved: dict[str, Counter[int]] = {}
    touched: dict[str, Counter[int]] = {}
    proven: Counter[str] = Counter()
    for change in single_changes(event, name != FOUNDING_CASE):
        changed = as_changed(event.deciding(changes=(change,)), base.placements)
        began = time.perf_counter()
        found = solved(changed, before=base.placements)
        seconds.setdefault(change.kind, []).append(time.perf_counter() - began)
        altered = [one for one in difference(base, found).altered if one.how != ("cancelled",)]
        moved.setdefault(change.kind, Counter())[len(altered)] += 1
        touched.setdefault(change.kind, Counter())[len({code for one in altered for code in one.governments})] += 1
        least = next(tier for tier in found.tiers for goal in tier.goals if goal.goal == "D")
        proven[change.kind] += least.proven
        assert least.value == goal_values(changed, found, base.placements)["D"]
    print(f"{event.folder}: {len(event.meetings)} meetings, {len(base.placements)} placed")
    for kind, took in seconds.items():
        print(f"  {kind}: {len(took)} repaired, {proven[kind]} with a proven minimum, longest {max(took):.2f} s")
        print(f"    meetings altered beside those cancelled → cases: {dict(sorted(moved[kind].items()))}")
        print(f"    governments touched by that → cases: {dict(sorted(touched[kind].items()))}")


def main() -> None:
    """Repair the events named, or the founding case."""
    for name in sys.argv[1:] or [FOUNDING_CASE]:
        repair_all(name)


if __name__ == "__main__":
    main()
