"""While guests look on, nothing of contacts, links, topics, interpreters and reasons leaves the desk; text stays text."""

import json
from pathlib import Path

import pytest

from scheduler import words
from scheduler.desk.app import FOUND, PLACES
from tests import small
from tests.desk.raw import Raw
from tests.export.pages import HOSTILE

SECRET = ("Tea-topic", "Ms-Contact", "+00 CN01", "a.example", "Secret-link", "typhoon-reason", "Kim-Interpreter")


@pytest.fixture
def event(tmp_path: Path) -> small.Desk:
    """With all that guests are not to see: said, cancelled for a reason, changed, and with a rule broken."""
    event = small.Desk(tmp_path, solved=False)
    event.put("Requests", "Topic", *["Tea-topic"] * 4)
    event.put("Governments", "Contact", *["Ms-Contact"] * 5)
    event.rows["Interpreters"][0][0] = "Kim-Interpreter"
    event.write()
    event.ends(0, "solve")
    event.ends(0, "reschedule", "--cancel", "M02", "--reason", "typhoon-reason")
    return event


@pytest.fixture
def raw(event: small.Desk) -> Raw:
    raw = Raw.of(event)
    grid = raw.get("/small/timetable/grid").json
    asked = {"revision": grid["revision"], "change": "link M01 https://a.example/Secret-link"}
    there = next(one for one in grid["meetings"] if one["id"] == "M03")
    revision = raw.post("/small/timetable/change", asked).json["revision"]
    put = {"revision": revision, "meeting": "M01", "start": there["start"], "room": grid["rooms"][there["room"]][0]}
    assert raw.post("/small/timetable/put", put).json["wrong"]
    return raw


def everything(raw: Raw) -> str:
    """All that can be looked at, with where it leads."""
    said = [raw.get(f"/small/{place}") for place in PLACES]
    said += [raw.get(f"/small/{found}?meeting=M01") for found in FOUND]
    said += [raw.get("/"), raw.get("/small/job/stream")]
    for answer in said:
        assert answer.status in (200, 303, 400, 404)
    return "\n".join(f"{answer.headers.get('location', '')}{answer.text}" for answer in said)


def test_guests_are_told_nothing_that_is_not_for_them(raw: Raw) -> None:
    told = everything(raw)
    assert all(secret in told for secret in SECRET if secret not in ("Ms-Contact", "+00 CN01")), "else nothing is tried here"
    raw.cookies["guests"] = "yes"
    told = everything(raw)
    assert [secret for secret in SECRET if secret in told] == []
    assert 'data-guests="yes"' in told
    grid = raw.get("/small/timetable/grid").json
    assert all(one["start"] for one in grid["meetings"] if one["state"] != "cancelled"), "the timetable itself is there"
    shades = raw.get("/small/timetable/shades?meeting=M01").json
    assert (shades["sentences"], shades["tell"], len(shades["cells"]) > 0) == ([], "", True)
    assert raw.get("/small/timetable/ways?meeting=M01").json["ways"] == []


def test_what_is_done_while_guests_look_on_tells_them_no_more(raw: Raw) -> None:
    raw.cookies["guests"] = "yes"
    revision = raw.get("/small/timetable/grid").json["revision"]
    for name, asked in (("undo", {}), ("redo", {}), ("swap", {"meeting": "M01", "other": "M04"}), ("undo", {})):
        answer = raw.post(f"/small/timetable/{name}", {**asked, "revision": revision})
        assert answer.status == 200
        assert [secret for secret in SECRET if secret in answer.text] == []
        revision = answer.json["revision"]


# ---------------------------------------------------------------------------------------------------------- hostile text


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Anybody may write anything into a form."""
    event = small.Desk(tmp_path, solved=False)
    text = HOSTILE.replace("\u2028", "")
    event.put("Requests", "Topic", *[text] * 4)
    event.put("Governments", "Name (English)", *[f"{text}{number}" for number in range(5)])
    event.rows["Event"][0][1] = text
    event.rows["Rooms"][0][0] = f"R1{text}"
    event.write()
    event.ends(0, "solve")
    raw = Raw.of(event)
    for language in words.LANGUAGES:
        raw.cookies["lang"] = language
        for place in PLACES:
            page = raw.get(f"/small/{place}")
            assert page.headers["content-type"].startswith("text/html")
            assert "<img" not in page.text
            assert page.text.count("<script") == 2, "its module and its texts"
            assert "{{" in page.text or text not in page.text
        for found in FOUND:
            answer = raw.get(f"/small/{found}?meeting=M01")
            assert answer.headers["content-type"] == "application/json"
    grid = raw.get("/small/timetable/grid").json
    assert grid["meetings"][0]["topic"] == text, "as it was written, for a page that takes it for text"
    assert text in json.dumps(grid["rooms"], ensure_ascii=False).replace('\\"', '"')


def test_a_page_is_never_taken_for_another_kind(raw: Raw) -> None:
    for target in ("/small/timetable", "/small/timetable/grid", "/static/desk.js", "/static/desk.css", "/static/page.css"):
        answer = raw.get(target)
        assert answer.headers["x-content-type-options"] == "nosniff"
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy and "http" not in policy and policy.startswith("default-src 'none'")


def test_of_the_pages_nothing_is_inline(raw: Raw) -> None:
    for place in PLACES:
        page = raw.get(f"/small/{place}").text
        for inline in ("style=", "<style", " onclick", " onload", "javascript:", "http://", "https://"):
            assert inline not in page.replace("https://a.example/Secret-link", "")
