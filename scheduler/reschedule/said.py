"""How a change was said: its cells, and the reason that was given."""

from scheduler.domain import Change, Message, Source


def cells_of(change: Change) -> tuple[Source, ...]:
    """Where a change was said: the cell of what it is about, or once a version has accepted it, that and the change."""
    if change.version:
        return (Source(f"{change.version} ({' '.join(filter(None, (change.kind, change.what)))})"),)
    return (change.cells["what"],) if "what" in change.cells else ()


def cell_as(change: Change, field: str) -> dict[str, Source]:
    """The same as the cell of a field that the change has set."""
    return dict.fromkeys((field,), cells[0]) if (cells := cells_of(change)) else {}


def because(change: Change) -> object:
    """The reason that was given."""
    return change.reason or Message("reason.no_reason")
