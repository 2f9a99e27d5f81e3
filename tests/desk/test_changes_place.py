"""The place Changes: every kind of change can be said field by field."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from scheduler import tasks, words
from scheduler.desk.jobs import Worker
from scheduler.desk.places import changes, timetable
from scheduler.desk.state import At
from scheduler.desk.state import Desk as Place
from scheduler.errors import PlazaError
from tests.small import Desk


@pytest.fixture
def at(tmp_path: Path) -> At:
    desk = Desk(tmp_path)
    return At(Place(desk.event.parent, desk.out, "en", desk.event.name, Mock(spec=Worker, job=None)), desk.event.name, "en")


SAID = {
    "cancel": ({"meeting": "M01"}, "cancel M01"),
    "move": ({"meeting": "M01", "how": "after", "when": "2021-11-05T10:00"}, "move M01 after 2021-11-05 10:00"),
    "swap": ({"meeting": "M01", "other": "M02"}, "swap M01 M02"),
    "duration": ({"meeting": "M01", "minutes": "45"}, "duration M01 45"),
    "pin": ({"meeting": "M01"}, "pin M01"),
    "link": ({"meeting": "M01", "url": "https://example.org/a"}, "link M01 https://example.org/a"),
    "consent": ({"meeting": "M01", "government": "JP01", "consent": "agreed"}, "consent M01 JP01 agreed"),
    "leave": ({"meeting": "M01", "government": "CN01"}, "leave M01 CN01"),
    "join": ({"meeting": "M01", "government": "KR01"}, "join M01 KR01"),
    "replace": ({"meeting": "M01", "government": "CN01", "by": "KR01"}, "replace M01 CN01 KR01"),
    "withdraw": ({"government": "JP01", "from": "", "until": ""}, "withdraw JP01"),
    "request": ({"government": "JP01", "by": "KR01"}, "request JP01 KR01"),
    "platform": ({"government": "JP01", "platforms": "Zoom"}, "platform JP01 Zoom"),
    "close": (
        {"room": "R1", "from": "2021-11-05T10:00", "until": "2021-11-05T11:00"},
        "close R1 from 2021-11-05 10:00 until 2021-11-05 11:00",
    ),
    "lost": ({"interpreter": "I1", "from": "", "until": ""}, "lost I1"),
    "add": ({"name": "R 9", "added": "room", "more": "Zoom; 100"}, 'add "R 9" room "Zoom; 100"'),
}
UNDO = {
    "reinstate": ("cancel", {"meeting": "M01"}, "reinstate M01"),
    "unpin": ("pin", {"meeting": "M01"}, "unpin M01"),
    "open": ("close", {"room": "R1", "from": "", "until": ""}, "open R1"),
    "back": ("lost", {"interpreter": "I1", "from": "", "until": ""}, "back I1"),
}


def said(at: At, kind: str, **fields: str) -> str:
    return str(changes.say(at, {"revision": at.draft.revision, "kind": kind, **fields})["change"])


def test_every_kind_has_its_fields_and_is_seen_here() -> None:
    assert set(changes.FIELDS) == set(words.choices("change", "en")) == set(SAID) | set(UNDO)


@pytest.mark.parametrize("kind", SAID)
def test_a_change_is_said_as_a_command_would_say_it(at: At, kind: str) -> None:
    fields, sentence = SAID[kind]
    before = at.draft
    assert said(at, kind, **fields) == sentence
    assert [step.change for step in at.draft.journal.changes] == [sentence]
    assert at.draft.event != before.event, "it counts"


@pytest.mark.parametrize("kind", UNDO)
def test_a_change_is_undone_by_its_opposite(at: At, kind: str) -> None:
    first, fields, sentence = UNDO[kind]
    before = at.draft
    said(at, first, **{"from": "", "until": ""} | fields)
    assert said(at, kind, **{"from": "", "until": ""} | fields) == sentence
    assert at.draft.timetable.placements == before.timetable.placements


def test_what_cannot_be_is_said_and_not_written_down(at: At) -> None:
    before = at.draft
    with pytest.raises(PlazaError):
        said(at, "cancel", meeting="M99")
    assert at.draft.revision == before.revision
    assert timetable.grid(at, {})["changes"] == []
    assert tasks.read_draft(at.folder, at.run).lines == 0


def test_what_was_said_is_told_in_the_readers_words(at: At) -> None:
    said(at, "withdraw", government="JP01", reason="a typhoon")
    said(at, "consent", meeting="M04", government="KR01", consent="agreed")
    told = changes.place(At(at.desk, at.event, "ja"))["changes"]
    assert told == ["参加辞退 JP01 — a typhoon", "回答 M04 KR01 同意"]
