"""intake-review.xlsx: what is to be confirmed, how everything was read, each sheet as it came with its problems marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path, PurePosixPath

from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from scheduler import words
from scheduler.books.cell_text import as_cell
from scheduler.domain import OF_LAYOUT, Answer, AsWritten, Event, Problem, Question, Source
from scheduler.domain.layouts import Answered, Layout
from scheduler.export.read_as import read_as
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.looks import ANSWER
from scheduler.export.workbook.page import Table, print_on_a4, put, put_table

COLOURS = {
    severity: PatternFill("solid", fgColor=colour)
    for severity, colour in (("error", "F4B6B6"), ("question", "FFE08A"), ("note", "CFE2F3"))
}
WIDEST = 44
"""Characters of the widest column of a copied sheet."""

MOST = 10**15
"""The largest number of which Excel keeps every digit."""

MOST_LISTED, MOST_READ, MOST_COPIED = 2_000, 20_000, 60_000
"""Problems, values read, and cells copied from the sheets; nobody looks through more, and to write them takes minutes."""

WAYS = {"can": "mark.yes", "maybe": "mark.maybe", "cannot": "mark.no"}
"""Which way times count, as the catalogues say it."""

SHADES = {
    way: PatternFill("solid", fgColor=colour)
    for way, colour in (("can", "DDEEDB"), ("maybe", "FFF3C4"), ("cannot", "F4B6B6"), ("unread", "E3E6EA"))
}

OF_PROGRAM = {
    **{word: word.replace(" ", "_") for word in ("yes", "no", "not read", "none", "decline")},
    "○＝可": "mark_yes",
    "○＝不可": "mark_no",
}
"""Candidates that are words of the program → their names in the catalogues; each is read in all languages."""

OF_BLANKS = {"、空欄＝可": "blank_yes", "、空欄＝不可": "blank_no"}
"""The same of what is put behind a text that stands in the form."""

MOST_OF_LAYOUT = 400
"""Cells shown of one form of a layout."""

HEAD = 10
"""Rows that hold anything, of which the first are copied from every sheet."""

LONGEST_COMMENT = 2_000
LONGEST_LIST = 250
"""Characters that Excel takes for the choices of a drop-down."""


@dataclass(frozen=True)
class Confirmed:
    """What the secretariat is asked, and what it has said.

    Attributes
    ----------
    questions
        Those of the problems that an answer can settle.
    answers
        Those given before, which are kept.
    layouts
        How the forms that came were read.
    answered
        Which government has answered by which file.
    """

    questions: Sequence[Question]
    answers: Sequence[Answer]
    layouts: Sequence[Layout] = ()
    answered: Sequence[Answered] = ()


def write_review(
    path: Path,
    event: Event | None,
    problems: Sequence[Problem],
    confirmed: Confirmed,
    sheets: Sequence[AsWritten],
    language: str,
) -> None:
    """Write the workbook in which the secretariat sees what was understood, and answers what was not.

    Parameters
    ----------
    path
        Where it is written.
    event
        As far as it could be read.
    problems
        All there are.
    confirmed
        What is asked and was answered.
    sheets
        The intake as it came.
    language
        Of the headings and messages.

    Raises
    ------
    OSError
        The file could not be written.
    """
    review = _Review(problems, sheets, language)
    review.confirm(confirmed.questions, confirmed.answers)
    review.show_layouts(confirmed.layouts)
    review.list_problems()
    if event:
        review.show_answered(event, confirmed)
        review.show_reading(event)
    for sheet in sheets:
        if sheet.cells:
            review.copy(sheet)
    save(review.book, path)


class _Review:
    def __init__(self, problems: Sequence[Problem], sheets: Sequence[AsWritten], language: str) -> None:
        self.book = new_book()
        self._problems, self._language = problems, language
        self._on_sheet: dict[tuple[str, str], list[tuple[str, Problem]]] = {}
        for problem in reversed(problems):  # an error outweighs a question on one cell, a question a note
            for at in filter(lambda source: source.cell, problem.cells):
                self._on_sheet.setdefault((at.file, at.sheet), []).append((at.cell, problem))
        self._sheets = [sheet.source for sheet in sheets]
        self._whole = sum(len(sheet.cells) for sheet in sheets) <= MOST_COPIED
        self._written = {(s.source.file, s.source.sheet, at): value for s in sheets for at, value in s.cells.items()}

    def _say(self, key: str) -> str:
        return words.say(self._language, f"review.{key}")

    def _text(self, problem: Problem) -> str:
        return words.say(self._language, problem.key, problem.values)

    def _sheet(self, title: str) -> Worksheet:
        sheet: Worksheet = self.book.create_sheet(title)
        print_on_a4(sheet, title)
        return sheet

    def confirm(self, questions: Sequence[Question], answers: Sequence[Answer]) -> None:
        """The sheet To confirm: a line each question, with a column for the answer; answers given before stay."""
        sheet = self._sheet(self._say("to_confirm"))
        asked = {(q.source, q.written, q.asked): q for q in questions}
        given = {(a.source, a.written, a.asked): a.answer for a in answers}
        lines = [*given, *[key for key in asked if key not in given][:MOST_LISTED]]  # the others come when these are settled
        headings = [self._say(n) for n in ("file", "sheet", "cell", "written", "asked", "question", "candidates", "answer")]
        rows = []
        for source, written, part in lines:
            question = asked.get((source, written, part))
            text = self._text(question.problem) if question else self._say("answered")
            names = "\n".join(map(self._offered, question.candidates)) if question else ""
            answer = given.get((source, written, part), "")
            rows.append((source.file, source.sheet, source.cell, written, self._about(part), text, names, answer))
        rows = rows or [("", "", "", "", "", self._say("nothing"), "", "")]
        put_table(sheet, Table(headings, rows, (22, 16, 7, 24, 16, 48, 18, 24)))
        for number, key in enumerate(lines, start=2):
            cell = sheet.cell(number, len(headings))
            cell.fill, cell.number_format = ANSWER, "@"
            self._offer(sheet, f"H{number}", list(map(self._offered, asked[key].candidates)) if key in asked else ())

    def _offered(self, candidate: str) -> str:
        """A candidate as an answer would be written; of the program's own words in the reader's language."""
        if candidate in OF_PROGRAM:
            return self._say(f"candidate.{OF_PROGRAM[candidate]}")
        for ending, name in OF_BLANKS.items():
            if candidate.endswith(ending):
                return candidate.removesuffix(ending) + self._say(f"candidate.{name}")
        return candidate

    def _about(self, asked: str) -> str:
        """What is asked about; a layout is called so in the reader's language."""
        return f"{self._say('of_layout')} {asked.removeprefix(OF_LAYOUT)}" if asked.startswith(OF_LAYOUT) else asked

    def show_layouts(self, layouts: Sequence[Layout]) -> None:
        """The sheet Layouts: of each every cell of one form and what it was taken for, those to be confirmed first."""
        if not layouts:
            return
        sheet = self._sheet(self._say("layouts"))
        headings = [self._say(n) for n in ("layout", "file", "sheet", "cell", "written", "taken_for", "counts", "wish")]
        rows = []
        shades: list[str] = []
        for layout in sorted(layouts, key=lambda one: one.confirmed):
            state = f"{layout.id}\n{self._say('confirmed' if layout.confirmed else 'unconfirmed')}"
            for number, line in enumerate(layout.lines[:MOST_OF_LAYOUT]):
                taken = " ".join(filter(None, (self._say(f"role.{line.role}"), _heading(line.field, self._language))))
                way = words.say(self._language, WAYS[line.counts]) if line.counts else ""
                at = line.cell
                heads = (state, "\n".join(layout.files)) if number == 0 else ("", "")
                rows.append((*heads, at.sheet, at.cell, line.written, taken, way, line.wish or ""))
                shades.append("unread" if line.role == "unread" else line.counts)
        put_table(sheet, Table(headings, rows, (16, 36, 14, 7, 36, 30, 14, 7)))
        for number, shade in enumerate(shades, start=2):
            if shade:
                sheet.cell(number, 6).fill = sheet.cell(number, 7).fill = SHADES[shade]
        sheet.auto_filter.ref = sheet.dimensions

    def show_answered(self, event: Event, confirmed: Confirmed) -> None:
        """The sheet Answers: each government, by which file of which layout it has answered, or that it has not."""
        files = {one.code: one.file for one in confirmed.answered}
        if not files:
            return
        sheet = self._sheet(self._say("answers"))
        headings = [self._say(name) for name in ("government", "file", "layout", "requests")]
        rows = []
        for government in sorted(event.governments, key=lambda one: one.code):
            file = files.get(government.code, "")
            layouts = [layout.id for layout in confirmed.layouts if file in layout.files]
            asked = sum(request.requester == government.code for request in event.requests)
            name = f"{government.code} {government.names.in_language(self._language)}"
            rows.append((name, file or self._say("no_answer"), ", ".join(layouts), asked))
        put_table(sheet, Table(headings, rows, (34, 44, 22, 12)))

    def _offer(self, sheet: Worksheet, at: str, choices: Sequence[str]) -> None:
        """A drop-down that helps and does not insist."""
        listed = ",".join(choices)
        if choices and len(listed) <= LONGEST_LIST and not any("," in choice or '"' in choice for choice in choices):
            offer = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
            sheet.add_data_validation(offer)
            offer.add(at)

    def list_problems(self) -> None:
        """The sheet Problems: all of them, errors first."""
        sheet = self._sheet(self._say("problems"))
        headings = [self._say(name) for name in ("kind", "file", "sheet", "cell", "written", "text")]
        rows = []
        for problem in self._problems[:MOST_LISTED]:
            at = problem.cells[0] if problem.cells else Source("")
            kind = words.say(self._language, f"kind.{problem.severity}")
            cells = "\n".join(cell.cell for cell in problem.cells if cell.cell)
            written = "\n".join(_shown(self._written.get((c.file, c.sheet, c.cell), "")) for c in problem.cells)
            rows.append((kind, at.file, at.sheet, cells, written.strip(), self._text(problem)))
        if len(self._problems) > MOST_LISTED:
            rows.append(("", "", "", "", "", self._more(len(self._problems) - MOST_LISTED)))
        if not self._whole:
            rows.append(("", "", "", "", "", self._say("shortened")))
        put_table(sheet, Table(headings, rows, (10, 24, 18, 8, 24, 80)))
        for number, problem in enumerate(self._problems[:MOST_LISTED], start=2):
            sheet.cell(number, 1).fill = COLOURS[problem.severity]

    def _more(self, count: int) -> str:
        return words.say(self._language, "review.more", {"count": count})

    def show_reading(self, event: Event) -> None:
        """The sheet Read as: every value as it is written and as it was understood, then what was assumed; where there are
        very many, only those understood otherwise than they stand there.
        """
        sheet = self._sheet(self._say("read_as"))
        headings = [self._say(name) for name in ("file", "sheet", "cell", "heading", "written", "understood")]
        rows = []
        for line in read_as(event, self._sheets, self._language):
            at = line.source
            place = (at.file, at.sheet, at.cell) if at else (self._say("assumed"), line.whose, "")
            written = _shown(self._written.get(place, "")) if at else ""
            rows.append((*place, line.heading, written, line.value))
        if len(rows) > MOST_READ:
            shown = [row for row in rows if row[-1] != row[-2]][:MOST_READ]
            rows = [*shown, ("", "", "", "", "", self._more(len(rows) - len(shown)))]
        put_table(sheet, Table(headings, rows, (24, 20, 7, 24, 36, 44)))
        sheet.auto_filter.ref = sheet.dimensions

    def copy(self, written: AsWritten) -> None:
        """A sheet as it came, its cells in question coloured and commented."""
        sheet = self._sheet(self._free_title(written.source))
        widths: dict[str, int] = {}
        marks = self._on_sheet.get((written.source.file, written.source.sheet), [])[-MOST_LISTED:]
        kept = {int("".join(filter(str.isdecimal, place))) for place, _ in marks}
        kept |= set(sorted({coordinate_from_string(at)[1] for at in written.cells})[:HEAD])
        for at, value in written.cells.items():
            column, row = coordinate_from_string(at)
            if not self._whole and row not in kept:
                continue
            cell = put(sheet, row, sheet[at].column, _writable(value), "text")
            if isinstance(value, datetime):
                cell.number_format = "yyyy-mm-dd" if value.time() == time(0) else "yyyy-mm-dd hh:mm"
            widths[column] = max(widths.get(column, 8), *(cell_len(line) + 2 for line in _shown(value).split("\n")))
        for column, width in widths.items():
            sheet.column_dimensions[column].width = min(width, WIDEST)
        for area in written.merged:
            sheet.merge_cells(area)
        for place, problem in marks:
            self._mark(sheet, place, problem)

    def _mark(self, sheet: Worksheet, place: str, problem: Problem) -> None:
        cell = sheet[f"A{place}" if place.isdigit() else place]
        cell.fill = COLOURS[problem.severity]
        if isinstance(cell, MergedCell):  # shows nothing of its own
            return
        text = as_cell(self._text(problem))
        before = f"\n\n{cell.comment.text}" if cell.comment else ""
        cell.comment = Comment((text + before)[:LONGEST_COMMENT], "plaza", width=360, height=140)

    def _free_title(self, source: Source) -> str:
        """A title that Excel takes and that says where the sheet came from."""
        file = PurePosixPath(source.file)
        whole = source.sheet if len(file.parts) == 1 else " ".join(filter(None, (file.stem, source.sheet)))
        title = re.sub(r"[\[\]:*?/\\'\x00-\x1f\ufffe\uffff]", " ", whole)[:26].strip() or "Sheet"
        taken = {sheet.title.casefold() for sheet in self.book.worksheets}
        same = (f"{title}{f' {number}' if number else ''}" for number in range(len(taken) + 1))
        return next(name for name in same if name.casefold() not in taken)


def _heading(field: str, language: str) -> str:
    """A field of a form as the contract writes it."""
    base, _, number = field.partition("#")
    base = base.partition("+")[0].rpartition("|")[2]
    known = {**words.contract_headings(words.FORM, language), **words.contract_headings("Requests", language)}
    return " ".join(filter(None, (known.get(base, base), number)))


def _writable(value: object) -> object:
    """A value as a file of Excel can hold it: a number of hundreds of digits as text."""
    return str(value)[:100] if isinstance(value, (int, float)) and abs(value) > MOST else value


def _shown(value: object) -> str:
    """A value as its cell shows it."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)
