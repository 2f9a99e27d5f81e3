"""What may be said to a government of why it has no meeting: never what another has declined, ranked or marked."""

from collections.abc import Mapping
from typing import Literal

from scheduler.domain.said import Message

Kind = Literal["no_time", "cancelled", "not_arranged", "gone"]

OUTWARD: Mapping[str, Kind] = {
    "reason.no_place": "no_time",
    "reason.instead": "no_time",
    "reason.instead_at_least": "no_time",
    "reason.tie": "no_time",
    "reason.must": "no_time",
    "reason.open": "no_time",
    "reason.free": "no_time",
    "reason.not_sought": "no_time",
    "reason.not_in_version": "no_time",
    "reason.cancelled": "cancelled",
    "reason.withdrawn": "cancelled",
    "reason.refused": "cancelled",
    "reason.left": "gone",
    "reason.vanished": "gone",
}
"""Inner reason → what is told of it; whatever else there is, as that somebody declined, is not arranged."""


def outward(reason: Message) -> Message:
    """The same reason for those outside the secretariat, without values and cells: two that read alike are alike.

    Rule: a government is told what became of its own meeting, and nothing of what another declined, ranked or marked.
    """
    return Message(f"outward.{OUTWARD.get(reason.key, 'not_arranged')}")
