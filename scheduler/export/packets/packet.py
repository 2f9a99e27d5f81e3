"""A packet as files: a letter as a draft and as text, the sheet, the calendars."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler.domain import Event, News, Packet, Revision, Sitting
from scheduler.export.packets.calendar import Method, calendar
from scheduler.export.packets.letter import Text, consent, letter
from scheduler.export.packets.mail import Attached, draft
from scheduler.export.packets.says import Says
from scheduler.export.packets.sheet import write_sheet

FORMATS = ("eml", "txt", "xlsx", "ics")
"""In which a packet can be written."""


@dataclass(frozen=True)
class Export:
    """What all packets of an export have in common.

    Attributes
    ----------
    event_id, version
        Of the plaza, the same in all its versions; and of the timetable.
    revisions
        How often each meeting has changed.
    formats
        Of `FORMATS`.
    """

    event: Event
    event_id: str
    version: str
    revisions: Mapping[str, Revision]
    formats: Collection[str]


@dataclass(frozen=True)
class Enclosure:
    """A letter that was written: what it is about, and its files by their names."""

    about: str
    files: tuple[str, ...]


def write_packet(
    folder: Path, packet: Packet, news: tuple[News, ...], gone: tuple[Sitting, ...], changed: bool, export: Export
) -> list[Enclosure]:
    """Write the files of a packet.

    Parameters
    ----------
    folder
        An empty one.
    packet, news
        What the recipient is told, and what of it is different.
    gone
        The meetings that it was told of and that it has no more, as it was told of them.
    changed
        Whether the letter is about what is different.
    export
        What all packets share.

    Returns
    -------
    list of Enclosure
        The letter, then a request for consent for each meeting of it that awaits it.

    Raises
    ------
    OSError
        A file could not be written.
    """
    says = Says.to(export.event, packet.recipient)
    asked = tuple(one.after for one in news if one.after) if changed else packet.sittings
    attached = list(_attachments(folder, packet, asked, gone, export, says))
    written = [one.name for one in attached]
    text = letter(packet, news, says, export.version, changed)
    found = [Enclosure("", (*_mail(folder, "letter", text, packet, export, attached), *written))]
    for sitting in asked:
        if says.code in sitting.awaited:
            asking = consent(packet.recipient, sitting, says, export.version)
            found.append(Enclosure(sitting.id, tuple(_mail(folder, f"consent-{sitting.id}", asking, packet, export, ()))))
    return found


def _mail(
    folder: Path, name: str, text: Text, packet: Packet, export: Export, attached: Collection[Attached]
) -> Iterator[str]:
    to, sender = packet.recipient.address, export.event.settings.secretariat_email
    made: dict[str, Callable[[], bytes]] = {
        "eml": lambda: draft(text.subject, text.body, sender, to, attached),
        "txt": lambda: f"{text.subject}\n\n{text.body}".encode(),
    }
    for ending in (one for one in made if one in export.formats):
        (folder / f"{name}.{ending}").write_bytes(made[ending]())
        yield f"{name}.{ending}"


def _attachments(
    folder: Path, packet: Packet, asked: tuple[Sitting, ...], gone: tuple[Sitting, ...], export: Export, says: Says
) -> Iterator[Attached]:
    """What goes with the letter; of the calendars those that have something in them, `asked` what is new or moved."""
    if "xlsx" in export.formats and packet.recipient.kind != "body":
        write_sheet(folder / "meetings.xlsx", packet, says, export.version)
        yield Attached("meetings.xlsx", (folder / "meetings.xlsx").read_bytes())
    if "ics" not in export.formats:
        return
    parts: tuple[tuple[str, Method, tuple[Sitting, ...]], ...] = (
        ("calendar.ics", "PUBLISH", packet.sittings),
        ("request.ics", "REQUEST", asked),
        ("cancel.ics", "CANCEL", gone),
    )
    for name, method, sittings in parts:
        if sittings:
            content = calendar(method, sittings, packet.recipient, says, export.event_id, export.revisions)
            (folder / name).write_bytes(content)
            if method != "PUBLISH":  # which is to be imported, and asks for nothing
                yield Attached(name, content, method)
