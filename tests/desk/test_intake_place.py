"""The place Intake: what is dropped lands, what is wrong is said by file, and answers stand where they would be written."""

import asyncio
import json
from collections.abc import MutableMapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from scheduler import tasks, words
from scheduler.cli import cli
from scheduler.desk.app import app
from scheduler.desk.guard import MOST_BYTES, Guard
from scheduler.desk.pages import page
from scheduler.desk.places import intake as place
from scheduler.desk.state import Another, At, Desk
from scheduler.errors import IntakeError, UsageError
from scheduler.tasks.begin import begin
from scheduler.tasks.check import write_review as write_review_of_check
from tests import small
from tests.intake.untidy import base, write

REQUESTS = """
No. | Requester | Counterpart
1 | CN01 | JP03
2 | KR01 | 산시성; JP01
3 | CN02 | JP02
"""
FORM = "自治体名 | 新潟県\n希望相手先 | 江蘇県\n議題 | 観光"


class NoWorker:
    """Nothing is solved here."""

    job = None


def at(inputs: Path, language: str = "en", guests: bool = False) -> At:
    desk = Desk(inputs, inputs.parent / "out", language, "", NoWorker())  # type: ignore[arg-type]
    return At(desk, "plaza", language, guests)


@cache
def form(text: str = FORM) -> bytes:
    book, stream = Workbook(), BytesIO()
    write(book.worksheets[0], text)
    book.save(stream)
    return stream.getvalue()


@cache
def workbook(requests: str) -> bytes:
    stream = BytesIO()
    base({"Requests": requests} if requests else {}).save(stream)
    return stream.getvalue()


@pytest.fixture
def here(tmp_path: Path) -> At:
    """A small event with a question in Requests, and a form whose partner nobody is called like."""
    folder = tmp_path / "inputs" / "plaza"
    (folder / "requests").mkdir(parents=True)
    (folder / "event.xlsx").write_bytes(workbook(REQUESTS))
    (folder / "requests" / "niigata.xlsx").write_bytes(form())
    return at(tmp_path / "inputs")


def names(here: At) -> list[str]:
    return sorted(path.name for path in (here.folder / "requests").iterdir())


def said(here: At, file: str) -> list[dict[str, Any]]:
    """What is said of a file, in order."""
    return next(([*one["open"], *one["notes"]] for one in place.place(here)["files"] if one["name"] == file), [])


def question(here: At, asked: str) -> dict[str, Any]:
    """A question that is open, by what it asks about."""
    lines = [one for file in place.place(here)["files"] for one in file["open"] if one["question"]]
    return next(one["question"] for one in lines if asked in (one["question"]["asked"], one["layout"] and "layout"))


def answer(here: At, asked: str, text: str) -> dict[str, Any]:
    found = question(here, asked)
    return place.answer(here, {"id": found["id"], "answer": text, "seen": found["seen"]})


def to_confirm(here: At) -> dict[str, str]:
    """What is asked about → the answer, as the cells of the workbook hold it."""
    sheet = load_workbook(tasks.review_of(here.folder, here.out)).worksheets[0]
    return {str(row[4]): str(row[7] or "") for row in sheet.iter_rows(min_row=2, values_only=True)}


def checked(here: At) -> dict[str, Any]:
    """What the command line says."""
    result = CliRunner().invoke(cli, ["check", str(here.folder), "--out", str(here.out), "--lang", "en", "--json"])
    found: dict[str, Any] = json.loads(result.output)
    return found


# ------------------------------------------------------------------------------------------------------ files that came


def test_what_is_dropped_lands_and_nothing_is_written_over(here: At) -> None:
    first, other = form("自治体名 | 長崎県\n希望相手先 | 江蘇省"), form("自治体名 | 長崎県\n希望相手先 | 山西省")
    assert "has come in" in place.receive(here, "長崎.xlsx", first)["text"]
    assert "already" in place.receive(here, "長崎.xlsx", first)["text"]
    assert "長崎.xlsx" in place.receive(here, "renamed.xlsx", first)["text"]
    assert "長崎 (2).xlsx" in place.receive(here, "長崎.xlsx", other)["text"]
    assert names(here) == ["niigata.xlsx", "長崎 (2).xlsx", "長崎.xlsx"]
    assert (here.folder / "requests" / "長崎.xlsx").read_bytes() == first
    assert (here.folder / "requests" / "長崎 (2).xlsx").read_bytes() == other
    assert [one for one in here.folder.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    "name",
    ["../../event.xlsx", "..\\..\\event.xlsx", "/etc/event.xlsx", "C:\\event.xlsx", "event\u202e\x00.xlsx", ".event.xlsx"],
)
def test_no_name_leads_out_of_the_folder_or_hides_a_file(here: At, name: str) -> None:
    before = (here.folder / "event.xlsx").read_bytes()
    place.receive(here, name, b"other")
    assert (here.folder / "event.xlsx").read_bytes() == before
    (landed,) = set(names(here)) - {"niigata.xlsx"}
    assert landed.startswith("event") and landed.endswith(".xlsx") and landed.isprintable()
    assert said(here, f"requests/{landed}")[0]["kind"] == "error"


@pytest.mark.parametrize("name", ["CON.xlsx", "a" * 300 + ".xlsx", "", "   ", "form", "Form.XLSX", "x.tar.gz", "?*|<>.csv"])
def test_every_name_becomes_one_that_every_system_takes(here: At, name: str) -> None:
    kept = tasks.receive(here.folder, name, b"x").file
    assert (here.folder / kept).read_bytes() == b"x"
    assert len(kept.removeprefix("requests/")) < 100 and not set(kept.removeprefix("requests/")) & set('/\\:*?"<>|')


def test_capitals_do_not_make_another_name(here: At) -> None:
    assert tasks.receive(here.folder, "NIIGATA.xlsx", b"x").file == "requests/NIIGATA (2).xlsx"


@pytest.mark.parametrize("name", ["~$form.xlsx", ".DS_Store", "Thumbs.db", ".~lock.form.ods#"])
def test_what_programs_keep_for_themselves_is_refused(here: At, name: str) -> None:
    with pytest.raises(UsageError):
        place.receive(here, name, b"x")
    assert names(here) == ["niigata.xlsx"]


def test_a_folder_of_requests_that_leads_elsewhere_takes_nothing(here: At, tmp_path: Path) -> None:
    (here.folder / "requests" / "niigata.xlsx").unlink()
    (here.folder / "requests").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (here.folder / "requests").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError):
        place.receive(here, "a.xlsx", b"x")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_that_is_no_form_is_told_so_and_can_be_put_aside_and_back(here: At) -> None:
    place.receive(here, "photo.png", b"\x89PNG")
    assert [one["kind"] for one in said(here, "requests/photo.png")] == ["error"]
    place.put_aside(here, {"file": "requests/photo.png"})
    shown = place.place(here)
    assert said(here, "requests/photo.png") == [] and shown["aside"] == ["put-aside/photo.png"]
    place.put_back(here, {"file": "put-aside/photo.png"})
    assert said(here, "requests/photo.png") and place.place(here)["aside"] == []
    for outside in ("event.xlsx", "requests/../event.xlsx", "requests/none.xlsx"):
        with pytest.raises(UsageError):
            place.put_aside(here, {"file": outside})


# -------------------------------------------------------------------------------------------------------------- problems


def test_problems_stand_by_file_the_gravest_first(here: At) -> None:
    files = place.place(here)["files"]
    gravest = [[*one["open"], *one["notes"]][0]["kind"] for one in files]
    assert gravest == sorted(gravest, key=["error", "question", "note"].index)
    for one in files:
        kinds = [each["kind"] for each in one["open"]]
        assert kinds == sorted(kinds, key=["error", "question"].index)
    (line,) = (one for one in said(here, "event.xlsx") if one["question"])
    assert line["cells"] == ["Requests!C3"] and [answer for answer, _ in line["question"]["candidates"]] == ["CN02", "CN03"]


def test_who_has_answered_is_shown_in_the_stated_order(here: At) -> None:
    lines = {one["code"]: one for one in place.place(here)["governments"]}
    assert list(lines) == sorted(lines)  # unless the event says otherwise
    assert lines["JP01"]["files"] == ["niigata.xlsx"] and lines["JP01"]["came"]
    assert lines["CN01"]["requests"] == 1 and lines["CN01"]["files"] == []
    assert not lines["KR02"]["came"]
    settings = "Setting | Value\nEvent name | Plaza\nHost time zone | Asia/Seoul\nCountry order | host first"
    base({"Requests": REQUESTS, "Event": settings}).save(here.folder / "event.xlsx")
    assert [one["code"][:2] for one in place.place(here)["governments"]] == ["KR"] * 3 + ["CN"] * 3 + ["JP"] * 3


def test_a_sheet_is_shown_as_it_came_around_its_cell(here: At) -> None:
    wide = "\n".join([FORM.replace("新潟県", "長崎県"), *(f"line {row}" for row in range(4, 80))])
    place.receive(here, "long.xlsx", form(wide))
    shown = place.sheet(here, {"file": "requests/niigata.xlsx", "sheet": "Sheet", "cell": "B2"})
    cells = {
        f"{letter}{row}": cell for row, line in shown["rows"] for letter, cell in zip(shown["columns"], line, strict=True)
    }
    assert cells["B2"]["text"] == "江蘇県" and cells["B2"]["here"] and cells["B2"]["said"] == "Error"
    assert [at for at, cell in cells.items() if "here" in cell] == ["B2"] and shown["whole"]
    part = place.sheet(here, {"file": "requests/long.xlsx", "sheet": "Sheet", "cell": "A60"})
    assert not part["whole"] and len(part["rows"]) * len(part["columns"]) < 400
    assert any(row == 60 and line[0]["here"] for row, line in part["rows"])
    with pytest.raises(UsageError):
        place.sheet(here, {"file": "../secret.xlsx", "sheet": "Sheet", "cell": "A1"})


def test_text_of_forms_stays_text(here: At) -> None:
    place.receive(here, "<img src=x>.xlsx", form('自治体名 | 長崎県\n希望相手先 | <script>alert("1")</script>'))
    html = page("intake", here, {"places": ("intake",), "place": "intake", **place.place(here)})
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html and "<img" not in html


# -------------------------------------------------------------------------------------------------------------- answers


def test_an_answer_stands_in_its_cell_and_the_command_line_sees_it(here: At) -> None:
    before = len(here.looked.open)
    answer(here, "산시성", "CN03")
    assert to_confirm(here)["산시성"] == "CN03"
    assert len(here.looked.open) == before - 1
    found = checked(here)
    assert len(found["errors"]) + len(found["questions"]) == before - 1
    assert to_confirm(here)["산시성"] == "CN03"
    assert {(one["asked"], one["answer"]) for one in place.place(here)["answered"]} == {("산시성", "CN03")}


def test_an_answer_on_the_desk_is_the_one_that_is_written_by_hand(here: At) -> None:
    tasks.check_event(here.folder, here.out, "en")
    review = tasks.review_of(here.folder, here.out)
    book = load_workbook(review)
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[7].value = {"산시성": "CN02", "江蘇県": "CN01"}.get(str(row[4].value), "yes")
    book.save(review)
    by_hand = here.looked.look.answers
    review.unlink()
    for asked, text in (("산시성", "CN02"), ("江蘇県", "CN01"), ("layout", "yes")):
        answer(here, asked, text)
    assert set(here.looked.look.answers) == set(by_hand) and len(by_hand) == 3
    assert not here.looked.refused and place.place(here)["state"] == "ready"


def test_a_second_answer_replaces_the_first_and_an_empty_one_takes_it_back(here: At) -> None:
    id = question(here, "산시성")["id"]
    answer(here, "산시성", "CN03")
    place.answer(here, {"id": id, "answer": "CN02", "seen": "CN03"})
    assert to_confirm(here)["산시성"] == "CN02" and list(to_confirm(here)).count("산시성") == 1
    place.answer(here, {"id": id, "answer": " ", "seen": "CN02"})
    assert to_confirm(here)["산시성"] == "" and question(here, "산시성")["seen"] == ""


def test_an_answer_that_is_not_understood_can_be_changed_where_it_is_said(here: At) -> None:
    answer(here, "layout", "JP01")
    line = next(one for one in said(here, "requests/niigata.xlsx") if "JP01" in one["text"])
    assert line["question"]["seen"] == "JP01"
    place.answer(here, {"id": line["question"]["id"], "answer": "yes", "seen": "JP01"})
    assert not any("JP01" in one["text"] for one in said(here, "requests/niigata.xlsx"))


def test_an_answer_to_a_question_that_is_gone_is_refused(here: At) -> None:
    id = question(here, "江蘇県")["id"]
    answer(here, "산시성", "CN03")
    (here.folder / "requests" / "niigata.xlsx").write_bytes(form(FORM.replace("江蘇県", "江蘇省")))
    before = to_confirm(here)
    with pytest.raises(UsageError) as refused:
        place.answer(here, {"id": id, "answer": "CN01", "seen": ""})
    assert refused.value.says[0].key == "desk.intake.not_asked" and to_confirm(here) == before


def test_an_answer_that_is_spent_can_no_longer_be_changed(here: At) -> None:
    id = question(here, "江蘇県")["id"]
    answer(here, "江蘇県", "CN01")
    (here.folder / "requests" / "niigata.xlsx").write_bytes(form(FORM.replace("江蘇県", "江蘇省")))
    assert [one["spent"] for one in place.place(here)["answered"]] == [True]
    with pytest.raises(UsageError):
        place.answer(here, {"id": id, "answer": "CN02", "seen": "CN01"})


def test_an_answer_that_somebody_else_has_given_meanwhile_is_asked_about(here: At) -> None:
    id = question(here, "산시성")["id"]
    answer(here, "산시성", "CN03")
    with pytest.raises(Another):
        place.answer(here, {"id": id, "answer": "CN02", "seen": ""})
    assert to_confirm(here)["산시성"] == "CN03"


def test_what_is_saved_while_an_answer_is_written_is_not_lost(here: At, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.check_event(here.folder, here.out, "en")
    review = tasks.review_of(here.folder, here.out)
    times: list[int] = []

    def write_review(*arguments: Any) -> None:
        really(*arguments)
        times.append(1)
        if len(times) == 1:  # somebody saves in Excel just before it is moved in place
            book = load_workbook(review)
            for row in book.worksheets[0].iter_rows(min_row=2):
                if row[4].value == "江蘇県":
                    row[7].value = "CN01"
            book.save(review)

    really = write_review_of_check
    monkeypatch.setattr("scheduler.tasks.answering.write_review", write_review)
    answer(here, "산시성", "CN03")
    found = to_confirm(here)
    assert (found["산시성"], found["江蘇県"], len(times)) == ("CN03", "CN01", 2)


def test_nothing_is_written_over_what_excel_has_open_or_cannot_be_read(here: At) -> None:
    answer(here, "산시성", "CN03")
    review = tasks.review_of(here.folder, here.out)
    owner = review.with_name(f"~${review.name}")
    owner.write_bytes(b"x")
    with pytest.raises(UsageError):
        answer(here, "江蘇県", "CN01")
    owner.unlink()
    id = question(here, "江蘇県")["id"]
    spoilt = review.read_bytes()[:2000]
    review.write_bytes(spoilt)
    with pytest.raises(IntakeError):
        place.answer(here, {"id": id, "answer": "CN01", "seen": ""})
    assert review.read_bytes() == spoilt
    assert any(one["name"] == "intake-review.xlsx" for one in place.place(here)["files"])


@pytest.mark.parametrize("text", ["=1+1", "a\x07b"])
def test_an_answer_is_text_whatever_it_looks_like(here: At, text: str) -> None:
    answer(here, "江蘇県", text)
    assert next(one.answer for one in here.looked.look.answers) == text.replace("\x07", "")


# ------------------------------------------------------------------------------------------------------ forms to be sent


def test_a_form_is_made_for_each_government_and_none_is_written_over(here: At) -> None:
    governments = len(place.place(here)["governments"])
    assert place.make_forms(here, {})["text"].startswith(f"{governments} forms have been made.")
    forms = {path: path.read_bytes() for path in (here.folder / "forms").iterdir()}
    assert len(forms) == governments
    assert place.make_forms(here, {})["text"].startswith("0 forms")
    assert {path: path.read_bytes() for path in (here.folder / "forms").iterdir()} == forms


def test_what_may_be_meant_is_offered_by_name_and_answered_by_code(here: At) -> None:
    offers = question(At(here.desk, "plaza", "ko"), "산시성")["candidates"]
    assert [answer for answer, _ in offers] == ["CN02", "CN03"]
    assert len({called for _, called in offers}) == 2 and all("산시성 / " in called for _, called in offers)


# -------------------------------------------------------------------------------------------------------- states and pages


def test_every_state_says_what_is_next(tmp_path: Path) -> None:
    here = at(tmp_path / "inputs")
    begin(here.folder, "en")
    shown = place.place(here)
    assert shown["state"] == "book" and shown["book"] == str((here.folder / "event.xlsx").resolve())
    (here.folder / "event.xlsx").write_bytes(workbook(""))
    begun = place.place(here)
    assert begun["state"] == "forms"
    assert not any(file["open"] for file in begun["files"]), "that none has come yet is no mistake"
    place.receive(here, "niigata.xlsx", form(FORM.replace("江蘇県", "江蘇省")))
    assert place.place(here)["state"] == "open"
    answer(here, "layout", "yes")
    assert place.place(here)["state"] == "ready"


def test_after_a_version_it_is_told_whether_something_has_come_since(tmp_path: Path) -> None:
    desk = small.Desk(tmp_path)
    here = At(Desk(tmp_path, desk.out, "en", "small", NoWorker()), "small", "en")  # type: ignore[arg-type]
    assert place.place(here)["state"] == "made"
    desk.rows["Requests"].append([5, "CN01", "KR02", ""])
    desk.write()
    assert place.place(here)["state"] == "newer"
    for state in ("made", "newer"):
        html = page("intake", here, {"places": ("intake",), "place": "intake", **place.place(here), "state": state})
        assert '/small/timetable"' in html


def test_the_page_of_every_state_has_a_next_step(here: At) -> None:
    for language in words.LANGUAGES:
        reader = At(here.desk, "plaza", language)
        shown = place.place(reader)
        for state in ("book", "forms", "open", "ready", "made", "newer"):
            html = page("intake", reader, {"places": ("intake",), "place": "intake", **shown, "state": state})
            step = html[html.index('class="next ') : html.index("</section>", html.index('class="next '))]
            assert "<button" in step or 'class="button' in step
            assert "style=" not in html and "onclick" not in html


def test_pages_read_the_intake_once_until_something_comes(here: At, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    really = tasks.look

    def look(folder: Path, out: Path) -> tasks.Looked:
        read.append(folder)
        return really(folder, out)

    monkeypatch.setattr(tasks, "look", look)
    assert here.open is None
    place.place(here)
    assert here.open == len(here.looked.open) > 0
    place.open_now(here, {})
    assert len(read) == 1
    before = place.open_now(here, {})["mark"]
    place.receive(here, "photo.png", b"x")
    assert here.open is None and place.open_now(here, {})["mark"] != before
    assert len(read) == 2


def test_only_what_can_be_typed_in_is_opened(here: At, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def launch(path: str) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr("click.launch", launch)
    place.receive(here, "evil.exe", b"MZ")
    for file in ("requests/evil.exe", "../out/plaza/intake-review.xlsx", "/etc/passwd", "requests/none.xlsx"):
        with pytest.raises(UsageError):
            place.launch(here, {"file": file})
    for file in ("event.xlsx", "requests/niigata.xlsx", "review"):
        place.launch(here, {"file": file})
    assert [Path(path).name for path in opened] == ["event.xlsx", "niigata.xlsx", "intake-review.xlsx"]
    assert tasks.review_of(here.folder, here.out).exists()


# ------------------------------------------------------------------------------------------------------ over the wire


def post(here: At, path: str, body: bytes, **headers: str) -> tuple[int, bytes]:
    """What is answered to a file that is sent, past the guard."""
    sent: list[MutableMapping[str, Any]] = []
    guard = Guard(app(here.desk), 8017, lambda address: None)
    given = {
        "host": "127.0.0.1:8017",
        "origin": "http://127.0.0.1:8017",
        "cookie": f"plaza_desk_8017={guard._secret}",
        "content-type": "application/octet-stream",
        "content-length": str(len(body)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(guard(scope, receive, send))
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent)


def test_a_file_comes_with_its_name_in_the_header(here: At) -> None:
    status, told = post(here, "/plaza/intake/receive", form("自治体名 | 長崎県"), x_file_name=quote("長崎 県.xlsx"))
    assert status == 200 and "長崎 県.xlsx" in json.loads(told)["text"]
    assert "長崎 県.xlsx" in names(here)
    assert post(here, "/plaza/intake/receive", b"x", x_file_name=quote("~$a.xlsx"))[0] == 422
    assert post(here, "/nowhere/intake/receive", b"x", x_file_name="a.xlsx")[0] == 404
    assert post(here, "/plaza/intake/receive", b"x", x_file_name="a.xlsx", content_type="text/plain")[0] == 415
    assert post(here, "/plaza/intake/receive", b"x" * (MOST_BYTES + 1), x_file_name="a.xlsx")[0] == 413
    assert names(here) == ["niigata.xlsx", "長崎 県.xlsx"]
