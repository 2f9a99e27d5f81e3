"""How a change was said: its cells, and the reason that was given."""

from scheduler.domain import Change, Message, Source


def cells_of(change: Change) -> tuple[Source, ...]:
    """The cell of a change that says what it is about."""
    return (change.cells["what"],) if "what" in change.cells else ()


def cell_as(change: Change, field: str) -> dict[str, Source]:
    """The same as the cell of a field that the change has set."""
    return {field: change.cells["what"]} if "what" in change.cells else {}


def because(change: Change) -> object:
    """The reason that was given."""
    return change.reason or Message("reason.no_reason")
