"""How even-handed a timetable is, as a spokesperson reads it out."""

from collections.abc import Callable, Iterator

from scheduler.domain.said import Message
from scheduler.domain.treatment import Treatment

SHARES = (("granted", "granted", "requests"), ("first", "first_granted", "first"), ("hours", "unloved_minutes", "minutes"))
"""Sentence, and the part and the whole that it tells of each country."""


def read_out(given: Treatment, name_of_country: Callable[[str], str]) -> Iterator[Message]:
    """The sentences; of governments they name none.

    Parameters
    ----------
    given
        The counts.
    name_of_country
        What a country is called by whoever reads.
    """
    placed, meetings = sum(kind.placed for kind in given.kinds), sum(kind.meetings for kind in given.kinds)
    if not meetings:
        yield Message("treatment.says.nothing")
        return
    yield Message("treatment.says.placed", {"placed": placed, "meetings": meetings})
    for key, part, whole in SHARES:
        countries = [
            Message(
                f"treatment.says.{key}_of",
                {"country": name_of_country(one.name), "part": getattr(one, part), "whole": getattr(one, whole)},
            )
            for one in given.countries
            if getattr(one, whole)
        ]
        if countries:
            yield Message(f"treatment.says.{key}", {"countries": countries})
    always = sum(one.always_unloved for one in given.governments)
    yield Message("treatment.says.always" if always else "treatment.says.never", {"count": always})
    yield Message("treatment.says.breaks", {"most": max(one.breaks for one in given.governments)})
