"""For whom packets are asked: some governments or countries, or all through one national body."""

from collections.abc import Callable, Iterator, Sequence

from scheduler import words
from scheduler.domain import Event, Message, Recipient
from scheduler.errors import UsageError
from scheduler.reading.names import Register
from scheduler.reading.nearest import nearest

Wanted = Callable[[Recipient], bool]


def wanted(event: Event, only: Sequence[str], via: str) -> Wanted:
    """Whether a recipient is among those asked for; the secretariat is where nobody is named.

    Parameters
    ----------
    event
        Whose recipients they are.
    only, via
        Codes or names of governments and codes of countries; and a national body. Empty is everybody.

    Raises
    ------
    UsageError
        Somebody is named who is not there.
    """
    bodies = sorted({one.via for one in event.governments if one.via})
    body = next((one for one in bodies if words.fold(one) == words.fold(via)), "")
    if via and not body:
        raise UsageError(Message("usage.no_body", {"value": via, "known": bodies or ["–"]}))
    codes = {code for name in only for code in _codes(event, name)}

    def is_wanted(recipient: Recipient) -> bool:
        if recipient.kind == "secretariat":
            return not only and not body
        if only and not (recipient.kind == "government" and recipient.key in codes):
            return False
        return not body or body in (recipient.via, recipient.key if recipient.kind == "body" else "")

    return is_wanted


def _codes(event: Event, name: str) -> Iterator[str]:
    """Of a government, or of all of a country."""
    of_country = [one.code for one in event.governments if words.fold(one.country) == words.fold(name)]
    code = Register(event.governments).only(name)
    if code is None and not of_country:
        known = sorted({one.country for one in event.governments}) + sorted(one.code for one in event.governments)
        raise UsageError(Message("usage.no_party", {"value": name, "known": nearest(name, known)}))
    yield from ([code] if code else of_country)
