"""The layouts of the forms that came: each is confirmed once, and what it says of its labels holds for all of its forms."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import islice

from scheduler import words
from scheduler.books.sheets import Sheet
from scheduler.domain import Message, Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.layouts import Counts, Layout, LayoutLine, marked
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.fields import TIMED
from scheduler.intake.tables.answers import Answers
from scheduler.intake.tables.headings import Headings, base_of, named
from scheduler.reading.sense import written

LENGTH = 8
"""Characters of the id of a layout."""


@dataclass(frozen=True)
class Meanings:
    """What the secretariat has said of a layout.

    Attributes
    ----------
    labels
        Cell → field, `ignored` for what is not to be read.
    blanks
        The level that the places without a mark have; nothing where that was not said.
    """

    labels: Mapping[Source, str]
    blanks: str


IGNORED = "ignored"
"""The field of what is not to be read, because the secretariat said so."""

_MEANING = re.compile(r"\s*(?P<at>[^=＝]+?)\s*[=＝]\s*(?P<meaning>[^=＝]+?)\s*")


def layout_of(
    account: Account,
    telling: Iterable[Source],
    wishes: Mapping[Source, int],
    marks: Mapping[Source, Counts],
    blanks: Iterable[Source] = (),
) -> Layout:
    """The layout of a sheet that was read.

    Parameters
    ----------
    account
        What each of its cells was taken for.
    telling
        The cells of its titles and explanations that say something and were not read; they are a part of it.
    wishes
        Which wish a cell belongs to.
    marks
        Which way the times of a mark count.
    blanks
        The places of its grid without a mark, left open.
    """
    said = set(telling)
    lines = []
    signs = []
    for (row, column), cell in sorted(_cells(account)):
        use = account.uses.get((row, column))
        role, name = (use.role, use.field) if use else ("unread", "")
        wish = wishes.get(cell.source, 0) if role == "value" else 0
        lines.append(LayoutLine(cell.source, written(cell), role, name, marks.get(cell.source) or counts(name), wish))
        if role in ("label", "time"):
            signs.append(f"{row},{column} {words.fold(written(cell))} {name}")
        elif cell.source in said:
            signs.append(f"{row},{column} {masked(written(cell))}")
    first = next((line.cell for line in lines if line.role == "label"), account.sheet.source)
    lines += [LayoutLine(cell, "", "blank") for cell in islice(blanks, 1)]
    return Layout(sha256("\n".join(signs).encode()).hexdigest()[:LENGTH], first, tuple(lines))


def counts(name: str) -> Counts:
    """Which way the times of a field count."""
    base = base_of(name)
    return ("cannot" if base == "unavailable" or base.startswith("not_") else "can") if base in TIMED else ""


def masked(said: str) -> str:
    """A text less its digits, which are others in every form: 令和3年10月1日."""
    return re.sub(r"\d+", "#", words.fold(said))


def _cells(account: Account) -> Iterator[tuple[tuple[int, int], Cell]]:
    for row, cells in account.sheet.rows.items():
        for column, cell in cells.items():
            yield (row, column), cell


@dataclass
class Layouts:
    """Those of an event, and what was answered on them."""

    answers: Answers
    _found: dict[str, Layout] = field(default_factory=dict)
    _files: dict[str, list[str]] = field(default_factory=dict)

    def meanings(self, layout: Layout, problems: Problems) -> Meanings | None:
        """What the secretariat has said that labels and places of a layout mean; `None` where nothing."""
        found: dict[Source, str] = {}
        blanks = ""
        for answer in self.answers.of_layout(layout.id):
            if words.fold(answer.answer) in words.values("confirmed"):
                continue
            for part in re.split(r"[;；\n]", answer.answer):
                if not part.strip():
                    continue
                of_cell = answer.asked.partition(layout.id)[2].strip()
                said = _MEANING.fullmatch(part)
                at, meaning = (said["at"], said["meaning"]) if said else (of_cell, part.strip())
                if level := _of_blanks(layout, at, meaning):
                    blanks = level
                elif meant := self._meant(layout, at, meaning):
                    found[meant[0]] = meant[1]
                else:
                    problems.error(answer.source, "answers.layout", answer=part.strip(), cell=layout.source.cell)
        return Meanings(found, blanks) if found or blanks else None

    def _meant(self, layout: Layout, at: str, meaning: str) -> tuple[Source, str] | None:
        """The cell that an answer is about, and the field that it names."""
        lines = [line for line in layout.lines if words.fold(at) in (words.fold(line.cell.cell), words.fold(line.written))]
        if not at or not lines:
            return None
        if words.fold(meaning) in words.values("ignore"):
            return lines[0].cell, IGNORED
        name = named(meaning, words.headings(words.FORM))
        return (lines[0].cell, name) if name else None

    def is_confirmed(self, layout: Layout) -> bool:
        return any(answer.asked == f"layout {layout.id}" for answer in self.answers.of_layout(layout.id))

    def add(self, layout: Layout, file: str) -> None:
        if layout.id not in self._found or _filled(layout) > _filled(self._found[layout.id]):
            self._found[layout.id] = layout
        files = self._files.setdefault(layout.id, [])
        if file not in files:
            files.append(file)

    def all(self) -> tuple[Layout, ...]:
        """In the order of their first files."""
        return tuple(
            replace(layout, files=tuple(sorted(self._files[id])), confirmed=self.is_confirmed(layout))
            for id, layout in sorted(self._found.items(), key=lambda item: item[1].source)
        )

    def ask(self, problems: Problems) -> None:
        """One question for each layout that is not confirmed."""
        for layout in self.all():
            if not layout.confirmed:
                problems.question(_doubtful(layout), "layout.new", **_values(layout))


def _of_blanks(layout: Layout, at: str, meaning: str) -> str:
    """The level that an answer gives to places without a mark: 空欄 = ×, or a place of the grid that has none, C7 = ×."""
    places = {words.fold(line.cell.cell) for line in layout.lines if line.role in ("blank", "mark")}
    named_so = words.fold(at) in places or words.fold(at) in words.values("no mark")
    return words.values("avail").get(words.fold(meaning), "") if named_so else ""


def _filled(layout: Layout) -> int:
    """How much is filled in; the fullest of its forms shows a layout best."""
    return sum(line.role in ("value", "mark") for line in layout.lines)


def _doubtful(layout: Layout) -> tuple[Source, ...]:
    """The first label, and the cells of which it is least sure: those that say when somebody cannot come."""
    others = [line.cell for line in layout.lines if line.role == "label" and line.counts == "cannot"]
    return tuple(dict.fromkeys((layout.source, *others)))


def _values(layout: Layout) -> dict[str, object]:
    def cells(lines: Iterable[LayoutLine]) -> list[str]:
        return [f"{line.cell.cell} {line.written}" for line in lines] or ["–"]

    labels = [line for line in layout.lines if line.role == "label"]
    blank = [Message("layout.blank", {"cell": line.cell.cell}) for line in layout.lines if line.role == "blank"]
    return {
        "layout": layout.id,
        "cell": layout.source.cell,
        "blanks": tuple(blank),
        "files": list(layout.files),
        "can": cells(line for line in labels if line.counts == "can"),
        "cannot": cells(line for line in labels if line.counts == "cannot"),
        "unread": cells(line for line in layout.lines if line.role == "unread"),
    }


def without_mark(sheet: Sheet) -> tuple[str, Sheet]:
    """The layout that the mark of this program names on its own forms, and the sheet without it."""
    for number, cells in sheet.rows.items():
        for place, cell in cells.items():
            if isinstance(cell.value, str) and (mark := marked(cell.value)):
                others = {at: one for at, one in cells.items() if at != place}
                rows = sheet.rows | {number: others} if others else {n: c for n, c in sheet.rows.items() if n != number}
                return mark, replace(sheet, rows=rows)
    return "", sheet


def has_own_headings(headings: Headings) -> bool:
    """Whether a list has the contract's own headings, in one row."""
    own = {words.fold(text_) for language in words.LANGUAGES for text_ in _of_contract(language)}
    one_row = headings.first == headings.last
    return one_row and all(words.fold(written(cell)).strip("*") in own for cell in headings.cells.values())


def _of_contract(language: str) -> set[str]:
    return {
        *words.contract_headings("Requests", language).values(),
        *words.contract_headings("Governments", language).values(),
        *words.contract_headings(words.FORM, language).values(),
    }


def with_meanings(sheet: Sheet, meanings: Mapping[Source, str]) -> Sheet:
    """The sheet with the contract's own word in place of each label whose meaning was given."""
    if not meanings:
        return sheet
    own = _headings()
    rows = {
        number: {
            place: replace(cell, value=own.get(meanings[cell.source], meanings[cell.source]))
            if cell.source in meanings and cell.value is not BROKEN
            else cell
            for place, cell in cells.items()
        }
        for number, cells in sheet.rows.items()
    }
    return replace(sheet, rows=rows)


def _headings() -> Mapping[str, str]:
    """Field → a heading that a form is read by."""
    return {field: heading for heading, field in words.headings(words.FORM).items()}
