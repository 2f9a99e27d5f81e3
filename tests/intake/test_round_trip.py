"""An event written in any of the languages, its dates, times and marks in any of their styles, is read as that event."""

import csv
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from scheduler import intake, words
from scheduler.domain import LocalRange, Mark, Request

LIST = list(csv.DictReader(Path(words.__file__).with_name("values.csv").open(encoding="utf-8")))
ZONES = {"CN": "Asia/Shanghai", "JP": "Asia/Tokyo", "KR": "Asia/Seoul"}
HOST = "Asia/Seoul"
GOVERNMENTS = {
    "CN01": "江苏省",
    "CN02": "山西省",
    "JP01": "新潟県",
    "JP02": "長崎県",
    "KR01": "강원도",
    "KR02": "대구광역시",
}
FIRST = date(2021, 11, 4)
DAYS = (FIRST, FIRST + timedelta(days=1))
WEEKDAYS = {"ja": "月火水木金土日", "ko": "월화수목금토일", "zh": "一二三四五六日"}
DASHES = ("-", "–", "～", "〜", "~", " - ", "ー")


def ways(kind: str, canonical: object) -> st.SearchStrategy[str]:
    """Every writing of a value that the package's list takes."""
    return st.sampled_from(
        [r["variant"] for r in LIST if (r["kind"], r["canonical"], r["verdict"]) == (kind, str(canonical), "read")]
    )


@st.composite
def dates(draw: st.DrawFn, day: date) -> str:
    y, m, d, w = day.year, day.month, day.day, day.weekday()
    return draw(
        st.sampled_from(
            (
                f"{y}-{m:02}-{d:02}",
                f"{y}/{m}/{d}",
                f"{y}年{m}月{d}日",
                f"{y}年{m}月{d}日（{WEEKDAYS['ja'][w]}）",
                f"令和{y - 2018}年{m}月{d}日",
                f"R{y - 2018}.{m}.{d}",
                f"{y}. {m}. {d}.({WEEKDAYS['ko'][w]})",
                f"{y}년 {m}월 {d}일",
                f"{y}年{m}月{d}日（星期{WEEKDAYS['zh'][w]}）",
                f"{m}月{d}日",
                f"{m}/{d}",
                f"{d} {day:%b} {y}",
                f"{day:%B} {d}, {y}",
            )
        )
    )


@st.composite
def clocks(draw: st.DrawFn, minute: int) -> str:
    hour, minutes = divmod(minute, 60)
    plain = [f"{hour:02}:{minutes:02}", f"{hour}時{minutes:02}分", f"{hour}시 {minutes}분", f"{hour}点{minutes:02}分"]
    if hour < 24 and hour not in (0, 12):
        half, short = ("午前", "오전") if hour < 12 else ("午後", "오후"), hour % 12
        plain += [f"{half[0]}{short}時{minutes}分", f"{half[1]} {short}시 {minutes}분"]
        plain += [
            f"{'上午' if hour < 12 else '下午'}{short}点{minutes:02}分",
            f"{short}:{minutes:02} {'am' if hour < 12 else 'pm'}",
        ]
        if minutes == 30:
            plain += [f"{half[0]}{short}時半", f"{half[1]} {short}시 반"]
    return draw(st.sampled_from(plain))


@st.composite
def written(draw: st.DrawFn, range_: LocalRange) -> str:
    """A range in one of its styles; a whole day may be its date alone."""
    day = f"{draw(dates(range_.day))} " if range_.day else ""
    if day and (range_.start, range_.end) == (0, 1440):
        return day.strip()
    return f"{day}{draw(clocks(range_.start))}{draw(st.sampled_from(DASHES))}{draw(clocks(range_.end))}"


@st.composite
def ranges(draw: st.DrawFn, zone: str) -> LocalRange:
    start = draw(st.integers(16, 70)) * 15
    return LocalRange(draw(st.sampled_from((None, *DAYS))), start, start + draw(st.integers(1, 8)) * 15, zone)


@st.composite
def requests(draw: st.DrawFn, no: int) -> Request:
    requester = draw(st.sampled_from(sorted(GOVERNMENTS)))
    others = st.sampled_from(sorted(set(GOVERNMENTS) - {requester}))
    zone = ZONES[requester[:2]]
    times = st.lists(ranges(zone), max_size=2, unique=True).map(tuple)
    return Request(
        no=str(no),
        requester=requester,
        counterparts=tuple(sorted(draw(st.sets(others, min_size=1, max_size=2)))),
        choice=draw(st.sampled_from((None, 1, 2, 3))),
        topic=draw(st.sampled_from(("", "観光", "青少年 교류", "Trade & ports"))),
        duration=draw(st.sampled_from((None, 45, 60, 90))),
        preferred=draw(times),
        unavailable=draw(times),
        interpreter=draw(st.sampled_from(("", "yes", "no", "own"))),
        participants=draw(st.sampled_from((None, 1, 12))),
        mandatory=draw(st.sampled_from((None, True, False))),
    )


@st.composite
def as_cells(draw: st.DrawFn, request: Request) -> Mapping[str, Any]:
    """A request's fields as somebody may write them."""

    def joined(values: tuple[LocalRange, ...]) -> str:
        dated_first = sorted(values, key=lambda range_: range_.day is not None)  # one after a dated range takes its date
        return draw(st.sampled_from((";", "、", "\n"))).join(draw(written(range_)) for range_ in dated_first)

    names = [draw(st.sampled_from((code, GOVERNMENTS[code]))) for code in request.counterparts]
    people = ("{}", "{}名", "約{}名", "{} 명", "{}人左右", "{} people")
    lengths = ("{}", "{}分", "{}분", "{} min", "{}分钟")
    return {
        "no": request.no,
        "requester": draw(st.sampled_from((request.requester, GOVERNMENTS[request.requester]))),
        "counterparts": draw(st.sampled_from((";", "、", " / ", "，"))).join(names),
        "choice": request.choice and draw(st.one_of(ways("rank", request.choice), st.just(request.choice))),
        "topic": request.topic,
        "duration": request.duration and draw(st.sampled_from(lengths)).format(request.duration),
        "preferred": joined(request.preferred),
        "unavailable": joined(request.unavailable),
        "interpreter": request.interpreter and draw(ways("interpreter", request.interpreter)),
        "participants": request.participants and draw(st.sampled_from(people)).format(request.participants),
        "mandatory": None if request.mandatory is None else draw(ways("yes_no", "yes" if request.mandatory else "no")),
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_it_is_read_as_the_event_that_it_is(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(words.LANGUAGES))
    asked = [data.draw(requests(no)) for no in range(1, data.draw(st.integers(1, 4)) + 1)]
    windows = data.draw(st.lists(ranges(HOST), max_size=3, unique=True))
    marks = [
        Mark(code, window, data.draw(st.sampled_from(("yes", "maybe", "no"))))
        for window in windows
        for code in data.draw(st.sets(st.sampled_from(sorted(GOVERNMENTS)), max_size=2))
    ]
    rows: dict[str, list[Mapping[str, Any]]] = {
        "Slots": [{"date": data.draw(whole_dates(day)), "start": data.draw(clocks(540)), "end": "18:00"} for day in DAYS],
        "Rooms": [{"name": "R1"}],
        "Governments": [
            {
                "code": code,
                "country": data.draw(ways("country", code[:2])),
                "en": f"{name} ({code})",
                "ja": name,
                "zone": ZONES[code[:2]],
                "languages": data.draw(ways("language", {"CN": "zh", "JP": "ja", "KR": "ko"}[code[:2]])),
            }
            for code, name in GOVERNMENTS.items()
        ],
        "Requests": [data.draw(as_cells(request)) for request in asked],
    }
    book = Workbook()
    book.remove(book.worksheets[0])
    titles = words.contract_headings("Sheets", language)
    event_sheet, known = book.create_sheet(titles["Event"]), words.contract_headings("Settings", language)
    event_sheet.append([words.contract_headings("Event", language)[name] for name in ("setting", "value")])
    for name, value in (("en", "Plaza"), ("host_zone", HOST)):
        event_sheet.append([known[name], value])
    for title, lines in rows.items():
        sheet, headings = book.create_sheet(titles[title]), words.contract_headings(title, language)
        fields = data.draw(st.permutations(sorted(lines[0])))
        sheet.append([headings[name] for name in fields])
        for line in lines:
            sheet.append([line[name] or None for name in fields])
    grid = book.create_sheet(titles["Availability"])
    grid.append([words.contract_headings("Availability", language)["government"], *(data.draw(written(w)) for w in windows)])
    for code in sorted({mark.government for mark in marks}):
        by_window = {mark.range: mark.level for mark in marks if mark.government == code}
        grid.append([code, *(data.draw(ways("avail", by_window[w])) if w in by_window else None for w in windows)])
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder) / "event.xlsx")
        event = intake.read_event(Path(folder)).event
    sorted_times = [replace(r, preferred=in_order(r.preferred), unavailable=in_order(r.unavailable)) for r in asked]
    assert list(event.requests) == sorted_times
    assert [slot.range for slot in event.slots] == [LocalRange(day, 540, 1080, HOST) for day in DAYS]
    assert {(m.government, m.range, m.level) for m in event.marks} == {(m.government, m.range, m.level) for m in marks}
    assert {g.code: (g.country, g.languages) for g in event.governments} == {
        code: (code[:2], ({"CN": "zh", "JP": "ja", "KR": "ko"}[code[:2]],)) for code in GOVERNMENTS
    }


def in_order(values: tuple[LocalRange, ...]) -> tuple[LocalRange, ...]:
    return tuple(sorted(values, key=lambda range_: range_.day is not None))


def whole_dates(day: date) -> st.SearchStrategy[str]:
    """The days of the event must be told in full where they are first told."""
    return dates(day).filter(lambda text: str(day.year) in text or "令和" in text or text.startswith("R"))
