"""What would embarrass if it were sent so: said before anything leaves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby, pairwise

from scheduler import words
from scheduler.domain import Event, Message, Sitting, by_number
from scheduler.sending.dispatch import Dispatch

APART = timedelta(minutes=15)
"""Between two meetings of one link: with less, the next parties come in on the ones before."""

OPEN = ("before_sending.no_link", "before_sending.consent", "before_sending.no_address")
"""What is to be settled before a version counts as sent out; the rest is to be known."""

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""


def embarrassing(
    event: Event, sittings: Sequence[Sitting], leaving: Iterable[Dispatch], language: str
) -> tuple[Message, ...]:
    """What is open or odd in what leaves, the gravest first.

    Parameters
    ----------
    event, sittings
        What was said, and all meetings that take place.
    leaving
        The packets that leave.
    language
        Of the secretariat, in which governments are called by name.
    """
    leaving = tuple(leaving)
    called = {one.code: one.names.with_code(one.code, language) for one in event.governments}
    return (
        *_of_meetings(sittings, called),
        *_of_links(sittings, leaving),
        *_of_recipients(event, leaving, called, language),
    )


def _of_meetings(sittings: Sequence[Sitting], called: Mapping[str, str]) -> Iterator[Message]:
    sittings = sorted(sittings, key=lambda one: by_number(one.id))
    if bare := [one.id for one in sittings if not one.link]:
        yield Message("before_sending.no_link", {"count": len(bare), "meetings": bare})
    if awaiting := [one for one in sittings if one.awaited]:
        who = [called[code] for code in sorted({code for one in awaiting for code in one.awaited})]
        values = {"count": len(awaiting), "meetings": [one.id for one in awaiting], "who": who}
        yield Message("before_sending.consent", values)
    for one in (one for one in sittings if len(one.topic) > LONGEST_CELL):
        yield Message("before_sending.cut", {"meeting": one.id, "most": LONGEST_CELL})


def _of_links(sittings: Sequence[Sitting], leaving: Sequence[Dispatch]) -> Iterator[Message]:
    """Links that two meetings share shortly after one another, and those that are no longer as they were sent."""
    with_link = sorted((one for one in sittings if one.link), key=lambda one: (one.link, one.start))
    for _, of_link in groupby(with_link, key=lambda one: one.link):
        for one, then in pairwise(of_link):
            if then.start - one.end < APART:
                minutes = int((then.start - one.end).total_seconds() // 60)
                yield Message("before_sending.close", {"meeting": one.id, "other": then.id, "minutes": minutes})
    other = {new.id for each in leaving if each.changed for new in each.news if "link" in new.how}
    for id in sorted(other, key=by_number):
        yield Message("before_sending.other_link", {"meeting": id})


def _of_recipients(event: Event, leaving: Sequence[Dispatch], called: Mapping[str, str], language: str) -> Iterator[Message]:
    to = [one.packet.recipient for one in leaving]
    silent = [one.key for one in to if one.kind == "government" and not one.address and not one.via]
    if silent:
        yield Message("before_sending.no_address", {"count": len(silent), "who": [called.get(one, one) for one in silent]})
    written_to = {one.key for one in to if one.kind == "government"}
    governments = [one for one in event.governments if one.code in written_to]
    assumed = [one for one in governments if one.office_hours is not None and "office_hours" not in one.cells]
    if assumed:
        cells = tuple(one.cells["code"] for one in assumed if "code" in one.cells)
        who = [called[one.code] for one in assumed]
        yield Message("before_sending.assumed_hours", {"count": len(who), "who": who}, cells)
    for reader in sorted({one.language for one in to} - {"en"}):
        met = {code for one in leaving if one.packet.recipient.language == reader for code in _named(one)}
        nameless = [called[code] for code in sorted(met) if not getattr(event.government(code).names, reader)]
        if nameless:
            spoken = words.name_of_language(language, reader)
            yield Message("before_sending.no_name", {"language": spoken, "who": nameless})


def _named(one: Dispatch) -> Iterator[str]:
    for sitting in one.packet.sittings:
        yield from (*sitting.governments, *sitting.optional)
