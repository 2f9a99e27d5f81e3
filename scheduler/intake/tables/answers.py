"""What the secretariat has decided: the answers on the sheet To confirm of intake-review.xlsx."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path

from scheduler import words
from scheduler.books.open import read_file
from scheduler.books.sheets import Sheet
from scheduler.domain import OF_LAYOUT, Answer, IntakeFile, Problem, Question, Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.reading.values import one_width, text, visible

EVENT_FILE = "event.xlsx"
SETTLED_BY_VALUE = {
    "links.by_number",
    "sheet.unclear_heading",
    "returns.other_event",
    "returns.which_clock",
    "returns.unplaced",
    "returns.meaning_of_blanks",
    "returns.meaning_of_marks",
    "returns.no_mark",
    "returns.sense",
    "returns.whose_contact",
    "returns.painted",
    "returns.condition",
    "returns.for_secretariat",
    "returns.struck_out",
    "returns.comment",
    "returns.box",
    "returns.maybe_wish",
}
"""Problems of a whole sheet that another text in one of its cells settles."""

OF_ID = re.compile(r"[0-9a-f]{8}\b")
"""How the id of a layout looks."""

COLUMNS = ("file", "sheet", "cell", "written", "asked", "answer")

FIRST_ROWS = 5
"""Rows in which the headings of the answers are looked for: a program may put a title above them."""


class Answers:
    """The answers of one review, laid over the cells they are about."""

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        self.all = tuple(answers)
        self._of_cell: dict[Source, list[Answer]] = {}
        for answer in self.all:
            self._of_cell.setdefault(answer.source, []).append(answer)
        self._used: set[Answer] = set()

    def over(self, sheet: Sheet) -> Sheet:
        """The sheet with every answer in place of what it answers."""
        if not any((source.file, source.sheet) == (sheet.source.file, sheet.source.sheet) for source in self._of_cell):
            return sheet
        rows = sheet.rows.items()
        settled = {source for source in self._of_cell if self._settles(sheet, source)}
        over = {n: {p: one for p, cell in row.items() if (one := self._over(cell))} for n, row in rows}
        return replace(
            sheet,
            rows={n: row for n, row in over.items() if row},
            struck=sheet.struck - settled,
            comments=tuple(comment for comment in sheet.comments if comment.source not in settled),
            boxes=tuple(box for box in sheet.boxes if box.source not in settled),
        )

    def _settles(self, sheet: Sheet, source: Source) -> bool:
        """Whether an answer is about a cell, or a box, as it is written."""
        written = {cell.source: one_width(text(cell)) for cell in (*sheet.boxes, *sheet.cells()) if cell.value is not BROKEN}
        found = [answer for answer in self._of_cell[source] if one_width(answer.written) == written.get(source)]
        self._used.update(answer for answer in found if any(box.source == source for box in sheet.boxes))
        return bool(found)

    def _over(self, cell: Cell) -> Cell | None:
        """The cell as it was answered; `None` where the answer is that it is of no matter."""
        if cell.source not in self._of_cell or cell.value is BROKEN:
            return cell
        was = one_width(text(cell))
        raw = one_width(visible(cell.value)) if isinstance(cell.value, str) else was
        ours = {one_width(a.asked): a for a in self._of_cell[cell.source] if one_width(a.written) == was}
        if was in ours:  # an answer for all of the cell outweighs those for its parts
            self._used |= set(ours.values())
            answer = ours[was].answer
            return None if words.fold(answer) in words.values("ignore") else replace(cell, value=answer)
        if not ours:
            return cell
        asked = [re.escape(part) for part in sorted(ours, key=len, reverse=True)]
        whole = re.compile("|".join(rf"(?<![\w-]){part}(?![\w-])" for part in asked))
        parts = whole if whole.search(raw) else re.compile("|".join(asked))
        self._used |= {ours[part] for part in parts.findall(raw)}
        return replace(cell, value=parts.sub(lambda found: ours[found[0]].answer, raw))

    def of_layout(self, id: str) -> tuple[Answer, ...]:
        """The answers on how forms of a layout are read."""
        found = tuple(answer for answer in self.all if answer.asked.split()[:2] == ["layout", id])
        self._used.update(found)
        return found

    def on(self, asked: str) -> str:
        """The answer on what is written nowhere, such as a line that is gone; empty where there is none."""
        found = [answer for answer in self.all if answer.asked == asked]
        self._used.update(found)
        return found[-1].answer if found else ""

    def note_unused(self, problems: Problems) -> None:
        """Say which answers are about what is no longer written."""
        for answer in self.all:
            if answer not in self._used and not answer.asked.startswith("change "):  # one on a line that is gone is spent
                value = answer.asked if answer.asked.startswith(OF_LAYOUT) else answer.written or answer.asked
                problems.note(answer.source, "answers.unused", value=value, answer=answer.answer)

    def as_intake(self, name: str) -> tuple[IntakeFile, ...]:
        """The answers that were used as a part of the intake: their hash is that of what they say."""
        used = [[str(a.source), a.written, a.asked, a.answer] for a in self.all if a in self._used]
        content = json.dumps(sorted(used), ensure_ascii=False).encode()
        return (IntakeFile(name, sha256(content).hexdigest()),) if used else ()


def read_answers(review: Path, problems: Problems) -> Answers:
    """The answers in a review, if there is one; an error where it cannot be read, for then they would be lost."""
    if not review.exists():
        return Answers()
    book = read_file(review, review.name, problems, _is_to_confirm)
    if book is None:
        return Answers()
    sheet = next((sheet for sheet in book.sheets.values() if sheet.rows), None)
    heads = {n: _places(cells) for n, cells in sorted(sheet.rows.items())[:FIRST_ROWS]} if sheet else {}
    head = max(heads, key=lambda number: len(heads[number]), default=0)
    places = heads.get(head, {})
    if sheet is None or len(places) < len(COLUMNS):
        missing = [_heading(name) for name in COLUMNS if name not in places]
        problems.error(sheet.source if sheet else Source(review.name), "answers.headings", headings=missing)
        return Answers()
    given: dict[tuple[Source, str, str], Answer] = {}
    for number, row in sorted(sheet.rows.items()):
        said = {name: _answer(row[at]) if at in row else "" for name, at in places.items()}
        if number <= head or not said["answer"]:
            continue
        here = sheet.place(number, places["answer"])
        source, written = Source(said["file"], said["sheet"], said["cell"]), said["written"]
        answer = Answer(source, written, _about(said["asked"]) or written, said["answer"])
        if not answer.asked or not source.cell:
            problems.error(here, "answers.incomplete", answer=answer.answer)
        elif given.setdefault((source, written, answer.asked), answer) != answer:
            problems.error(here, "answers.twice", value=answer.asked)
    return Answers(given.values())


def _is_to_confirm(title: str) -> bool:
    """Whether a sheet is the one with the answers; Numbers puts the name of a table behind that of its sheet."""
    return "to_confirm" in (words.recognise("review.", part) for part in (title, title.partition(" - ")[0]))


def _places(cells: Mapping[int, Cell]) -> dict[str, int]:
    """The columns of answers that a row heads."""
    named = {words.recognise("review.", _answer(cell)): place for place, cell in cells.items()}
    return {name: named[name] for name in COLUMNS if name in named}


def questions(problems: Iterable[Problem], sheets: Iterable[Sheet]) -> tuple[Question, ...]:
    """What an answer in the review can settle: questions about one cell with a value, and what cannot be read in a file that
    came back, which the secretariat should not have to change.
    """
    open_ones = [problem for problem in problems if _can_be_settled(problem)]
    asked_of = {problem.cells[0] for problem in open_ones}
    cells = (cell for sheet in sheets for cell in (*sheet.boxes, *sheet.cells())) if asked_of else ()
    written = {cell.source: text(cell) for cell in cells if cell.source in asked_of and cell.value is not BROKEN}
    return tuple(
        Question(
            problem.cells[0],
            whole,
            part := _asked(problem, whole),
            problem,
            _candidates(problem) if part in (whole, problem.values.get("value")) or part.startswith(OF_LAYOUT) else (),
        )
        for problem in open_ones
        if (whole := str(problem.values.get("asks") or written.get(problem.cells[0], "")))
    )


def _can_be_settled(problem: Problem) -> bool:
    """Whether another value in the cell would settle it: not where its place, or another cell, is in question."""
    if "layout" in problem.values or "asks" in problem.values:
        return True
    if len(problem.cells) != 1:
        return False
    of_value = problem.key.startswith(("value.", "names.", "requests.")) or problem.key in SETTLED_BY_VALUE
    came_back = problem.cells[0].file != EVENT_FILE
    return of_value and (problem.severity == "question" or (problem.severity == "error" and came_back))


def _asked(problem: Problem, whole: str) -> str:
    """The part of a cell that a problem is about, as far as it can be found in it."""
    if layout := problem.values.get("layout"):
        cell = "" if problem.key == "layout.new" else f" {problem.cells[0].cell}"
        return f"{OF_LAYOUT}{layout}{cell}"
    asked = str(problem.values.get("value", ""))
    return asked if asked and one_width(asked) in one_width(whole) else whole


def _about(asked: str) -> str:
    """What a review says that it asks about, as the program calls it: a layout has a word of each language before its id."""
    word, _, rest = asked.partition(" ")
    called = {words.fold(words.catalogue(language)["review.of_layout"]) for language in words.LANGUAGES}
    return f"{OF_LAYOUT}{rest}" if words.fold(word) in called and OF_ID.match(rest) else asked


def _candidates(problem: Problem) -> tuple[str, ...]:
    if "asks" in problem.values:
        return ("yes", "no")
    if problem.key == "layout.new":
        return ("yes",)
    if "layout" in problem.values:
        return ("not read",)
    found = problem.values.get("candidates") or problem.values.get("choices") or ()
    return tuple(map(str, found)) if isinstance(found, (list, tuple)) else ()


def _heading(name: str) -> str:
    return words.catalogue("en")[f"review.{name}"]


def _answer(cell: Cell) -> str:
    """What is written; a date or a time that Excel has made of it is written out again."""
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat() if cell.value.time() == time(0) else cell.value.isoformat(" ", "minutes")
    if isinstance(cell.value, time):
        return cell.value.isoformat("minutes")
    return "" if cell.value is BROKEN else text(cell)
