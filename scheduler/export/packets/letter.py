"""The text of a letter, complete in itself: Japanese offices strip what is attached (無害化)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.domain import News, Packet, Recipient, Sitting
from scheduler.export.packets.says import Says

RULE = "─" * 24

WITHOUT_MEETING = ("government", "government_news", "interpreter_news", "operator_news")
"""Letters that open otherwise where the recipient has no meeting, or none any more."""


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def letter(packet: Packet, news: Sequence[News], says: Says, version: str, changed: bool) -> Text:
    """What a recipient is told, in the form of its country.

    Parameters
    ----------
    packet, news
        All that it is told, and what of that is different from what it was sent.
    says
        Its language and clock.
    version
        Of the timetable.
    changed
        Whether the letter is about what is different; else it gives everything as new.
    """
    kind = packet.recipient.kind
    about = f"{kind}_news" if changed else kind
    none = about in WITHOUT_MEETING and not packet.sittings
    opening = f"{kind}_none{about.removeprefix(kind)}" if none else about
    parts: list[Iterable[str]] = [
        _opening(packet.recipient, says),
        [says.say(f"intro_{opening}", event=says.title, version=version, yours=says.yours)],
    ]
    if changed and news:
        parts.append(_section(says, "different", (f"・{line}" for one in news for line in says.news(one))))
    if packet.enclosed:
        parts.append(_section(says, "enclosed", (f"・{says.government(code)} [{code}]" for code in packet.enclosed)))
    if packet.silent:
        parts.append(_section(says, "silent", (f"・{says.government(code)} [{code}]" for code in packet.silent)))
    if packet.sittings:
        parts.append([says.say("clock", clock=says.clock)])
        parts.append(_section(says, "meetings", _meetings(packet, says)))
    if packet.unplaced:
        parts.append(_section(says, "not_arranged", (f"・{says.unplaced(one)}" for one in packet.unplaced)))
    parts.append(_closing(says))
    subject = opening if none and not changed else about
    return Text(says.say(f"subject_{subject}", event=says.title, name=packet.recipient.key), _joined(parts))


def consent(recipient: Recipient, sitting: Sitting, says: Says, version: str) -> Text:
    """The request for a government's consent to one meeting that another has asked for."""
    parts: list[Iterable[str]] = [
        _opening(recipient, says),
        [says.say("intro_consent", event=says.title, version=version, yours=says.yours)],
        [says.say("clock", clock=says.clock)],
        _meeting(says, sitting),
        [says.say("answer")],
        _closing(says),
    ]
    return Text(says.say("subject_consent", event=says.title, meeting=sitting.id), _joined(parts))


def _joined(parts: Iterable[Iterable[str]]) -> str:
    return "\n\n".join(text for part in parts if (text := "\n".join(part))) + "\n"


def _opening(recipient: Recipient, says: Says) -> Iterator[str]:
    """To whom: a person by name, else the office; then the greeting that is usual."""
    values = {
        "name": recipient.names.in_language(says.language),
        "department": recipient.department,
        "contact": recipient.contact,
        "title": recipient.title,
    }
    person = "_person" if recipient.contact else ""
    yield " ".join(says.say(f"to_{recipient.kind}{person}", **values).split())
    yield ""
    yield says.say("greeting_person" if recipient.kind in ("interpreter", "operator") else "greeting")


def _section(says: Says, title: str, lines: Iterable[str]) -> Iterator[str]:
    yield says.say(title)
    yield RULE
    yield from lines


def _meetings(packet: Packet, says: Says) -> Iterator[str]:
    for number, sitting in enumerate(packet.sittings):
        if number:
            yield ""
        yield from _meeting(says, sitting)
        yield from (says.say("line", name=name, text=text) for name, text in says.beside(packet, number))


def _meeting(says: Says, sitting: Sitting) -> Iterator[str]:
    yield f"{sitting.id}  {says.when(sitting.start, sitting.end)}"
    yield from (says.say("line", name=name, text=text) for name, text in says.details(sitting))


def _closing(says: Says) -> Iterator[str]:
    settings = says.event.settings
    secretariat = settings.secretariat_names.in_language(says.language)
    contact = " ".join(filter(None, (secretariat, settings.secretariat_email)))
    if contact:
        yield says.say("contact", contact=contact)
    yield says.say("closing")
    if secretariat:
        yield secretariat
