"""Which packets leave the office in an export, with what is different in each and what the recipient has no more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.domain import News, Packet, Sent, Sitting, by_number
from scheduler.sending.news import news


@dataclass(frozen=True)
class Dispatch:
    """A packet that leaves.

    Attributes
    ----------
    news
        What is different from what the recipient was sent; everything where it was sent nothing.
    gone
        The meetings that it was told of and has no more, each as it was told of it last, whether that counts as sent or not.
    changed
        Whether it was sent something before, so that the letter is about what is different.
    """

    packet: Packet
    news: tuple[News, ...]
    gone: tuple[Sitting, ...]
    changed: bool


def dispatched(
    now: Mapping[str, Packet], before: Mapping[str, Packet] | None, earlier: Sequence[Sent]
) -> tuple[Dispatch, ...]:
    """The packets of everybody concerned, in the order of `now`; then of those whom nothing concerns any more.

    Parameters
    ----------
    now
        What each is to be told, by the recipient's id.
    before
        What each was told that counts as sent; nobody for whom nothing is different then gets a letter. `None` is that
        everybody is told everything.
    earlier
        All exports before: a meeting that any of them told of, and that does not take place any more, is cancelled.
    """
    known = {id: packet for one in earlier for id, packet in one.told.items()} | dict(before or {})
    left = {id: Packet(packet.recipient) for id, packet in sorted(known.items()) if id not in now}
    found = [_dispatch(packet, before, earlier) for packet in (*now.values(), *left.values())]
    concerned = [one for one in found if one.packet.recipient.kind != "body" and _concerns(one, before)]
    return (*concerned, *_bodies(now, concerned))


def _dispatch(packet: Packet, before: Mapping[str, Packet] | None, earlier: Sequence[Sent]) -> Dispatch:
    id = packet.recipient.id
    sent = (before or {}).get(id)
    told = ([sent] if sent else []) + [one.told[id] for one in earlier if id in one.told]  # so each is cancelled in one way
    there = {one.id for one in packet.sittings}
    gone = {one.id: one for of in told for one in of.sittings if one.id not in there}
    if before is not None:
        gone = {id: one for id, one in gone.items() if sent and one.id in {each.id for each in sent.sittings}}
    ordered = tuple(gone[id] for id in sorted(gone, key=by_number))
    return Dispatch(packet, news(sent, packet), ordered, sent is not None)


def _concerns(one: Dispatch, before: Mapping[str, Packet] | None) -> bool:
    if before is not None:
        return bool(one.news) or one.packet.recipient.kind == "secretariat"
    return bool(one.packet.sittings or one.packet.unplaced or one.gone or one.packet.recipient.kind == "secretariat")


def _bodies(now: Mapping[str, Packet], concerned: Sequence[Dispatch]) -> Iterator[Dispatch]:
    """Each national body passes on the packets that leave, and knows who owes an answer."""
    for packet in (one for one in now.values() if one.recipient.kind == "body"):
        through = [one for one in concerned if one.packet.recipient.via == packet.recipient.key]
        if through:
            enclosed = tuple(one.packet.recipient.key for one in through)
            yield Dispatch(replace(packet, enclosed=enclosed), (), (), any(one.changed for one in through))
