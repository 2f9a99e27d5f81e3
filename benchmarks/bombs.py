"""Small files made to take much memory or time, one for each part of a workbook that could be blown up."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORM = Path(__file__).parents[1] / "inputs" / "plaza-22" / "event.xlsx"
XLS = Path(__file__).parents[1] / "tests" / "intake" / "list.xls"
TEXT_OF_XLS = bytes.fromhex("fd000a00")
"""How a record of Excel 97 begins that holds a text, in ten more bytes."""

SHEET = "xl/worksheets/sheet2.xml"
"""The part of a workbook that is spoilt; the sheet Slots of the founding case."""

Bomb = Callable[[], bytes]


def part(name: str, change: Callable[[str], str], also: Mapping[str, bytes] | None = None) -> bytes:
    """The founding case with another content of one part, and parts beside."""
    return packed({name: change}, also)


def packed(changes: Mapping[str, Callable[[str], str]], also: Mapping[str, bytes] | None = None) -> bytes:
    """The founding case with another content of some parts, and parts beside."""
    with zipfile.ZipFile(FORM) as old, zipfile.ZipFile(stream := BytesIO(), "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            change = changes.get(info.filename)
            new.writestr(info.filename, change(data.decode()).encode() if change else data)
        for beside, data in (also or {}).items():
            new.writestr(beside, data)
    return stream.getvalue()


def after_rows(text: str) -> Bomb:
    return lambda: part(SHEET, lambda sheet: sheet.replace("</sheetData>", f"</sheetData>{text}", 1))


def in_rows(text: str) -> Bomb:
    return lambda: part(SHEET, lambda sheet: sheet.replace("</sheetData>", f"{text}</sheetData>", 1))


def before_rows(text: str) -> Bomb:
    return lambda: part(SHEET, lambda sheet: sheet.replace("<sheetData>", f"{text}<sheetData>", 1))


def workbook(place: str, text: str) -> Bomb:
    return lambda: part("xl/workbook.xml", lambda whole: whole.replace(place, text + place, 1))


def merged(reference: str) -> Bomb:
    return after_rows(f'<mergeCells count="1"><mergeCell {reference}/></mergeCells>')


def styles(text: str) -> Bomb:
    return lambda: part("xl/styles.xml", lambda whole: whole.replace("</cellXfs>", f"{text}</cellXfs>", 1))


def moved(ending: str) -> bytes:
    """The sheet under another name, which no pattern of names expects, merged over everything."""
    with zipfile.ZipFile(FORM) as old, zipfile.ZipFile(stream := BytesIO(), "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data, name = old.read(info), info.filename
            if name == SHEET:
                name = f"xl/worksheets/sheet2{ending}"
                over = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
                data = data.replace(b"</sheetData>", over)
            new.writestr(name, data.replace(b"worksheets/sheet2.xml", b"worksheets/sheet2" + ending.encode()))
    return stream.getvalue()


def strings(count: int) -> bytes:
    table = f'<sst xmlns="{MAIN}">' + "<si><r><rPr><b/></rPr><t>a</t></r></si>" * count + "</sst>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    return part(
        "[Content_Types].xml",
        lambda types: types if "sharedStrings" in types else types.replace("</Types>", declared),
        {"xl/sharedStrings.xml": table.encode()},
    )


def one_string(length: int, rows: int, columns: int) -> bytes:
    """One long text that stands in every cell."""
    cells = '<c t="s"><v>0</v></c>' * columns
    table = f'<sst xmlns="{MAIN}"><si><t>{"(10:00" * (length // 6)}</t></si></sst>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    rows_of = "".join(f'<row r="{row}">{cells}</row>' for row in range(1_000, 1_000 + rows))
    return packed(
        {
            "[Content_Types].xml": lambda types: types.replace("</Types>", declared),
            SHEET: lambda sheet: sheet.replace("</sheetData>", f"{rows_of}</sheetData>", 1),
        },
        {"xl/sharedStrings.xml": table.encode()},
    )


def merged_on_many(count: int) -> bytes:
    """As many sheets, each merged over as much as one alone might be."""
    over = '</sheetData><mergeCells count="1"><mergeCell ref="A1:GR999"/></mergeCells>'
    with zipfile.ZipFile(FORM) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")][:count]
    return packed({name: lambda sheet: sheet.replace("</sheetData>", over, 1) for name in sheets})


def far_cell(row: int, column: str) -> Bomb:
    return in_rows(f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>x</t></is></c></row>')


def broken_sheet(row: int, column: str) -> bytes:
    """One that only the second reader reads."""
    cell = f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return part(SHEET, lambda sheet: sheet.replace("</sheetData>", cell, 1).replace(MAIN, "urn:other", 1))


def ods(rows: int, columns: int, times: int = 1, again: int = 1) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    far = f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell/></table:table-row>'
    last = f'<table:table-row table:number-rows-repeated="{again}">'
    last += f'<table:table-cell table:number-columns-repeated="{columns}"/>'
    last += f'<table:table-cell table:number-columns-repeated="{times}" office:value-type="string"><text:p>x</text:p>'
    content = (
        f'<office:document-content xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
        f'xmlns:text="{office}text:1.0"><office:body><office:spreadsheet><table:table table:name="a">'
        f"{far}{last}</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(stream := BytesIO(), "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        new.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{office}manifest:1.0"/>')
    return stream.getvalue()


def xls(record: bytes) -> bytes:
    """A workbook of Excel 97 in which the last text of its sheet became another record of the same length."""
    data = XLS.read_bytes()
    at = data.rindex(TEXT_OF_XLS)
    return data[:at] + record + data[at + len(record) :]


def rows_of_cells(rows: int, columns: int, value: str) -> Bomb:
    cell = f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return in_rows("".join(f'<row r="{row}">{cell * columns}</row>' for row in range(1000, 1000 + rows)))


def form(rows: int, columns: int, value: str) -> Bomb:
    """A list of a party, all of it text of one kind."""
    return lambda: "\n".join([",".join([value] * columns)] * rows).encode()


def many(text: str, count: int) -> Iterator[str]:
    return (text.format(number) for number in range(1, count + 1))


CONDITION = '<conditionalFormatting sqref="A1"><cfRule type="x"/></conditionalFormatting>'
DEFINED = '<definedName name="a">Slots!$A$1</definedName>'

XLSX: Mapping[str, Bomb] = {
    "merged": merged('ref="A1:XFD1048576"'),
    "merged, small letters": merged('ref="a1:xfd1048576"'),
    "merged, absolute": merged('ref="$A$1:$XFD$1048576"'),
    "merged, escaped": merged('ref="A1&#58;XFD1048576"'),
    "merged, after a sign": merged('x="&gt;>" ref="A1:XFD1048576"'),
    "merged in a part .bin": lambda: moved(".bin"),
    "merged in a part .XML": lambda: moved(".XML"),
    "many merged": after_rows("<mergeCells>" + "".join(many('<mergeCell ref="A{0}:B{0}"/>', 150_000)) + "</mergeCells>"),
    "merged over each other": after_rows("<mergeCells>" + '<mergeCell ref="A1:C60"/>' * 1_000 + "</mergeCells>"),
    "merged on every sheet": lambda: merged_on_many(10),
    "one long text in all cells": lambda: one_string(32_000, 400, 100),
    "one very long text in many": lambda: one_string(1_000_000, 100, 30),
    "long texts": rows_of_cells(900, 1, "a" * 32_000),
    "one cell of 30 million": rows_of_cells(1, 1, "a" * 30_000_000),
    "links": after_rows('<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
    "many links": after_rows("<hyperlinks>" + "".join(many('<hyperlink ref="A{}"/>', 300_000)) + "</hyperlinks>"),
    "validations": after_rows(f'<dataValidations><dataValidation sqref="{"A1 " * 30_000}"/></dataValidations>'),
    "many validations": after_rows("<dataValidations>" + '<dataValidation sqref="A1"/>' * 200_000 + "</dataValidations>"),
    "formats by condition": after_rows(CONDITION * 150_000),
    "columns": before_rows("<cols>" + '<col min="1" max="16384"/>' * 300_000 + "</cols>"),
    "elements of no kind": after_rows("<a/>" * 3_000_000),
    "a deep part": after_rows("<a>" * 200_000 + "</a>" * 200_000),
    "a long attribute": after_rows(f'<a b="{"x" * 20_000_000}"/>'),
    "many attributes": after_rows("<a " + " ".join(many('a{}=""', 200_000)) + "/>"),
    "a far cell": far_cell(1_048_576, "XFD"),
    "rows far down": in_rows("".join(many('<row r="{}" s="1" ht="15" customHeight="1"/>', 900_000))),
    "cells in one row": in_rows("<row>" + '<c t="b"><v>1</v></c>' * 500_000 + "</row>"),
    "empty cells": in_rows("".join(f'<row r="{row}">{"<c/>" * 1_000}</row>' for row in range(1_000, 1_500))),
    "cells as many as allowed": rows_of_cells(19_000, 20, "x"),
    "times as many as allowed": rows_of_cells(19_000, 20, "10:00-11:00"),
    "formulas": in_rows("".join(many('<row r="{0}"><c r="A{0}"><f t="shared" si="0">A1</f></c></row>', 150_000))),
    "styles": styles('<xf numFmtId="0" applyAlignment="1"><alignment wrapText="1"/></xf>' * 60_000),
    "too many styles": styles("<xf/>" * 900_000),
    "strings": lambda: strings(230_000),
    "sheets": workbook("</sheets>", "".join(many('<sheet name="s{0}" sheetId="{0}" r:id="rId2"/>', 20_000))),
    "names": workbook("</workbook>", f"<definedNames>{DEFINED * 100_000}</definedNames>"),
    "read by the second reader": lambda: broken_sheet(1_048_576, "XFD"),
    "read by the second reader, less": lambda: broken_sheet(60_000, "Z"),
}
OTHERS: Mapping[str, tuple[str, Bomb]] = {
    "xls, far": ("list.xls", lambda: xls(TEXT_OF_XLS + bytes.fromhex("ffffff000f0000000000"))),
    "xls, merged": ("list.xls", lambda: xls(bytes.fromhex("e5000a000100 0000ffff0000ff00"))),
    "ods, far": ("list.ods", lambda: ods(1_048_000, 16_000)),
    "ods, tall": ("list.ods", lambda: ods(1_000_000, 2)),
    "ods, cells that repeat": ("list.ods", lambda: ods(1, 1, 1_400, 1_000)),
    "csv of lone line ends": ("list.csv", lambda: b"a\r" * 450_000),
    "ods, full": ("list.ods", lambda: ods(1, 1, 3_000)),
    "csv of commas": ("list.csv", lambda: b"," * 900_000),
    "csv of lines": ("list.csv", lambda: b"a\n" * 400_000),
    "csv of a quotation mark": ("list.csv", lambda: b'"' + b"a" * 900_000),
    "csv as large as allowed": ("list.csv", form(15_000, 12, "JP01")),
    "csv of times": ("list.csv", form(10_000, 8, "10:00-11:00")),
    "csv of words": ("list.csv", form(15_000, 15, "要")),
    "csv of headings": ("list.csv", form(8_000, 10, "希望日時")),
    "csv in Korean": ("list.csv", lambda: "희망 일시,산시성\n".encode("cp949") * 19_000),
    "csv of one cell": ("list.csv", lambda: "希望".encode() * 150_000),
}
JSON: Mapping[str, Bomb] = {
    "nested": lambda: b"[" * 900_000,
    "a number": lambda: b"1" * 900_000,
    "wrong of its kind": lambda: json.dumps({"meetings": list(range(120_000))}).encode(),
    "names": lambda: json.dumps({f"a{n}": 0 for n in range(60_000)}).encode(),
    "a text": lambda: json.dumps({"schema": "x" * 900_000}).encode(),
    "texts": lambda: json.dumps({"schema": 1, "intake": ["x"] * 200_000}).encode(),
}
