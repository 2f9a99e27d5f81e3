"""What goes between meetings: when a room opens and who tries the connection, who hands over to whom."""

from datetime import datetime, timedelta

from scheduler.domain import Packet, Sitting

OPENS = timedelta(minutes=15)
"""Before a meeting its room opens, or as soon as the meeting before has ended."""


def opens(packet: Packet, number: int) -> datetime:
    """When the operator opens the room for a meeting."""
    sitting = packet.sittings[number]
    early = sitting.start - OPENS
    return max(early, packet.sittings[number - 1].end) if number else early


def newcomers(packet: Packet, number: int) -> tuple[str, ...]:
    """The parties whose first meeting in the room it is: with these the connection is tried."""
    known = {code for one in packet.sittings[:number] for code in (*one.governments, *one.optional)}
    sitting = packet.sittings[number]
    return tuple(code for code in (*sitting.governments, *sitting.optional) if code not in known)


def following(packet: Packet, number: int) -> Sitting | None:
    """The next meeting of the same recipient."""
    return packet.sittings[number + 1] if number + 1 < len(packet.sittings) else None
