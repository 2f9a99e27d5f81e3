"""While guests look on, nothing of contacts, links, topics, interpreters and reasons leaves the desk; text stays text."""

import json
from pathlib import Path

import pytest

from scheduler import words
from scheduler.desk.app import DONE, FILES, FOUND, PLACES, TAKEN
from tests import small
from tests.desk.raw import Raw
from tests.export.pages import HOSTILE

SECRET = ("Tea-topic", "Ms-Contact", "+00 CN01", "a.example", "Secret-link", "typhoon-reason", "Kim-Interpreter")


def with_secrets(event: small.Desk) -> None:
    event.put("Requests", "Topic", *["Tea-topic"] * 4)
    event.put("Governments", "Contact", *["Ms-Contact"] * 5)
    event.rows["Interpreters"][0][0] = "Kim-Interpreter"


@pytest.fixture
def event(tmp_path: Path) -> small.Desk:
    """With all that guests are not to see: said, cancelled for a reason, changed, and with a rule broken."""
    event = small.Desk(tmp_path, arranged=with_secrets)
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
    after = raw.post("/small/timetable/put", put).json
    assert after["wrong"]
    raw.post("/small/job/options", {"revision": after["revision"]})
    assert "a.example" in raw.get("/small/job").text, "what was worked out tells links"
    return raw


def everything(raw: Raw) -> str:
    """All that can be looked at, with where it leads."""
    said = [raw.get(f"/small/{place}") for place in PLACES]
    said += [raw.get(f"/small/{found}?meeting=M01") for found in FOUND]
    said += [raw.get("/"), raw.get("/small/job/stream")]
    for answer in said:
        assert answer.status in (200, 303, 400, 404, 422)
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


def test_while_guests_look_on_nothing_can_be_done(raw: Raw) -> None:
    before = raw.get("/small/timetable/grid").json
    raw.cookies["guests"] = "yes"
    for name in DONE:
        assert raw.post(f"/small/{name}", {"revision": before["revision"], "meeting": "M01"}).status == 400
    for name in TAKEN:
        assert raw.send(f"/small/{name}", b"x", kind=b"application/octet-stream").status == 400
    for name in FILES:
        assert raw.get(f"/small/{name}?export=v001-1&path=send.xlsx").status == 400
    raw.cookies["guests"] = "no"
    assert raw.get("/small/timetable/grid").json == before


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
            assert answer.headers["content-type"] == "application/json" or answer.status == 400
    grid = raw.get("/small/timetable/grid").json
    assert grid["meetings"][0]["topic"] == text, "as it was written, for a page that takes it for text"
    assert text in json.dumps(grid["rooms"], ensure_ascii=False).replace('\\"', '"')


def test_a_page_is_never_taken_for_another_kind(raw: Raw) -> None:
    for target in ("/small/timetable", "/small/timetable/grid", "/static/desk.js", "/static/style.css"):
        answer = raw.get(target)
        assert answer.headers["x-content-type-options"] == "nosniff"
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy and "http" not in policy and policy.startswith("default-src 'none'")


def test_of_the_pages_nothing_is_inline(raw: Raw) -> None:
    for place in PLACES:
        page = raw.get(f"/small/{place}").text
        for inline in ("style=", "<style", " onclick", " onload", "javascript:", '="http'):
            assert inline not in page
