"""`plaza export`: folders, letters, calendars and the send list of a small event; and what is asked wrongly."""

import email
import errno
import json
import os
from datetime import UTC, datetime
from email import policy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import vobject
from icalendar import Calendar

from scheduler import words
from tests.small import Desk


def through_bodies(desk: Desk) -> None:
    """CN01 and JP01 go through bodies, KR01 has a person to write to, and M02 awaits the consent of KR01."""
    desk.rows["Event"] += [
        ["Secretariat", "Office"],
        ["Secretariat e-mail", "office@example.org"],
        ["Consent due by", "2021-10-20"],
    ]
    desk.put("Governments", "Via", "CPAFFC", "CLAIR", "", "", "")
    desk.put("Governments", "Name (Japanese)", "アルファ省", "ベータ県", "ガンマ県", "デルタ道", "")
    desk.put("Governments", "Department", "", "国際課", "", "", "")
    desk.put("Governments", "Contact", "", "", "", "김민수", "")
    desk.put("Governments", "Title", "", "", "", "주무관", "")
    desk.put("Governments", "E-mail", "", "jp01@example.org", "", "kr01@example.org", "")
    desk.put("Requests", "Topic", "soil", "water", "air", "fire")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, arranged=through_bodies)


def export(desk: Desk, *options: object) -> Path:
    """The folder that an export has made."""
    return Path(json.loads(desk.ends(0, "export", *options, "--json"))["folder"])


def packet(folder: Path, code: str) -> Path:
    (found,) = folder.glob(f"*/{code} *")
    return found


def test_a_government_gets_the_page_in_its_language_with_its_own_links_where_that_is_asked(desk: Desk) -> None:
    assert not list(export(desk).glob("C*/*/timetable.html")) + list(export(desk).glob("direct/*/timetable.html"))
    folder = export(desk, "--format", "html")
    for code, locale, known, unknown in (("JP01", "ja-JP", "water", "fire"), ("KR01", "ko-KR", "fire", "soil")):
        page = (packet(folder, code) / "timetable.html").read_text(encoding="utf-8")
        assert f'<html lang="{locale}">' in page
        assert known in page and unknown not in page


def send_list(folder: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(folder / "send.xlsx").worksheets[0].values)[1:]


def test_a_packet_travels_the_way_that_is_stated(desk: Desk) -> None:
    folder = export(desk)
    assert folder == desk.home / "export" / "v001-1"
    ways = {"CPAFFC", "CLAIR", "direct", "interpreters", "rooms", "Secretariat"}
    assert {path.name for path in folder.iterdir()} == ways | {"send.xlsx", "export.json"}
    assert packet(folder, "JP01") == folder / "CLAIR" / "JP01 ベータ県"
    assert sorted(path.name for path in packet(folder, "JP01").iterdir()) == [
        "calendar.ics",
        "consent-M01.eml",
        "consent-M01.txt",
        "letter.eml",
        "letter.txt",
        "meetings.xlsx",
        "request.ics",
    ]
    assert (folder / "CLAIR" / "cover letter" / "letter.txt").exists()
    assert export(desk).name == "v001-2", "an export is never altered, and makes no version"
    assert [path.name for path in desk.home.glob("v*")] == ["v001"]


def test_a_letter_is_in_the_form_of_its_country_and_complete_as_text(desk: Desk) -> None:
    folder = export(desk)
    japanese = (packet(folder, "JP01") / "letter.txt").read_text(encoding="utf-8")
    assert japanese.startswith("【Small】面談日程のお知らせ\n\nベータ県国際課 御中\n\n平素より格別の御高配を賜り")
    m02 = next(meeting for id, meeting in desk.table().items() if id == "M02")
    hour = f"{int(m02['start'][11:13]) + 9:02}:{m02['start'][14:16]}"
    assert f"M02  2021年11月5日（金）{hour}–" in japanese and "相手方：デルタ道（韓国）" in japanese
    assert "貴県の面談日程" in japanese and "時刻はすべて日本時間です。" in japanese and "議題：water" in japanese
    korean = (packet(folder, "KR01") / "letter.txt").read_text(encoding="utf-8")
    assert "Delta 김민수 주무관 님" in korean and "귀 기관의 무궁한 발전을 기원합니다." in korean
    assert "잠정(2021. 10. 20.(수)까지" in korean, "its consent is asked for, until a day"
    chinese = (packet(folder, "CN01") / "letter.txt").read_text(encoding="utf-8")
    assert "Alpha人民政府：" in chinese and "此致\n敬礼" in chinese and "北京时间" in chinese


def test_a_mail_is_a_draft_whose_calendars_say_what_they_are(desk: Desk) -> None:
    of = packet(export(desk), "JP01")
    mail: Any = email.message_from_bytes((of / "letter.eml").read_bytes(), policy=policy.default)
    assert (mail["X-Unsent"], mail["To"], mail["From"]) == ("1", "jp01@example.org", "office@example.org")
    assert mail["Date"] is None and mail["Subject"] == "【Small】面談日程のお知らせ"
    text, *attached = mail.iter_parts()
    assert text.get_content_type() == "text/plain" and text.get_content_charset() == "utf-8"
    written = (of / "letter.txt").read_text(encoding="utf-8")
    assert text.get_content().replace("\r\n", "\n") == written.split("\n\n", 1)[1]
    kinds = {part.get_filename(): part for part in attached}
    assert set(kinds) == {"meetings.xlsx", "request.ics"}
    calendar = kinds["request.ics"]
    assert (calendar.get_content_type(), calendar["Content-Type"].params["method"]) == ("text/calendar", "REQUEST")
    assert "METHOD:REQUEST" in calendar.get_content()
    assert kinds["meetings.xlsx"].get_content() == (of / "meetings.xlsx").read_bytes()


def test_a_calendar_is_read_by_two_readers_and_says_when_and_where(desk: Desk) -> None:
    of, table = packet(export(desk), "JP01"), desk.table()
    data = (of / "request.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n")), "folded at octets"
    one: Any
    for one in Calendar.from_ical(data).walk("VEVENT"):
        meeting = table[str(one["UID"]).partition(".")[0]]
        start = datetime.fromisoformat(meeting["start"])
        assert one["DTSTART"].dt == start and start.tzinfo == UTC
        assert (
            one["LOCATION"] == one["URL"] == one["CONFERENCE"] == meeting["link"] and meeting["link"] in one["DESCRIPTION"]
        )
        assert one["ORGANIZER"] == "mailto:office@example.org" and one["ATTENDEE"] == "mailto:jp01@example.org"
        assert one["STATUS"] == "TENTATIVE", "consent is awaited"
    second: Any = vobject.readOne(data.decode())
    assert {event.uid.value.partition(".")[0]: event.dtstart.value for event in second.vevent_list} == {
        id: datetime.fromisoformat(meeting["start"]) for id, meeting in table.items() if "JP01" in meeting["governments"]
    }
    assert b"ATTENDEE" not in (of / "calendar.ics").read_bytes(), "what is published asks nobody"


def test_the_same_export_has_the_same_bytes(desk: Desk) -> None:
    one, two = export(desk), export(desk)
    for name in ("letter.eml", "letter.txt", "calendar.ics", "request.ics"):
        assert (packet(one, "JP01") / name).read_bytes() == (packet(two, "JP01") / name).read_bytes()


def test_calendars_know_the_event_when_its_folder_is_renamed(desk: Desk) -> None:
    def uids(folder: Path) -> set[str]:
        found: Any = Calendar.from_ical((packet(folder, "JP01") / "calendar.ics").read_bytes()).walk("VEVENT")
        return {str(one["UID"]) for one in found}

    before = uids(export(desk))
    old, desk.event = desk.event, desk.event.with_name("renamed")
    old.rename(desk.event)
    desk.ends(0, "solve", "--moved-from", old)
    desk.home = desk.out / "renamed"
    assert uids(export(desk)) == before


def test_who_runs_a_room_and_who_interprets_has_a_running_order(desk: Desk) -> None:
    folder, table = export(desk), desk.table()
    first = min((one for one in table.values() if one["room"] == "R1"), key=lambda one: str(one["start"]))
    text = (folder / "rooms" / "R1" / "letter.txt").read_text(encoding="utf-8")
    start = datetime.fromisoformat(first["start"])
    assert f"Open the room at: {start.hour + 8:02}:{(start.minute + 45) % 60:02}" in text
    assert "Connection test before it:" in text and "nothing after it" in text and "soil" not in text
    who = next(iter(table["M01"]["interpreters"]))["name"]
    roster = (folder / "interpreters" / who / "letter.txt").read_text(encoding="utf-8")
    names = ("言語：日本語–中国語", "语言组合：日语–中文")
    assert "M01" in roster and any(name in roster for name in names)


def test_what_is_different_is_told_to_those_concerned_old_and_new(desk: Desk) -> None:
    export(desk)
    before = desk.table()
    desk.ends(0, "reschedule", "--cancel", "M03", "--change", "move M04 at 12:00")
    folder, table = export(desk, "--changed-since", "v001"), desk.table()
    other = [
        one for id, one in table.items() if any(one[name] != before[id][name] for name in ("start", "room", "interpreters"))
    ]
    told = {row[2] for row in send_list(folder) if row[2] != "–"}
    assert told == {code for one in other for code in one["governments"]} and {"JP02", "KR02"} < told
    lines = "\n".join(str(row[7]) for row in send_list(folder) if row[2] == "KR01")
    assert "M04, time: Fri 5 Nov 2021" in lines and "→ Fri 5 Nov 2021, 12:00" in lines
    cancelled = (packet(folder, "JP02") / "cancel.ics").read_bytes()
    assert b"METHOD:CANCEL" in cancelled and b"SEQUENCE:1" in cancelled and b"STATUS:CANCELLED" in cancelled
    assert not (packet(folder, "JP02") / "request.ics").exists()
    assert "M03" in (packet(folder, "JP02") / "letter.txt").read_text(encoding="utf-8")


def test_what_was_told_otherwise_than_by_an_export_is_taken_out_of_calendars(desk: Desk) -> None:
    desk.ends(0, "reschedule", "--cancel", "M01", "--change", "move M04 at 12:00")
    folder = export(desk, "--changed-since", "v001")
    cancelled = (packet(folder, "CN01") / "cancel.ics").read_bytes()
    assert b"UID:M01." in cancelled and b"SEQUENCE:1" in cancelled
    moved = (packet(folder, "KR01") / "request.ics").read_bytes()
    assert b"UID:M04." in moved and b"SEQUENCE:1" in moved


def test_who_has_a_meeting_no_more_is_told_without_its_link(desk: Desk) -> None:
    desk.put("Requests", "Topic", "soil-of-M01")
    desk.write()
    export(desk)
    desk.ends(0, "reschedule", "--cancel", "M01")
    desk.ends(0, "reschedule", "--cancel", "M02")
    folder = export(desk, "--changed-since", "v001")
    for code in ("CN01", "JP01"):
        cancelled = (packet(folder, code) / "cancel.ics").read_bytes()
        assert b"METHOD:CANCEL" in cancelled and b"LOCATION:R" in cancelled
        assert b"a.example" not in cancelled and b"soil" not in cancelled


def test_a_passcode_goes_with_its_own_link_alone(desk: Desk) -> None:
    """The sheet Links has another link by now than the version that is exported."""
    desk.put("Links", "Meeting", "M01")
    desk.put("Links", "Join link", "https://a.example/one")
    desk.put("Links", "Passcode", "code-of-one")
    desk.write()
    desk.ends(0, "reschedule")
    assert "code-of-one" in (packet(export(desk), "CN01") / "letter.txt").read_text(encoding="utf-8")
    desk.put("Links", "Join link", "https://a.example/two")
    desk.put("Links", "Passcode", "code-of-two")
    desk.write()
    text = (packet(export(desk), "CN01") / "letter.txt").read_text(encoding="utf-8")
    assert "https://a.example/one" in text and "code-of" not in text


def test_a_body_has_a_cover_letter_though_nothing_is_left_of_what_it_passes_on(desk: Desk) -> None:
    """CN01 alone is reached through CPAFFC; it is told that its only meetings do not take place."""
    desk.put("Requests", "Requester", "JP02", "JP01", "JP02", "KR01")
    desk.put("Requests", "Counterpart", "CN01", "KR01", "KR02", "CN01")
    desk.write()
    desk.ends(0, "solve")
    export(desk, "v002")
    desk.ends(0, "reschedule", "--change", "withdraw CN01")
    folder = export(desk, "--changed-since", "v002")
    assert "CN01" in (folder / "CPAFFC" / "cover letter" / "letter.txt").read_text(encoding="utf-8")
    assert "M04" in (packet(folder, "CN01") / "letter.txt").read_text(encoding="utf-8")


def test_only_some_are_written_to(desk: Desk) -> None:
    def codes(*options: str) -> set[Any]:
        return {row[2] for row in send_list(export(desk, *options))}

    assert codes("--only", "JP") == {"JP01", "JP02"} and codes("--only", "KR01,アルファ省") == {"KR01", "CN01"}
    assert codes("--via", "clair") == {"JP01", "–"}
    assert not (export(desk, "--audience", "government") / "Secretariat").exists()
    assert {path.suffix for path in packet(export(desk, "--format", "txt"), "JP01").iterdir()} == {".txt"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--only", "JP09"), "no government or country “JP09”. The nearest: JP"),
        (("--via", "JICA"), "no national body “JICA” under Via. There are: CLAIR, CPAFFC."),
        (("--changed-since", "v009"), "There is no version v009"),
        (("v007",), "There is no version v007"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_is_written(desk: Desk, options: tuple[str, ...], said: str) -> None:
    assert said in desk.ends(2, "export", *options)
    assert not list((desk.home / "export").glob("v*"))


def test_the_secretariat_has_the_whole_version_in_any_language(desk: Desk) -> None:
    own = export(desk, "--lang", "zh") / "秘书处"
    assert {"timetable.xlsx", "timetable.html", "calendar.ics", "letter.txt"} <= {path.name for path in own.iterdir()}
    assert "会谈" in "".join(openpyxl.load_workbook(own / "timetable.xlsx").sheetnames)
    assert '<html lang="zh' in (own / "timetable.html").read_text(encoding="utf-8")


def test_a_version_that_no_longer_suits_the_event_can_still_be_told(desk: Desk) -> None:
    """A room is gone, and a meeting; then a government."""
    table = desk.table()
    desk.rows["Rooms"] = [row for row in desk.rows["Rooms"] if row[0] != table["M01"]["room"]]
    desk.rows["Requests"].pop(2)
    desk.write()
    folder = export(desk, "v001")
    assert "M01" in (packet(folder, "CN01") / "letter.txt").read_text(encoding="utf-8")
    assert not (folder / "Secretariat" / "timetable.xlsx").exists()
    assert "does not suit the event" in desk.ends(2, "export", "v001", "--audience", "public")
    desk.rows["Governments"].pop()
    desk.write()
    assert "“KR02” had meetings in the version before (M03)" in desk.ends(3, "export", "v001")


def test_what_is_made_public_is_the_page_alone(desk: Desk) -> None:
    folder = export(desk, "--audience", "public")
    assert [path.name for path in folder.iterdir()] == ["timetable.html"]
    page = (folder / "timetable.html").read_text(encoding="utf-8")
    assert "M01" in page and "a.example" not in page and "soil" not in page
    assert export(desk).name == "v001-2"


# ------------------------------------------------------------------------------------------------------ the send list


def change_list(folder: Path, change: Any) -> None:
    book = openpyxl.load_workbook(folder / "send.xlsx")
    change(book.worksheets[0])
    book.save(folder / "send.xlsx")


def test_what_is_marked_counts_however_the_list_is_sorted_or_cut(desk: Desk) -> None:
    folder = export(desk)
    rows = send_list(folder)

    def sorted_and_cut(sheet: Any) -> None:
        kept = [row for row in reversed(rows) if row[2] in ("JP01", "KR01", "CN01")]
        sheet.delete_rows(2, len(rows))
        for row in kept:
            sheet.append([*row[:9], "sent" if row[2] == "JP01" else "", "2021-10-01" if row[2] == "KR01" else "", ""])

    change_list(folder, sorted_and_cut)
    said = desk.ends(0, "export", "--changed-since", "sent")
    assert "missing from the send list of v001-1" in said
    told = {row[2] for row in send_list(desk.home / "export" / "v001-2")}
    assert told == {"CN01", "JP02", "KR02", "–"}, "what was marked as sent is not sent again"


def test_a_list_that_cannot_be_understood_is_said_by_its_cell(desk: Desk) -> None:
    folder = export(desk)

    def odd(sheet: Any) -> None:
        sheet["J2"], sheet["A3"] = "perhaps", "12345678"

    change_list(folder, odd)
    said = desk.ends(3, "export", "--changed-since", "sent")
    assert "J2" in said and "“perhaps” is no status" in said
    assert "A3" in said and "“12345678” is no letter of export v001-1" in said
    change_list(folder, lambda sheet: sheet.delete_rows(1))
    assert "The headings of the send list are not there" in desk.ends(3, "export", "--changed-since", "sent")


def test_letters_of_a_list_that_is_gone_count_as_not_sent(desk: Desk) -> None:
    folder = export(desk)
    (folder / "send.xlsx").unlink()
    said = desk.ends(0, "export", "--changed-since", "sent")
    assert f"{len(send_list(desk.home / 'export' / 'v001-2'))} lines are missing from the send list of v001-1" in said


def test_a_record_that_was_altered_is_not_used(desk: Desk) -> None:
    record = export(desk) / "export.json"
    record.write_text(record.read_text().replace("R1", "R2", 1))
    assert "v001-1/export.json" in desk.ends(3, "export")


def test_a_record_is_read_also_when_the_program_words_reasons_otherwise(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.ends(0, "reschedule", "--cancel", "M01")
    export(desk)
    said = words.catalogue
    monkeypatch.setattr(words, "catalogue", lambda language: {**said(language), "outward.cancelled": "Otherwise."})
    export(desk, "--changed-since", "sent")


def test_an_id_that_cannot_be_read_is_never_made_anew(desk: Desk) -> None:
    id = export(desk).parent / "id.json"
    digit = json.loads(id.read_bytes())["id"][0]
    for altered in ("{}", id.read_text().replace(digit, "0" if digit != "0" else "1")):
        id.write_text(altered)
        assert "export/id.json" in desk.ends(3, "export") and id.read_text() == altered


def test_what_cannot_be_written_is_named_and_nothing_is_left(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("scheduler.export.write_send_list", full)
        said = desk.ends(7, "export")
    assert str(desk.home / "export" / "v001-1") in said and "unfinished" not in said
    assert [path.name for path in (desk.home / "export").iterdir()] == ["id.json"]
    assert export(desk).name == "v001-1"


def test_a_file_in_place_of_the_folder_is_said(desk: Desk) -> None:
    (desk.home / "export").write_text("")
    assert "export" in desk.ends(7, "export")


# ----------------------------------------------------------------------------------------------------- names of folders


def test_names_that_no_file_can_have_are_distinct_folders(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    odd = ["CON", 'a/b:*?"<>|', "a/b:*?<>|", "x" * 200, "X" * 200]
    desk.put("Governments", "Name (Japanese)", *odd)
    desk.put("Governments", "Languages", *["ja"] * 5)
    desk.put("Governments", "Via", "Secretariat", "secretariat", "direct", "rooms", "..")
    desk.write()
    desk.ends(0, "solve")
    folder = export(desk)
    found = list(folder.rglob("letter.txt"))
    lines = [row for row in send_list(folder) if not row[6].startswith("consent")]
    assert len({str(path.parent).casefold() for path in found}) == len(found) == len(lines) + 1
    assert all(folder in path.resolve().parents and len(part.encode()) < 255 for path in found for part in path.parts)


def test_each_letter_is_from_the_secretariat_by_its_name_in_that_language(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.rows["Event"] += [
        ["Secretariat", "Office"],
        ["Secretariat (Japanese)", "広場事務局"],
        ["사무국(한국어)", "광장 사무국"],
    ]
    desk.write()
    desk.ends(0, "solve")
    folder = export(desk)
    ends = {
        code: (packet(folder, code) / "letter.txt").read_text(encoding="utf-8")[-8:] for code in ("JP01", "KR01", "CN01")
    }
    assert (
        ends["JP01"].endswith("広場事務局\n")
        and ends["KR01"].endswith("광장 사무국\n")
        and ends["CN01"].endswith("Office\n")
    )
    assert b"CN=" + "広場事務局".encode() in (packet(folder, "JP01") / "calendar.ics").read_bytes().replace(b"\r\n ", b"")


def test_a_running_order_fits_on_a_page_without_being_made_small(desk: Desk) -> None:
    folder = export(desk)
    for path in (*folder.glob("rooms/*/meetings.xlsx"), *folder.glob("interpreters/*/meetings.xlsx")):
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert sum(one.width for one in sheet.column_dimensions.values()) <= 200
        assert sheet.page_setup.fitToHeight == 0 and sheet.print_title_rows, "it goes on over pages rather than shrink"
