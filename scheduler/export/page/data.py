"""What the script is told beside the page itself: instants, who meets, and every text in every language."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from scheduler import words
from scheduler.domain import Government
from scheduler.export.page.audience import Session, Shown
from scheduler.export.page.texts import Texts
from scheduler.export.workbook.view import ClockShown, View

BY_SCRIPT = (
    *("page.all", "page.own_clock", "page.shown", "page.scroll", "page.view_room", "page.view_government"),
    *("meetings.room", "meetings.optional", "timetable.programme", "list.separator", "format.date"),
)
"""Texts that only the script puts into the page."""

MUTUAL, PROVISIONAL = 1, 2
"""Marks of a meeting, added up."""

ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""What could end the block that the data stands in, or a line of script."""


def data(
    view: View,
    meetings: Sequence[Shown],
    sessions: Sequence[Session],
    clocks: Sequence[tuple[ClockShown, str]],
    texts: Texts,
) -> str:
    """JSON that can stand in a page.

    Meetings and sessions are in the order of their rows there, and begin in minutes since 1970, UTC; then comes how many
    minutes they last.

    Parameters
    ----------
    view, meetings, sessions
        What is told.
    clocks
        Those to choose from, each with the key of its name.
    texts
        All that the page says.
    """
    for key in BY_SCRIPT:
        texts.entry(key)
    event = view.event
    governments = {government.code: place for place, government in enumerate(event.governments)}
    rooms = {room.name: place for place, room in enumerate(event.rooms)}
    spoken = sorted({government.languages[0] for government in event.governments})
    content: dict[str, Any] = {
        "language": view.language,
        "locales": {language: locale(language) for language in words.LANGUAGES},
        "names": [words.name_of_language(language, language) for language in words.LANGUAGES],
        "clocks": [[clock.zone, name] for clock, name in clocks],
        "countries": [[code, name_of_country(code, texts)] for code in view.countries],
        "kinds": {
            _places(view, kind): _name_of_kind(kind, texts) for kind in dict.fromkeys(one.countries for one in meetings)
        },
        "spoken": {code: name_of_language(code, texts) for code in spoken},
        "governments": [_government(view, government) for government in event.governments],
        "rooms": list(rooms),
        "meetings": [
            [
                *_span(one.place.start, one.place.end),
                rooms[one.place.room],
                [governments[code] for code in one.governments],
                [governments[code] for code in one.optional],
                _marks(one),
            ]
            for one in meetings
        ],
        "sessions": [_span(one.start, one.end) for one in sessions],
        "words": texts.by_language(),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def locale(language: str) -> str:
    """A language as HTML and browsers name it: zh-Hans-CN."""
    return words.say(language, "format.locale").replace("_", "-")


def name_of_country(code: str, texts: Texts) -> str:
    return texts.add([words.name_of_country(language, code) for language in words.LANGUAGES])


def _span(start: datetime, end: datetime) -> tuple[int, int]:
    return int(start.timestamp()) // 60, int((end - start).total_seconds()) // 60


def _places(view: View, kind: Sequence[str]) -> str:
    """Countries that meet, as the script knows them."""
    return ",".join(str(view.countries.index(code)) for code in kind)


def _name_of_kind(kind: Sequence[str], texts: Texts) -> str:
    return texts.add([words.name_of_countries(language, kind) for language in words.LANGUAGES])


def name_of_language(code: str, texts: Texts) -> str:
    return texts.add([words.name_of_language(language, code) for language in words.LANGUAGES])


def _government(view: View, government: Government) -> list[str | int]:
    names = [getattr(government.names, language) for language in words.LANGUAGES]
    return [government.code, view.countries.index(government.country), government.languages[0], *names]


def _marks(one: Shown) -> int:
    return MUTUAL * one.mutual + PROVISIONAL * bool(one.inside and one.inside.provisional)
