"""For each kind of value that the contract names, what reads its cells."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, get_args

from scheduler import words
from scheduler.contract import ClosedList, Kind
from scheduler.domain.cells import Cell
from scheduler.reading import amounts, phrases
from scheduler.reading import values as v
from scheduler.reading.sense import remark
from scheduler.reading.unreadable import Ambiguous, Nothing, Unreadable
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
    "wished": phrases.wished,
    "impossible": phrases.impossible,
    "partners": v.partners,
    "attends": v.attends,
    "platforms": v.platforms,
    "remark": remark,
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


SAYS_NOTHING: frozenset[Kind] = frozenset(
    ("choice", "length", "people", "interpreter", "yes_no", "room_type", "languages", "country", "clock", "address")
)
"""The kinds of which a form may say that there is none: なし, －."""


def reader(kind: Kind) -> Parser:
    """What reads the cells of a kind."""
    return READERS[kind]


def reader_of_form(kind: Kind) -> Parser:
    """The same for what others have written; a word that says nothing is no fault there."""
    parse = READERS[kind]
    if kind in get_args(ClosedList):
        parse = partial(_without_remark, parse=parse)
    return partial(_unless_nothing, parse=parse) if kind in SAYS_NOTHING else parse


def _without_remark(cell: Cell, parse: Parser) -> Any:
    """What a cell says before a remark in brackets, 要（日本語⇔中国語）, unless the remark leaves it to somebody else."""
    try:
        return parse(cell)
    except Unreadable:
        bare = _REMARK.sub("", v.text(cell))
        if bare == v.text(cell) or _LEFT_OPEN.search(v.text(cell)):
            raise
        return parse(replace(cell, value=bare))


_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_LEFT_OPEN = re.compile(r"先方|相手|相談|未定|検討|상대|협의|미정|对方|商|待定|counterpart|partner|to be|tbd", re.I)


def _unless_nothing(cell: Cell, parse: Parser) -> Any:
    try:
        return parse(cell)
    except Ambiguous:
        raise
    except Unreadable as fault:
        if words.fold(v.text(cell)) in words.values("nothing"):
            raise Nothing(fault.key, **fault.values) from None
        raise
