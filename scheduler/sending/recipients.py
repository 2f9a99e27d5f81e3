"""To whom something may be sent: governments, the national bodies they are reached through, interpreters, operators."""

from collections.abc import Iterator

from scheduler import words
from scheduler.domain import Event, Government, Interpreter, Names, Recipient


def recipients(event: Event, language: str) -> tuple[Recipient, ...]:
    """Everybody, in the order in which they are listed: governments by code, bodies, interpreters and rooms by name, the
    secretariat.

    Parameters
    ----------
    event
        As it stands.
    language
        Of the secretariat and the operators.
    """
    governments = sorted(event.governments, key=lambda one: one.code)
    return (
        *map(_government, governments),
        *_bodies(governments),
        *(_interpreter(event, person) for person in sorted(event.interpreters, key=lambda one: one.name)),
        *(
            Recipient("operator", room.name, Names(room.name), language, event.settings.host_zone)
            for room in sorted(event.rooms, key=lambda one: one.name)
        ),
        secretariat(event, language),
    )


def secretariat(event: Event, language: str) -> Recipient:
    settings = event.settings
    return Recipient(
        "secretariat", "", settings.secretariat_names, language, settings.host_zone, address=settings.secretariat_email
    )


def _government(government: Government) -> Recipient:
    return Recipient(
        "government",
        government.code,
        government.names,
        read_in(government.languages),
        government.zone,
        government.country,
        government.via,
        government.email,
        government.contact,
        government.contact_title,
        government.department,
    )


def _bodies(governments: list[Government]) -> Iterator[Recipient]:
    """Each body writes as the first government does that is reached through it."""
    for via in sorted({one.via for one in governments if one.via}):
        first = next(one for one in governments if one.via == via)
        yield Recipient("body", via, Names(via), read_in(first.languages), first.zone, first.country)


def _interpreter(event: Event, person: Interpreter) -> Recipient:
    return Recipient("interpreter", person.name, Names(person.name), read_in(person.languages), event.settings.host_zone)


def read_in(languages: tuple[str, ...]) -> str:
    """The first language that the program writes; English where there is none."""
    return next((one for one in languages if one in words.LANGUAGES), "en")
