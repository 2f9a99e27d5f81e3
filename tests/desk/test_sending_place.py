"""The place *Sending*: what is open, letters written, looked at and noted as sent, and files taken away."""

import errno
import html
import os
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import openpyxl
import pytest

from scheduler import tasks
from tests.desk.pages import Pages, newest
from tests.small import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return as_asked(Desk(tmp_path))


def as_asked(desk: Desk) -> Desk:
    """JP01 goes through a body and has an odd name."""
    desk.put("Governments", "Via", "", "CLAIR", "", "", "")
    desk.put("Governments", "E-mail", "", "jp01@example.org", "", "kr01@example.org", "")
    desk.put("Governments", "Name (Japanese)", "", "<img src=x>県", "", "", "")
    desk.put("Requests", "Topic", "soil", "<b>water</b>", "air", "fire")
    desk.write()
    return desk


@pytest.fixture
def pages(desk: Desk) -> Pages:
    """With an export of everything, which is made once."""
    for name, data in exported().items():
        (desk.home / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.home / name).write_bytes(data)
    return Pages(desk)


@cache
def exported() -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        desk = as_asked(Desk(Path(folder)))
        desk.ends(0, "export")
        found = (desk.home / "export").rglob("*.*")
        return {str(path.relative_to(desk.home)): path.read_bytes() for path in found if path.is_file()}


def rows(desk: Desk) -> dict[str, dict[str, Any]]:
    """The lines of the newest send list by the codes of governments, as Excel shows them."""
    heading, *lines = openpyxl.load_workbook(newest(desk) / "send.xlsx").worksheets[0].values
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        cells: dict[str, Any] = dict(zip(map(str, heading), line, strict=True))
        found.setdefault(str(cells["Code"]), cells)
    return found


def listed(page: str) -> tuple[str, str]:
    """The export whose list a page shows, and the revision of that."""
    found = re.search(r'data-export="([^"]*)" data-revision="([^"]*)"', page)
    assert found
    return found[1], found[2]


def mark(pages: Pages, letters: list[str], state: str, status: int = 200) -> Any:
    export, revision = listed(pages.page("sending"))
    return pages.act("sending/mark", status, export=export, revision=revision, letters=letters, state=state)


def written(pages: Pages, **asked: Any) -> Any:
    """What came of an export."""
    pages.act("job/export", version="v001", **asked)
    return pages.found("job")["ended"]


def waiting(page: str) -> int:
    """The number beside the place."""
    found = re.search(r'data-waiting="sending">(\d+)', page)
    return int(found[1]) if found else 0


# --------------------------------------------------------------------------------------------------- written and listed


def test_where_nothing_was_written_it_says_what_to_do(desk: Desk) -> None:
    page = Pages(desk).page("sending")
    assert "No letters have been written yet." in page and 'href="#write"' in page
    assert waiting(page) == 0 and 'id="letters"' not in page


def test_what_is_written_here_is_what_the_command_writes(desk: Desk) -> None:
    pages = Pages(desk)
    done = written(pages, different=False, public=False)
    here, folder = newest(desk), desk.home / "export" / "v001-1"
    assert done["export"] == "v001-1" and here == folder
    desk.ends(0, "export")
    there = newest(desk)
    names = {path.relative_to(folder) for path in folder.rglob("*.txt")}
    assert names and names == {path.relative_to(there) for path in there.rglob("*.txt")}
    assert all((folder / name).read_bytes() == (there / name).read_bytes() for name in names)
    page = pages.page("sending")
    assert listed(page)[0] == "v001-2" and page.index('<th scope="row">v001-2') < page.index('<th scope="row">v001-1')
    assert listed(pages.page("sending?export=v001-1"))[0] == "v001-1"


def test_another_version_than_was_looked_at_is_not_written(desk: Desk, pages: Pages) -> None:
    desk.ends(0, "reschedule", "--cancel", "M01")
    assert pages.act("job/export", 409, version="v001")["another"]
    assert newest(desk).name == "v001-1"
    assert "These letters tell of version v001; the latest is v002." in pages.page("sending")


def test_only_what_is_different_is_written_where_that_is_asked(desk: Desk, pages: Pages) -> None:
    page = pages.page("sending")
    mark(pages, re.findall(r'data-letter="(\w+)"', page), "sent")
    said = written(pages, different=True)["said"]
    assert said[0].startswith("0 letters are written.")
    assert "Nothing is different for anybody" in pages.page("sending")


def test_a_page_for_the_public_has_no_letters_and_takes_no_list_away(desk: Desk, pages: Pages) -> None:
    written(pages, public=True)
    page = pages.page("sending")
    assert "For the public:" in page and listed(page)[0] == "v001-1"
    answer = pages.get("sending/file", export="v001-2", path="timetable.html")
    assert answer.headers["content-disposition"].startswith("attachment") and "html" not in answer.headers["content-type"]


def test_what_is_open_has_its_cells_and_a_next_step(desk: Desk) -> None:
    desk.put("Rooms", "Join link", "", "")
    desk.write()
    page = Pages(desk).page("sending")
    known = tasks.before_sending(desk.event, tasks.Run(desk.out, "en", "", lambda: None, 0.0))
    opened = page.split('<ul class="messages open">')[1].split("</ul>")[0]
    assert "before_sending.no_address" in {one.key for one in known}
    assert all('class="button"' in one for one in opened.split("<li>")[1:]) and opened.count("<li>") == len(known)
    assert "neither an address nor a body" in opened


def chosen(pages: Pages, address: str) -> list[str]:
    """What is chosen in the form of a change."""
    return re.findall(r'<option value="([^"]*)"[^>]* selected', pages.page(address).partition('id="change"')[2])


def test_what_is_to_be_settled_leads_to_a_form_that_is_filled_in(desk: Desk) -> None:
    pages = Pages(desk)
    leads = re.findall(r'href="/small/(changes\?[^"]*)">([^<]*)<', pages.page("sending"))
    assert [text for _, text in leads if "M03" in text] == ["Note the answer of KR02 Epsilon on M03"]
    for address, _ in leads:
        asked = html.unescape(address)
        assert sorted(chosen(pages, asked)) == sorted(dict(parse_qsl(asked.partition("?")[2])).values())
    odd = "changes?kind=link&meeting=M99&government=%22%3E%3Cb%3E&url=javascript:x"
    assert chosen(pages, odd) == ["link"] and not re.search('"><b>|javascript:', pages.page(odd))


def test_what_the_draft_has_settled_is_only_to_be_kept(desk: Desk) -> None:
    pages = Pages(desk)
    asked = re.findall(r"kind=consent&amp;meeting=(\w+)&amp;government=(\w+)", pages.page("sending"))
    for number, (meeting, code) in enumerate(asked):
        pages.act("timetable/change", revision=f"v001.{number}", change=f"consent {meeting} {code} agreed")
    page = pages.page("sending")
    assert "await consent" in page and "changes?kind" not in page and 'href="/small/timetable">See what it does' in page


def test_a_draft_is_no_part_of_what_is_sent(pages: Pages) -> None:
    assert "The draft on the timetable" not in pages.page("sending")
    pages.act("timetable/change", revision="v001.0", change="cancel M01")
    assert "What is sent is version v001. The draft on the timetable (1 step, not kept yet)" in pages.page("sending")


# ------------------------------------------------------------------------------------------------------- noted as sent


def test_what_is_marked_stands_where_a_user_would_write_it(desk: Desk, pages: Pages) -> None:
    before, looks = rows(desk), openpyxl.load_workbook(newest(desk) / "send.xlsx").worksheets[0]
    open_before = waiting(pages.page("versions"))
    now = mark(pages, [before["JP01"]["Letter"]], "sent")
    after = rows(desk)
    assert (after["JP01"]["Status"], after["JP01"]["Sent on"].date()) == ("sent", date.today())
    for code in before:
        same = {name for name in before[code] if code != "JP01" or name not in ("Status", "Sent on")}
        assert {name: before[code][name] for name in same} == {name: after[code][name] for name in same}
    sheet = openpyxl.load_workbook(newest(desk) / "send.xlsx").worksheets[0]
    assert sheet.auto_filter.ref == looks.auto_filter.ref
    assert sheet.column_dimensions["H"].width == looks.column_dimensions["H"].width
    was, now_is = ([(one.formula1, str(one.sqref)) for one in of.data_validations.dataValidation] for of in (looks, sheet))
    assert was == now_is and was[0][0] == '"sent,answered"'
    assert now["open"] == now["waiting"] == open_before - 1 == waiting(pages.page("versions"))


def test_the_command_line_reads_what_is_marked_and_taken_back(desk: Desk, pages: Pages) -> None:
    letter = rows(desk)["JP02"]["Letter"]
    mark(pages, [letter], "sent")
    assert mark(pages, [letter], "answered")["states"][letter] == "answered"
    desk.ends(0, "export", "--changed-since", "sent")
    assert "JP02" not in rows(desk) and "JP01" in rows(desk)
    export, revision = listed(pages.page("sending?export=v001-1"))
    pages.act("sending/mark", export=export, revision=revision, letters=[letter], state="")
    desk.ends(0, "export", "--changed-since", "sent")
    assert "JP02" in rows(desk), "no day of sending was left"


def test_a_list_is_marked_in_its_own_language_however_it_was_sorted(desk: Desk) -> None:
    desk.run("export", "--lang", "ja")
    path = newest(desk) / "send.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    lines = list(sheet.values)[1:]
    sheet.delete_rows(2, len(lines))
    for row in reversed(lines[1:]):
        sheet.append(list(row))
    book.save(path)
    pages, letter = Pages(desk), str(lines[2][0])
    page = pages.page("sending")
    assert "1 line is missing from the send list" in page and waiting(page) == len(lines)
    mark(pages, [letter], "sent")
    marked = [row for row in openpyxl.load_workbook(path).worksheets[0].values if row[9]]
    assert [(row[0], row[9]) for row in marked[1:]] == [(letter, "送付済み")]


def test_a_day_that_a_user_wrote_stays_and_counts(desk: Desk, pages: Pages) -> None:
    path = newest(desk) / "send.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["K2"] = "1 October"
    book.save(path)
    letter = str(book.worksheets[0]["A2"].value)
    assert f'data-letter="{letter}" data-via="" data-language="zh" data-state="sent"' in pages.page("sending")
    assert mark(pages, [letter], "answered")["days"][letter] == "1 October"


def test_what_changed_meanwhile_is_not_written_over(desk: Desk, pages: Pages) -> None:
    path, letter = newest(desk) / "send.xlsx", rows(desk)["JP01"]["Letter"]
    export, revision = listed(pages.page("sending"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["L2"] = "by telephone"
    book.save(path)
    left = path.read_bytes()
    asked = {"export": export, "revision": revision, "letters": [letter], "state": "sent"}
    assert pages.act("sending/mark", 409, **asked)["another"]
    (path.parent / "~$send.xlsx").write_bytes(b"")
    assert "open in another program" in mark(pages, [letter], "sent", 422)["says"][0]["text"]
    (path.parent / "~$send.xlsx").unlink()
    assert "no line for deadbeef" in mark(pages, ["deadbeef"], "sent", 422)["says"][0]["text"]
    mark(pages, [letter], "lost", 400)
    assert path.read_bytes() == left


def test_a_full_disk_leaves_the_list_as_it_was(desk: Desk, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    path, letter = newest(desk) / "send.xlsx", rows(desk)["JP01"]["Letter"]
    left = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("scheduler.export.write_marks", full)
    assert "send.xlsx" in mark(pages, [letter], "sent", 422)["says"][0]["text"]
    assert path.read_bytes() == left and not list(path.parent.glob(".unfinished*"))


def test_a_list_that_cannot_be_read_is_said_by_its_cell(desk: Desk, pages: Pages) -> None:
    book = openpyxl.load_workbook(newest(desk) / "send.xlsx")
    book.worksheets[0]["J2"] = "perhaps"
    book.save(newest(desk) / "send.xlsx")
    page = pages.page("sending")
    assert "“perhaps” is no status" in page and "J2" in page and waiting(page) == 0


# ------------------------------------------------------------------------------------------------------------ previews


def test_a_letter_is_shown_as_its_recipient_will_see_it(desk: Desk, pages: Pages) -> None:
    (of,) = newest(desk).glob("CLAIR/JP01*")
    shown = pages.found("sending/letter", export="v001-1", letter=rows(desk)["JP01"]["Letter"])
    assert shown["text"] == (of / "letter.txt").read_text(encoding="utf-8") and "<b>water</b>" in shown["text"]
    first = min(one["start"] for one in desk.table().values() if "JP01" in one["governments"])
    hour = f"2021年11月5日（金） {int(first[11:13]) + 9:02}:{first[14:16]}–"
    assert shown["calendar"][0]["when"].startswith(hour) and shown["clock"] == "日本時間"
    assert {one["method"] for one in shown["calendar"]} == {"REQUEST"}
    headings = next(row for row in shown["sheet"] if len(row) > 1)
    assert "議題" in headings and any("<b>water</b>" in row for row in shown["sheet"])
    names = {one["name"] for one in shown["files"]}
    assert names == {"letter.eml", "letter.txt", "meetings.xlsx", "request.ics", "calendar.ics"}
    page = pages.page("sending")
    assert "&lt;img src=x&gt;" in page and "<img" not in page


def test_what_is_taken_out_of_a_calendar_is_told_apart(desk: Desk, pages: Pages) -> None:
    cancelled = next(id for id, one in desk.table().items() if "JP02" in one["governments"])
    desk.ends(0, "reschedule", "--cancel", cancelled)
    desk.ends(0, "export")
    shown = pages.found("sending/letter", export="v002-2", letter=rows(desk)["JP02"]["Letter"])
    assert [(one["method"], cancelled in one["what"]) for one in shown["calendar"]] == [("CANCEL", True)]


def test_a_draft_alone_is_previewed_too(desk: Desk) -> None:
    desk.ends(0, "export", "--format", "eml")
    shown = Pages(desk).found("sending/letter", export="v001-1", letter=rows(desk)["JP01"]["Letter"])
    assert shown["text"].startswith("【Small】") and "<b>water</b>" in shown["text"] and not shown["sheet"]


# --------------------------------------------------------------------------------------------------------------- files


def test_a_file_is_handed_out_to_be_kept_and_never_shown_as_a_page(desk: Desk, pages: Pages) -> None:
    (of,) = newest(desk).glob("CLAIR/JP01*")
    kinds = {"letter.eml": "message/rfc822", "request.ics": "text/calendar", "meetings.xlsx": "application/vnd.openxml"}
    for name, kind in kinds.items():
        answer = pages.get("sending/file", export="v001-1", path=f"CLAIR/{of.name}/{name}")
        assert answer.body == (of / name).read_bytes()
        assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"
        assert answer.headers["content-type"].startswith(kind)


ELSEWHERE = (
    "../v001-1/send.xlsx",
    "../../v001/timetable.xlsx",
    "CLAIR/../../../v001/timetable.xlsx",
    "CLAIR/../send.xlsx",
    "/etc/passwd",
    "//etc/passwd",
    "..\\..\\v001\\timetable.xlsx",
    "C:\\windows\\win.ini",
    "export.json",
    "",
    ".",
    "CLAIR",
    "send.xlsx\0",
    "out.xlsx",
    "away/timetable.xlsx",
)


def test_nothing_but_files_of_the_export_is_handed_out(desk: Desk, pages: Pages) -> None:
    (newest(desk) / "out.xlsx").symlink_to(desk.home / "v001" / "timetable.xlsx")
    (newest(desk) / "away").symlink_to(desk.home / "v001", target_is_directory=True)
    assert pages.get("sending/file", export="v001-1", path="send.xlsx").status == 200
    for path in (*ELSEWHERE, *map(quote, ELSEWHERE), str(desk.home / "v001" / "timetable.xlsx")):
        assert pages.get("sending/file", export="v001-1", path=path).status == 404, path


def test_a_folder_that_is_no_export_hands_out_nothing(desk: Desk, pages: Pages) -> None:
    (desk.home / "export" / "v001-9").symlink_to(desk.home / "v001", target_is_directory=True)
    for name in ("v001-9", "../v001", "v001-1/..", "", "v001"):
        assert pages.get("sending/file", export=name, path="timetable.xlsx").status == 404
    assert pages.get("sending/file", export="v001-1").status == 404
