"""What is different for a recipient from what it was sent, meeting by meeting."""

from collections.abc import Callable, Iterator, Mapping

from scheduler.domain import News, NewsOf, Packet, Recipient, Sitting, by_number

SEEN: Mapping[NewsOf, Callable[[Sitting, Recipient], object]] = {
    "moved": lambda one, to: (one.start, one.end),
    "room": lambda one, to: (one.room, one.platform),
    "link": lambda one, to: (one.link, one.meeting_id, one.passcode),
    "parties": lambda one, to: (one.governments, one.optional),
    "interpreters": lambda one, to: (_interpreting(one, to), one.own),
    "consent": lambda one, to: one.state(to.key if to.kind == "government" else ""),
    "topic": lambda one, to: one.topic,
}
"""What a difference is called in what a recipient sees of a meeting; what it does not see is no news to it."""


def news(before: Packet | None, after: Packet) -> tuple[News, ...]:
    """All that is different, by the numbers of meetings; everything where nothing was sent before."""
    old = {one.id: one for one in before.sittings} if before else {}
    new = {one.id: one for one in after.sittings}
    had = {one.id: one for one in before.unplaced} if before else {}
    has = {one.id: one for one in after.unplaced}
    found = list(_of_sittings(old, new, after.recipient))
    for id in sorted({*old, *had, *has} - {*new}, key=by_number):
        unplaced = has.get(id)
        final = unplaced is None or unplaced.final
        if id in old:
            found.append(News(id, ("cancelled" if final else "left out",), old[id], None, unplaced))
        elif unplaced != had.get(id):
            found.append(News(id, ("cancelled" if final else "asked",), unplaced=unplaced))
    return tuple(sorted(found, key=lambda one: by_number(one.id)))


def _of_sittings(old: Mapping[str, Sitting], new: Mapping[str, Sitting], to: Recipient) -> Iterator[News]:
    for id, sitting in new.items():
        was = old.get(id)
        how = tuple(name for name, seen in SEEN.items() if was and seen(was, to) != seen(sitting, to))
        if was is None or how:
            yield News(id, how or ("added",), was, sitting)


def _interpreting(sitting: Sitting, to: Recipient) -> object:
    """Who interprets, whatever the languages are; in which they do, they see themselves."""
    own = [one.pair for one in sitting.interpreters if to.kind == "interpreter" and one.name == to.key]
    return {one.name for one in sitting.interpreters}, own
