"""What the marks of a form mean: a legend says it, or what stands above them turns it round."""

from collections.abc import Iterator
from dataclasses import replace

from scheduler import words
from scheduler.books.sheets import Sheet
from scheduler.domain import Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.fields import Window, label_of
from scheduler.intake.forms.grids import is_mark
from scheduler.intake.sheets.availability import LEVELS, MARKS
from scheduler.intake.tables.headings import base_of
from scheduler.reading.sense import asks_for_colour, asks_for_marks, marks_meant, sense_of, speaks_of_times, written
from scheduler.reading.values import text

LINES_OF_LEGEND = 4
"""Rows over which a legend may be spread."""

SIGN = dict(zip(LEVELS, MARKS, strict=True))


class Legend:
    """The texts of a sheet that say what its marks mean.

    Parameters
    ----------
    sheet, account
        The sheet, and what its cells were taken for.
    of_blanks
        The level that places without a mark have, where the secretariat has said so.

    Attributes
    ----------
    open
        The places without a mark of which nobody says what they mean: left open.
    """

    def __init__(self, sheet: Sheet, account: Account, of_blanks: str = "") -> None:
        self._sheet, self._account, self._of_blanks = sheet, account, of_blanks
        self.open: list[Source] = []
        self._stated: dict[str, tuple[str, Cell]] = {}
        for cell in sheet.cells():
            for mark, level in marks_meant(written(cell)).items() if isinstance(cell.value, str) else ():
                self._stated.setdefault(mark, (level, cell))
        for sign, meaning in self._apart():
            found = marks_meant(f"{text(sign)}＝{written(meaning)}")
            self._stated.setdefault(text(sign), (found.get(text(sign), ""), meaning))

    def _apart(self) -> Iterator[tuple[Cell, Cell]]:
        """The marks of a legend that stand in cells of their own beside their meanings, below a word for a legend."""
        titles = [number for number, cells in self._sheet.rows.items() if any(map(_heads_legend, cells.values()))]
        for number in (n for title in titles for n in range(title, title + LINES_OF_LEGEND)):
            cells = self._sheet.rows.get(number, {})
            for place, cell in cells.items():
                beside = cells.get(place + 1)
                if beside is not None and is_mark(cell) and not is_mark(beside) and isinstance(beside.value, str):
                    yield cell, beside

    def applied(self, windows: list[Window], problems: Problems) -> list[Window]:
        """The marked times, each mark as the legend has it.

        Where none says what a mark means and what stands above says when somebody cannot come, it is asked.
        """
        found = []
        for window in windows:
            if stated := self._as_stated(window, problems):
                found.append(stated)
        for cell in self._sheet.cells():
            if isinstance(cell.value, str) and asks_for_colour(text(cell)):
                problems.question(cell.source, "returns.painted", value=text(cell))
        return found

    def _as_stated(self, window: Window, problems: Problems) -> Window | None:
        """The window with what its mark means; `None` where that is asked, and where there is no mark and none is meant."""
        if window.mark.value is BROKEN:
            return window
        if window.unmarked and self._of_blanks:
            return self._meaning(window, self._of_blanks)
        if window.unmarked and "" not in self._stated:
            self.open.append(window.mark.source)
            return None
        if window.level is not None:
            return self._of_column(window, window.level, problems)
        if text(window.mark) not in self._stated:
            turning = [cell for cell in self._above(window) if _turns(cell)]
            for cell in turning:
                problems.question(cell.source, "returns.meaning_of_marks", value=text(cell), candidates=["○＝不可", "○＝可"])
            return None if turning else window
        level, legend = self._stated[text(window.mark)]
        if not level:
            if window.unmarked:
                whole = text(legend)
                candidates = [f"{whole}、空欄＝可", f"{whole}、空欄＝不可"]
                problems.question(legend.source, "returns.meaning_of_blanks", value=whole, candidates=candidates)
                return None
            problems.question(legend.source, "returns.meaning_of_marks", value=text(legend), candidates=["○＝可", "○＝不可"])
            return None
        self._account.take(self._sheet.at(legend.source), "label", "marks")
        return self._meaning(window, level)

    def _meaning(self, window: Window, level: str) -> Window | None:
        """The window with the sign of a level; what is left blank and is free is no mark at all."""
        if window.unmarked and level == "yes":
            return None
        return replace(window, mark=replace(window.mark, value=SIGN[level]))

    def _of_column(self, window: Window, level: Cell, problems: Problems) -> Window | None:
        """A tick in a column that says what ticks mean; any other mark there is asked about."""
        self._account.take(self._sheet.at(level.source), "label", "marks")
        if words.values("avail").get(words.fold(text(window.mark))) != "yes":
            problems.question(window.mark.source, "returns.which_times")
            return None
        found = words.values("avail")[words.fold(text(level))]
        return replace(window, mark=replace(window.mark, value=SIGN.get(found, text(level))))

    def _above(self, window: Window) -> Iterator[Cell]:
        """What governs a marked time: the corner and the edges of its grid, and the lines of text above it, up to a gap."""
        row, column = self._sheet.at(window.heading)
        at_row, at_column = self._sheet.at(window.mark.source)
        top, left = min(row, at_row), min(column, at_column)
        while any(self._role(top - 1, place) in ("time", "mark") for place in self._sheet.rows.get(top - 1, {})):
            top -= 1
        edges = [(r, place) for r in range(top, at_row + 1) for place in self._sheet.rows.get(r, {}) if place <= left]
        edges += [(r, column) for r in range(top, row)] + [(r, at_column) for r in range(top, at_row)]
        for r, place in edges:
            if (cell := self._sheet.rows.get(r, {}).get(place)) and self._role(r, place) not in ("time", "mark", "value"):
                yield cell
            elif merged := self._sheet.covered.get((r, place)):
                yield merged
        above = top - 1
        while cells := self._sheet.rows.get(above) or self._title_over_gap(above):
            if len(cells) > 1:
                first = cells[min(cells)]
                if self._role(above, min(cells)) in ("value", "label") or (label_of(first) and not self._is_timed(first)):
                    break
            yield from cells.values()
            above -= 1

    def _title_over_gap(self, row: int) -> dict[int, Cell]:
        """A line of text above a row that is left blank."""
        cells = self._sheet.rows.get(row - 1, {})
        return cells if len(cells) == 1 and self._role(row - 1, min(cells)) not in ("value", "mark", "time") else {}

    def _is_timed(self, cell: Cell) -> bool:
        name = label_of(cell)
        return name is not None and base_of(name) in ("preferred", "unavailable", "date", "time", "marks")

    def _role(self, row: int, place: int) -> str:
        use = self._account.uses.get((row, place))
        return use.role if use else ""


def _heads_legend(cell: Cell) -> bool:
    return isinstance(cell.value, str) and words.fold(cell.value).strip("【】[]()<>:：") in words.values("legend")


def _turns(cell: Cell) -> bool:
    """Whether a text over marks says when somebody cannot come, or asks for one mark at times of which it does not say."""
    said = written(cell)
    if marks_meant(said):
        return False
    if sense_of(said) == "cannot":
        return True
    return asks_for_marks(said) and speaks_of_times(said) and not sense_of(said) and not any(no in said for no in "×✕✖")
