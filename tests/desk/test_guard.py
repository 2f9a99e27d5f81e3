"""Only a browser on this computer that has the printed address comes in, and nothing that is sent makes the desk fail."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scheduler.desk.app import DONE, FOUND, PLACES
from scheduler.desk.guard import MOST_BYTES
from tests import small
from tests.desk.raw import ORIGIN, Raw
from tests.export.pages import HOSTILE

JUNK = "\u00e9\u4e2d\u202e\x00'\"<>%&;=\\ ".encode()


@pytest.fixture
def event(tmp_path: Path) -> small.Desk:
    return small.Desk(tmp_path)


@pytest.fixture
def raw(event: small.Desk) -> Raw:
    return Raw.of(event)


@pytest.fixture
def stranger(event: small.Desk) -> Raw:
    """Who was not let in."""
    return Raw(event.event.parent, event.out)


# ---------------------------------------------------------------------------------------------------------- who comes in


@pytest.mark.parametrize("host", [b"evil.example:8017", b"127.0.0.1", b"127.0.0.1:80", b"", b"localhost:8017.evil", JUNK])
def test_under_another_name_nothing_is_answered(raw: Raw, host: bytes) -> None:
    """A page elsewhere whose name suddenly leads to this computer."""
    for method, target in (("GET", "/small/timetable"), ("GET", "/enter"), ("POST", "/small/timetable/undo")):
        assert raw.ask(method, target, [(b"origin", b"http://" + host)], host=host).status == 421


def test_its_own_names_are_answered(raw: Raw) -> None:
    for host in (b"127.0.0.1:8017", b"localhost:8017", b"LOCALHOST:8017"):
        assert raw.ask("GET", "/small/timetable", host=host).status == 200


def test_without_the_secret_nothing_is_shown(stranger: Raw) -> None:
    for target in ("/", "/static/desk.js", "/static/style.css", "/small/timetable", "/small/timetable/grid", "/nothing"):
        assert stranger.get(target).status == 403
    assert stranger.post("/small/timetable/undo", {}).status == 403


@pytest.mark.parametrize("said", [b"plaza_desk=", b"plaza_desk=wrong", b"=;=;;", b"plaza_desk=\xff\xfe", JUNK, b"a" * 9000])
def test_a_wrong_secret_is_none(raw: Raw, said: bytes) -> None:
    (name,) = (name.encode() for name in raw.cookies)
    for cookie in (said, said.replace(b"plaza_desk", name)):
        assert raw.ask("GET", "/small/timetable", [(b"cookie", cookie)]).status == 403


@pytest.mark.parametrize(
    "ticket", ["", "?ticket=", "?ticket=wrong", "?ticket=%ff%00", "?ticket=\xff\xfe", "?" + "ticket=a&" * 999]
)
def test_a_wrong_ticket_lets_nobody_in(stranger: Raw, ticket: str) -> None:
    answer = stranger.get(f"/enter{ticket}")
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_a_ticket_lets_one_in_once(stranger: Raw) -> None:
    first = stranger.addresses[-1].partition("8017")[2]
    answer = stranger.get(first)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["set-cookie"].split("; "))
    again = stranger.get(first)
    assert (again.status, "set-cookie" in again.headers) == (403, False)
    assert len(stranger.addresses) == 2, "the next address is told"
    assert stranger.enter().get("/").status == 200


def test_who_is_inside_takes_nobodys_ticket(raw: Raw) -> None:
    there = len(raw.addresses)
    assert raw.get(raw.addresses[-1].partition("8017")[2]).status == 303
    assert len(raw.addresses) == there


# ------------------------------------------------------------------------------------------------------ who changes anything


FOREIGN = [
    b"",
    b"null",
    b"http://evil.example",
    b"https://127.0.0.1:8017",
    b"http://127.0.0.1:8018",
    b"127.0.0.1:8017",
    JUNK,
]


@pytest.mark.parametrize("origin", FOREIGN)
def test_pages_of_others_change_nothing(raw: Raw, origin: bytes) -> None:
    for target in ("/begin", "/small/timetable/change", "/small/job/solve", "/nothing"):
        assert raw.send(target, b'{"name": "x"}', origin=origin).status == 403
    assert raw.ask("POST", "/begin", [(b"content-type", b"application/json")], b"{}").status == 403


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MADE-UP"])
def test_no_other_method_is_a_way_round(raw: Raw, method: str) -> None:
    assert raw.ask(method, "/small/timetable/undo", [], b"{}").status == 403
    headers = [(b"origin", ORIGIN), (b"content-type", b"application/json")]
    assert raw.ask(method, "/small/timetable/undo", headers, b"{}").status == 405


@pytest.mark.parametrize(
    "kind", [b"", b"text/plain", b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=a", JUNK]
)
def test_what_a_form_of_another_page_could_send_is_not_taken(raw: Raw, kind: bytes) -> None:
    assert raw.send("/small/timetable/undo", b'{"revision": "v001.0"}', kind=kind).status == 415


# -------------------------------------------------------------------------------------------------------------- how much


@pytest.mark.parametrize("target", ["/begin", "/small/timetable/put", "/small/job/keep", "/nothing"])
def test_too_much_is_refused_whether_it_was_announced_or_not(raw: Raw, target: str) -> None:
    part = b" " * (MOST_BYTES // 4)
    announced = [
        (b"origin", ORIGIN),
        (b"content-type", b"application/json"),
        (b"content-length", str(5 * len(part)).encode()),
    ]
    assert raw.ask("POST", target, announced, *[part] * 5).status == 413
    assert raw.send(target, *[part] * 5).status == (405 if target == "/nothing" else 413)


@pytest.mark.parametrize("length", [b"-1", b"1e3", b"\xb2", b"9" * 5000, b" "])
def test_a_length_that_is_none_is_refused(raw: Raw, length: bytes) -> None:
    headers = [(b"origin", ORIGIN), (b"content-type", b"application/json"), (b"content-length", length)]
    assert raw.ask("POST", "/small/timetable/undo", headers, b"{}").status in (400, 413)


# ----------------------------------------------------------------------------------------------------------- where it leads


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "../app.py",
        "%2e%2e/app.py",
        "..%2f..%2fapp.py",
        "....//app.py",
        "..%5capp.py",
        "%00",
        "desk.css%00",
        "/etc/passwd",
        "a" * 9000,
        "%ff%fe",
        "CON",
        ".",
    ],
)
def test_of_files_only_those_for_pages_are_given_out(raw: Raw, name: str) -> None:
    answer = raw.get(f"/static/{name}")
    assert answer.status == 404
    assert b"import" not in answer.body


@pytest.mark.parametrize(
    "name", ["..", "%2e%2e", "..%2fsmall", "small%00", "%00", "%ff", "a" * 9000, ".hidden", "SMALL", "*", "[s]mall"]
)
def test_no_name_leads_to_a_folder_that_is_no_event(raw: Raw, name: str) -> None:
    for place in PLACES:
        assert raw.get(f"/{name}/{place}").status in (303, 404)
    for found in FOUND:
        assert raw.get(f"/{name}/{found}").status in (303, 404)
    assert raw.post(f"/{name}/timetable/undo", {"revision": "v001.0"}).status in (404, 405)


@pytest.mark.parametrize("name", ["a b", "a#b", "a?b", "a%b", "a%2fb", "日本", "a&b;c", "<b>", "'\""])
def test_an_event_of_any_name_is_found_from_the_first_page(tmp_path: Path, name: str) -> None:
    raw = Raw(tmp_path, tmp_path / "out", only=name).enter()
    answer = raw.get("/")
    assert answer.headers["location"] == f"/{quote(name, safe='')}/intake"
    assert raw.get(answer.headers["location"]).status == 200


def test_two_desks_of_one_computer_leave_each_other_their_secrets(event: small.Desk) -> None:
    """Cookies know of no ports."""
    from scheduler.desk.app import app
    from scheduler.desk.guard import Guard

    one, other = Raw.of(event), Raw.of(event)
    other.guard = Guard(app(other.desk), 8018, other.addresses.append)
    ticket = other.addresses[-1].partition("8018")[2]
    name = other.ask("GET", ticket, host=b"127.0.0.1:8018").headers["set-cookie"].partition("=")[0]
    assert name not in one.cookies


# ------------------------------------------------------------------------------------------------------- what is sent along

REVISIONS = st.sampled_from(("v001.0", "v001.1", "v002.0", ""))
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(("M01", "M02", "R1", "v001", "\ud800", "../v001", "cancel M01", HOSTILE, "9" * 400)),
    st.sampled_from((27267840, 0, -1, 2**31, 2**63, 10**13, 1e308)),
)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3), max_leaves=6
)
NAMES = ("revision", "meeting", "other", "start", "room", "change", "number", "version", "anyway", "take_back", "name")
ASKED = st.one_of(
    ANYTHING,
    st.fixed_dictionaries({"revision": REVISIONS}, optional=dict.fromkeys(NAMES[1:], ANYTHING)),
    st.fixed_dictionaries(dict.fromkeys(NAMES[1:5], PLAIN), optional={"revision": REVISIONS}),
)
MANY = settings(
    max_examples=100, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Raw:
    return Raw.of(small.Desk(tmp_path_factory.mktemp("shared")))


POSTS = ("/begin", *(f"/small/{name}" for name in DONE if name not in ("job/solve",)))


@MANY
@given(st.sampled_from(POSTS), ASKED)
def test_whatever_is_sent_is_answered(shared: Raw, target: str, asked: Any) -> None:
    """Each answer is looked at by `Raw`: none is a fault."""
    assert shared.post(target, asked).status in (200, 400, 404, 409, 422)
    assert shared.get("/small/timetable/grid").status == 200, "and what was done can still be looked at"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"1", b"\xff", b"\x00", b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5000, JUNK, b'"\\ud800"'],
)
def test_what_is_no_json_is_refused(raw: Raw, body: bytes) -> None:
    for target in POSTS:
        assert raw.send(target, body).status == 400


@pytest.mark.parametrize(
    "number", ["Infinity", "-Infinity", "NaN", "1e999", "1" * 400, "-" + "1" * 18, "0.5", "true", "0", "27267841"]
)
def test_a_start_that_is_none_is_refused_and_not_written(raw: Raw, number: str) -> None:
    body = f'{{"revision": "v001.0", "meeting": "M01", "room": "R1", "start": {number}}}'
    assert raw.send("/small/timetable/put", body.encode()).status in (400, 422)
    assert raw.get("/small/timetable/grid").json["revision"] == "v001.0"
    assert raw.send("/small/job/take", f'{{"revision": "v001.0", "number": {number}}}'.encode()).status in (200, 400, 422)


@given(st.sampled_from(("meeting", "of", "")), st.text())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_for_is_answered(shared: Raw, name: str, value: str) -> None:
    for found in FOUND:
        asked = f"{quote(name)}={quote(value, errors='replace')}"
        assert shared.get(f"/small/{found}?{asked}").status in (200, 400, 422)


@pytest.mark.parametrize(
    "cookie", [b"lang=../../etc", b"lang=\xff", b"lang=de", b"guests=\xff; lang=<b>", b"lang=ja; lang=xx"]
)
def test_settings_that_are_none_are_left_aside(raw: Raw, cookie: bytes) -> None:
    secret = "; ".join(f"{name}={value}" for name, value in raw.cookies.items()).encode()
    answer = raw.ask("GET", "/small/timetable", [(b"cookie", secret + b"; " + cookie)])
    assert (answer.status, 'lang="en' in answer.text) == (200, True)
