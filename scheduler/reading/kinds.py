"""For each kind of value that the contract names, what reads its cells."""

from collections.abc import Mapping
from typing import get_args

from scheduler.contract import ClosedList, Kind
from scheduler.reading import amounts
from scheduler.reading import values as v
from scheduler.reading.values import Parser

READERS: Mapping[Kind, Parser] = {
    "text": v.text,
    "identifier": v.identifier,
    "identifiers": v.identifiers,
    "names": v.several,
    "names or slashes": v.several_with_slash,
    "link": v.link,
    "address": v.address,
    "day": v.day,
    "time": v.time_of_day,
    "moment": v.moment,
    "first moment": v.first_moment,
    "last moment": v.last_moment,
    "ranges": v.ranges,
    "ranges or any": v.ranges_or_any,
    "zone": v.zone,
    "clock": v.clock_of_form,
    "country": v.country,
    "languages": v.languages,
    "whole from 0": amounts.whole(0),
    "whole from 1": amounts.whole(1),
    "minutes from 0": amounts.minutes(0),
    "minutes from 1": amounts.minutes(1),
    "length": amounts.length,
    "people": amounts.head_count,
    "choice": amounts.choice,
    "cell": lambda cell: cell,
    "yes_no": v.yes_no,
    **{kind: v.one_of(kind) for kind in get_args(ClosedList)},
}


def reader(kind: Kind) -> Parser:
    """What reads the cells of a kind."""
    return READERS[kind]
