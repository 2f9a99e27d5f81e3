"""What each cell of a sheet was taken for: every one is accounted for, be it read or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from scheduler.books.sheets import Place, Sheet
from scheduler.domain.cells import Cell

Role = Literal["label", "value", "time", "mark", "example", "people", "nothing", "unread"]


@dataclass(frozen=True)
class Use:
    """What a cell was taken for.

    Attributes
    ----------
    role
        The *label* of a field or its *value*, a *time* of a grid or its *mark*, an *example*, one of a list of *people*, a
        placeholder that says *nothing*, or *unread*.
    field
        Which field, with the number of the wish: `topic#2`.
    """

    role: Role
    field: str = ""


class Account:
    """The uses of the cells of one sheet; the first counts."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.uses: dict[Place, Use] = {}

    def take(self, at: Place, role: Role, field: str = "") -> None:
        if at[1] in self.sheet.rows.get(at[0], {}):
            self.uses.setdefault(at, Use(role, field))

    def take_all(self, places: Iterable[Place], role: Role, field: str = "") -> None:
        for at in places:
            self.take(at, role, field)

    def __contains__(self, at: Place) -> bool:
        return at in self.uses

    @property
    def taken(self) -> set[Place]:
        return set(self.uses)

    def rest(self) -> Iterator[tuple[Place, Cell]]:
        """The cells that nothing has taken, row by row."""
        for number, cells in sorted(self.sheet.rows.items()):
            for place, cell in sorted(cells.items()):
                if (number, place) not in self.uses:
                    yield (number, place), cell
