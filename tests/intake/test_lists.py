"""Every writing in the package's list of values, and every one of `written.csv`, is read as it is meant, or asked about.

In `written.csv` an empty meaning is a question. The event has two days, both Fridays.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from scheduler import words
from scheduler.domain import Source, clock_time
from scheduler.domain.cells import Cell
from scheduler.reading import amounts
from scheduler.reading import values as v
from scheduler.reading.dates import era_year
from scheduler.reading.times import Range
from scheduler.reading.unreadable import Ambiguous, Unreadable
from scheduler.reading.values import Parser

DAYS = (date(2021, 11, 5), date(2021, 11, 12))
LIST = [tuple(row.values()) for row in csv.DictReader(Path(words.__file__).with_name("values.csv").open(encoding="utf-8"))]
WRITTEN = [tuple(row.values()) for row in csv.DictReader(Path(__file__).with_name("written.csv").open(encoding="utf-8"))]

LANGUAGES = {"language", "pair", "triple"}
PARSERS: dict[str, Parser] = {"choice": amounts.choice, "rank": amounts.choice, "country": v.country}
ONLY_AS_WORDS = {"limit", "everyone", "zone", "suffix"}
"""Kinds that stand for themselves among other values, and are tried where these are."""


def cell(value: object) -> Cell:
    return Cell(value, Source("event.xlsx", "Sheet", "A1"), DAYS)


@pytest.mark.parametrize(("kind", "canonical", "variant", "verdict"), [row for row in LIST if row[0] not in ONLY_AS_WORDS])
def test_every_writing_of_the_list(kind: str, canonical: str, variant: str, verdict: str) -> None:
    if kind in LANGUAGES:
        assert v.languages(cell(variant)) == tuple(canonical.split("-"))
        return
    parse = PARSERS.get(kind) or v.one_of(kind)
    if verdict == "ask":
        with pytest.raises(Ambiguous):
            parse(cell(variant))
    else:
        assert str(parse(cell(variant))) == canonical


def test_no_writing_of_one_kind_means_two_things() -> None:
    meanings: dict[tuple[str, str], set[str]] = {}
    for kind, canonical, variant, verdict in LIST:
        meanings.setdefault((kind, words.fold(variant)), set()).add(canonical if verdict == "read" else "?")
    assert {key for key, of_key in meanings.items() if len(of_key) > 1} == set()


@pytest.mark.parametrize(("kind", "means", "text"), WRITTEN)
def test_every_date_time_and_range(kind: str, means: str, text: str) -> None:
    value: object = int(text) if text.isdigit() and len(text) == 5 else text
    parse: Parser = {"date": v.day, "time": v.clock, "range": v.ranges}[kind]
    if not means:
        with pytest.raises(Ambiguous):
            parse(cell(value))
        return
    found = parse(cell(value))
    if kind == "date":
        assert found.isoformat() == means
    elif kind == "time":
        assert clock_time(found) == means
    else:
        assert [_said(range_) for range_ in found] == [means]


def _said(found: Range) -> str:
    parts = (found.day and found.day.isoformat(), f"{clock_time(found.start)}-{clock_time(found.end)}", found.zone)
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("era", "year"), [("令和", "元"), ("R", "1"), ("平成", "31"), ("H", "31")])
def test_years_of_eras(era: str, year: str) -> None:
    assert era_year(era, year) == 2019


def test_a_date_without_year_is_one_of_the_event() -> None:
    over_new_year = (date(2021, 12, 31), date(2022, 1, 1))
    assert v.day(Cell("1/1", cell("").source, over_new_year)) == date(2022, 1, 1)
    assert v.day(Cell("12月31日", cell("").source, over_new_year)) == date(2021, 12, 31)


def test_a_weekday_must_be_that_of_its_date() -> None:
    for wrong in ("11月5日（木）", "2021. 11. 5.(목)", "2021年11月5日（星期四）", "Thu 5 Nov 2021"):
        with pytest.raises(Unreadable) as caught:
            v.day(cell(wrong))
        assert caught.value.key == "value.weekday"
