"""A small event, and untidy sheets as they arrive, written as text: rows of cells parted by `|`, merged ranges beside them.

A cell `#44505` is a number, `@2021-11-05 10:00` a date and time of Excel's, `~10:30` a time, `=B2` stays a formula.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import intake
from scheduler.domain import Event, LocalRange, Request
from scheduler.intake import Look

BASE = {
    "Event": """
        Setting | Value
        Event name | The 22nd Plaza
        Host time zone | Asia/Seoul
        """,
    "Slots": """
        Date | Start | End | Session
        2021-11-05 | 09:00 | 12:00 | Morning
        2021-11-05 | 13:00 | 18:00 | Afternoon
        """,
    "Rooms": """
        Room
        R1
        R2
        """,
    "Governments": """
        Code | Country | Name (English) | Name (Chinese) | Name (Japanese) | Name (Korean) | Aliases | Time zone | Languages
        CN01 | CN | Jiangsu Province | 江苏省 | 江蘇省 | 장쑤성 | 강소성 | Asia/Shanghai | zh
        CN02 | CN | Shanxi Province | 山西省 | 山西省 | 산시성 |  | Asia/Shanghai | zh
        CN03 | CN | Shaanxi Province | 陕西省 | 陝西省 | 산시성 |  | Asia/Shanghai | zh
        JP01 | JP | Niigata Prefecture | 新潟县 | 新潟県 | 니가타현 |  | Asia/Tokyo | ja
        JP02 | JP | Niigata City | 新潟市 | 新潟市 | 니가타시 |  | Asia/Tokyo | ja
        JP03 | JP | Nagasaki Prefecture | 长崎县 | 長崎県 | 나가사키현 | 나가사키 | Asia/Tokyo | ja
        KR01 | KR | Gwangju Metropolitan City | 光州广域市 | 光州広域市 | 광주광역시 | 광주 | Asia/Seoul | ko
        KR02 | KR | Gwangju City | 广州市(京畿道) | 広州市 | 광주시 | 광주 | Asia/Seoul | ko
        KR03 | KR | Gangwon State | 江原特别自治道 | 江原特別自治道 | 강원특별자치도 | 강원도; 江原道 | Asia/Seoul | ko
        """,
    "Requests": """
        No. | Requester | Counterpart
        """,
}

SIGNS = {"yes": "○", "maybe": "△", "no": "×"}
OF_THE_EVENT = {"governments.assumed_hours", "governments.silent", "settings.assumed", "returns.unread", "layout.new"}
"""What is said of this event whatever arrives, and of every form; on layouts see `test_layouts`."""


@dataclass(frozen=True)
class Untidy:
    """A sheet as it arrives, and what is to be read in it.

    Attributes
    ----------
    sheet
        Which sheet of event.xlsx it stands in for; empty for a file in `requests/`.
    reads
        A line each request: number, parties, and every other field that is not empty; then a line each mark.
    says
        The catalogue entries of the problems on it, each with its cell: `names.ambiguous B3`.
    """

    name: str
    rows: str
    reads: str = ""
    says: str = ""
    merged: str = ""
    sheet: str = ""


def arrive(folder: Path, untidy: Untidy) -> Look:
    """Lay the sheet into an event folder, and read that."""
    if untidy.sheet:
        book = base({untidy.sheet: untidy.rows})
        merge(book[untidy.sheet], untidy.merged)
        book.save(folder / "event.xlsx")
    else:
        (folder / "event.xlsx").write_bytes(base_file())
        (folder / "requests").mkdir()
        returned = Workbook()
        write(returned.worksheets[0], untidy.rows)
        merge(returned.worksheets[0], untidy.merged)
        returned.save(folder / "requests" / "returned.xlsx")
    return intake.look_at_event(folder)


def base(other: Mapping[str, str] | None = None) -> Workbook:
    """The small event, with other rows on some sheets, or further ones."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (BASE | dict(other or {})).items():
        write(book.create_sheet(title), rows)
    return book


@cache
def base_file() -> bytes:
    base().save(stream := BytesIO())
    return stream.getvalue()


def write(sheet: Worksheet, rows: str) -> None:
    for number, line in enumerate(rows.strip("\n").split("\n"), start=1):
        for column, written in enumerate(line.split("|"), start=1):
            if written.strip():
                sheet.cell(number, column).value = value(written.strip())


def value(written: str) -> Any:
    if written.startswith("#"):
        return float(written[1:]) if "." in written else int(written[1:])
    if written.startswith("@"):
        return datetime.fromisoformat(written[1:])
    if written.startswith("~"):
        return time.fromisoformat(written[1:])
    return written.replace("\\n", "\n")


def merge(sheet: Worksheet, merged: str) -> None:
    for area in merged.split():
        sheet.merge_cells(area)


def read(event: Event, sheet: str) -> list[str]:
    """A line each request, mark, and whatever else the sheet is about."""
    lines = [line(request) for request in event.requests]
    lines += [f"{mark.government} {SIGNS[mark.level]} {times(mark.range)}" for mark in event.marks]
    if sheet == "Governments":
        lines += [f"{g.code} {g.country} {'/'.join(g.names)} {g.zone} {','.join(g.languages)}" for g in event.governments]
    if sheet == "Slots":
        lines += [times(slot.range) for slot in event.slots]
    if sheet == "Event":
        lines += [f"{event.names.en} {event.settings.host_zone} {event.settings.default_duration}"]
    return lines


def line(request: Request) -> str:
    """A request as `reads` writes it."""
    said = {
        "optional": "/".join(request.optional),
        "choice": request.choice or ("decline" if request.declined else ""),
        "topic": request.topic,
        "duration": request.duration,
        "preferred": "; ".join(map(times, request.preferred)),
        "unavailable": "; ".join(map(times, request.unavailable)),
        "interpreter": request.interpreter,
        "participants": request.participants,
        "mode": request.mode,
        "label": request.label,
        "fixed_room": request.fixed_room,
        "notes": request.notes,
    }
    fields = [f"{name}={text}" for name, text in said.items() if text]
    return " ".join([request.no, f"{request.requester}→{'/'.join(request.counterparts) or 'anyone'}", *fields])


def times(range_: LocalRange) -> str:
    day = f"{range_.day:%m-%d} " if range_.day else ""
    clock = f"{range_.start // 60:02}:{range_.start % 60:02}-{range_.end // 60:02}:{range_.end % 60:02}"
    return f"{day}{clock} {range_.zone.partition('/')[2]}"


def problems(look: Look) -> list[str]:
    """The problems with the places they stand on, but for what is true of the event itself."""
    return [
        " ".join([problem.key, *(cell.cell or cell.sheet or cell.file for cell in problem.cells)])
        for problem in look.problems
        if problem.key not in OF_THE_EVENT
    ]
