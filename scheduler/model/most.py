"""How many meetings a government can have at most, seen without a search."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from scheduler.model.clock import Stretch
from scheduler.model.starts import Starts


def most_meetings(starts: Starts, code: str) -> int:
    """How many of its meetings a government can have at most (R1, R2, R8).

    Of all times that its meetings could have on a day, as many are taken as leave the break between them: the one that ends
    first, then the first to end of those left, which no other choice exceeds (interval scheduling). Which meeting would be
    at which time is not asked, nor whether there are rooms and interpreters, so that it may be fewer, but never more.
    """
    event, government = starts.event, starts.event.government(code)
    meetings = event.meetings_of(code)
    times: dict[date, set[Stretch]] = defaultdict(set)
    for start in (start for meeting in meetings for start in starts.possible[meeting.id]):
        times[starts.local_day(code, start.begin)].add((start.begin, start.end))
    each = [
        _one_after_another(of_day, event.settings.government_break) * government.delegations for of_day in times.values()
    ]
    limit = government.max_per_day or event.settings.max_per_day
    a_day = [number if limit is None else min(number, limit) for number in each]
    return min(sum(a_day), sum(bool(starts.possible[meeting.id]) for meeting in meetings))


def _one_after_another(times: Iterable[Stretch], pause: int) -> int:
    number, free_from = 0, 0
    for begin, end in sorted(times, key=lambda time: (time[1], time[0])):
        if begin >= free_from:
            number, free_from = number + 1, end + pause
    return number
