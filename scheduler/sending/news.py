"""What is different for a recipient from what it was sent, meeting by meeting."""

from collections.abc import Iterator

from scheduler.domain import News, NewsOf, Packet, Sitting, by_number

FIELDS: tuple[tuple[NewsOf, tuple[str, ...]], ...] = (
    ("moved", ("start", "end")),
    ("room", ("room", "platform")),
    ("link", ("link", "meeting_id", "passcode")),
    ("parties", ("governments", "optional")),
    ("interpreters", ("interpreters", "own")),
    ("consent", ("awaited",)),
    ("topic", ("topic",)),
)
"""What a difference in some fields is called; together all fields but the id."""


def news(before: Packet | None, after: Packet) -> tuple[News, ...]:
    """All that is different, by the numbers of meetings; everything where nothing was sent before."""
    old = {one.id: one for one in before.sittings} if before else {}
    new = {one.id: one for one in after.sittings}
    had = {one.id: one for one in before.unplaced} if before else {}
    has = {one.id: one for one in after.unplaced}
    found = list(_of_sittings(old, new))
    for id in sorted({*old, *had, *has} - {*new}, key=by_number):
        unplaced = has.get(id)
        final = unplaced is None or unplaced.final
        if id in old:
            found.append(News(id, ("cancelled" if final else "left out",), old[id], None, unplaced))
        elif unplaced != had.get(id):
            found.append(News(id, ("cancelled" if final else "asked",), unplaced=unplaced))
    return tuple(sorted(found, key=lambda one: by_number(one.id)))


def _of_sittings(old: dict[str, Sitting], new: dict[str, Sitting]) -> Iterator[News]:
    for id, sitting in new.items():
        was = old.get(id)
        how = tuple(name for name, fields in FIELDS if was and any(getattr(was, f) != getattr(sitting, f) for f in fields))
        if was is None or how:
            yield News(id, how or ("added",), was, sitting)
