"""What leaves the office: to whom, what each may see, and what it was sent before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from scheduler.domain.placement import Interpreting
from scheduler.domain.resources import Names
from scheduler.domain.said import Message

LetterState = Literal["", "sent", "answered"]
"""How far a letter is, as the send list notes it."""

RecipientKind = Literal["government", "body", "interpreter", "operator", "secretariat"]


@dataclass(frozen=True)
class Recipient:
    """Who is sent a packet.

    Attributes
    ----------
    kind, key
        A government by its code, a national body by the name under Via, an interpreter by name, the operator of a room by
        the room's name; the key of the secretariat is empty.
    language, zone
        In which it reads, and on whose clock.
    via
        The national body through which it is reached; empty is directly.
    address
        For mail; empty is not known.
    contact, title, department
        Whom a letter is to, as far as that is known.
    """

    kind: RecipientKind
    key: str
    names: Names
    language: str
    zone: str
    country: str = ""
    via: str = ""
    address: str = ""
    contact: str = ""
    title: str = ""
    department: str = ""

    @property
    def id(self) -> str:
        """The same in every export: `government:JP05`."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class Sitting:
    """A meeting that takes place, as those who are there see it.

    Attributes
    ----------
    start, end
        Aware UTC.
    link, meeting_id, passcode
        How to join; empty is not known yet.
    own
        The parties that bring their own interpreter.
    awaited
        The parties whose consent is awaited: until then it is provisional.
    """

    id: str
    start: datetime
    end: datetime
    room: str
    platform: str
    governments: tuple[str, ...]
    optional: tuple[str, ...] = ()
    link: str = ""
    meeting_id: str = ""
    passcode: str = ""
    topic: str = ""
    interpreters: tuple[Interpreting, ...] = ()
    own: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()

    def state(self, code: str) -> Literal["settled", "provisional", "asked"]:
        """How far it is settled to a government by its code, or to anybody else; *asked* is whose consent is awaited."""
        if not self.awaited:
            return "settled"
        return "asked" if code in self.awaited else "provisional"


@dataclass(frozen=True)
class Unplaced:
    """A meeting or request of a recipient that has no place, and what may be told of why.

    Attributes
    ----------
    id
        The meeting's, or the number of the request where there is no meeting.
    final
        Whether it does not take place; else a place may still be found.
    """

    id: str
    governments: tuple[str, ...]
    why: Message
    final: bool


@dataclass(frozen=True)
class Packet:
    """All that one recipient is told.

    Attributes
    ----------
    sittings
        Its meetings, in order of time.
    unplaced
        What of its own has no place.
    enclosed, silent
        Of a national body: the codes of the governments whose packets it passes on, and of those that owe an answer.
    """

    recipient: Recipient
    sittings: tuple[Sitting, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    enclosed: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


NewsOf = Literal[
    "added", "moved", "room", "link", "parties", "interpreters", "consent", "topic", "cancelled", "left out", "asked"
]
"""In which way a meeting is another to a recipient; *left out* has no place any more, *asked* has none yet."""


@dataclass(frozen=True)
class News:
    """What is different for a recipient in one meeting from what it was sent; what is not there is `None`."""

    id: str
    how: tuple[NewsOf, ...]
    before: Sitting | None = None
    after: Sitting | None = None
    unplaced: Unplaced | None = None


@dataclass(frozen=True)
class Revision:
    """How often a meeting has changed, and what it is; `None` is that it does not take place."""

    sequence: int
    sitting: Sitting | None


@dataclass(frozen=True)
class Sent:
    """What an export has told each recipient, by its id.

    Attributes
    ----------
    version
        Of the timetable that was exported.
    number
        Of the export, counted from one over all versions of the event.
    sequences
        How often each meeting had changed, in all exports until then, and what it then was.
    told
        The packets that were written.
    letters
        Which recipient each letter is to, by what the send list calls the letter.
    """

    version: str
    number: int
    sequences: Mapping[str, Revision] = field(default_factory=dict)
    told: Mapping[str, Packet] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Of the folder of the export: `v002-3`."""
        return f"{self.version}-{self.number}"
