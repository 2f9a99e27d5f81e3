"""The published instances (`.dzn`) as numbers, with every fault of a file named."""

import re
from dataclasses import dataclass
from pathlib import Path


class BadInstance(ValueError):
    """A file that is cut off, or whose counts disagree."""


@dataclass(frozen=True)
class Instance:
    """A brokerage event; participants, meetings and slots are counted from 1.

    Attributes
    ----------
    requested
        For each meeting its two participants and its session: 1 morning, 2 afternoon, 3 either.
    forbidden
        For each participant the slots it cannot meet in.
    fixed
        For each meeting its slot, or 0.
    before
        For each meeting those that come strictly earlier.
    """

    name: str
    participants: int
    locations: int
    slots: int
    morning_slots: int
    requested: tuple[tuple[int, int, int], ...]
    forbidden: tuple[frozenset[int], ...]
    fixed: tuple[int, ...]
    before: tuple[frozenset[int], ...]


def read(path: Path) -> Instance:
    """Read an instance.

    Raises
    ------
    BadInstance
        With the file, the statement in question and what is wrong with it.
    """
    statements = {}
    for statement in re.sub(r"%.*", "", path.read_text(encoding="utf-8")).split(";"):
        name, equals, value = (part.strip() for part in statement.partition("="))
        if equals:
            statements[name] = value

    def value_of(name: str) -> str:
        if name not in statements:
            raise BadInstance(f"{path.name}: “{name}” is missing; the file is cut off. Copy it again.")
        return statements[name]

    def number(name: str) -> int:
        if not re.fullmatch(r"\d+", value_of(name)):
            raise BadInstance(f"{path.name}: “{name}” is “{value_of(name)[:40]}”, not a number.")
        return int(value_of(name))

    def listed(name: str, pattern: str, count: int) -> list[str]:
        if not value_of(name).endswith("]"):
            raise BadInstance(f"{path.name}: “{name}” is cut off. Copy the file again.")
        found = re.findall(pattern, value_of(name))
        if len(found) != count:
            raise BadInstance(f"{path.name}: “{name}” has {len(found)} entries where {count} are needed.")
        return found

    participants, meetings = number("nBusiness"), number("nMeetings")
    numbers = [int(digits) for digits in listed("requested", r"\d+", 3 * meetings)]
    requested = tuple(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    instance = Instance(
        name=path.stem,
        participants=participants,
        locations=number("nTables"),
        slots=number("nTotalSlots"),
        morning_slots=number("nMorningSlots"),
        requested=requested,
        forbidden=tuple(_set(text) for text in listed("forbidden", r"\{[^}]*\}", participants)),
        fixed=tuple(int(digits) for digits in listed("fixed", r"\d+", meetings)),
        before=tuple(_set(text) for text in listed("precedences", r"\{[^}]*\}", meetings)),
    )
    _agree(path, instance, statements)
    return instance


def _set(text: str) -> frozenset[int]:
    if span := re.fullmatch(r"\{\s*(\d+)\s*\.\.\s*(\d+)\s*\}", text):
        return frozenset(range(int(span[1]), int(span[2]) + 1)) - {0}
    return frozenset(int(digits) for digits in re.findall(r"\d+", text)) - {0}


def _agree(path: Path, instance: Instance, statements: dict[str, str]) -> None:
    """The counts of the file agree with each other."""
    asked = [participant for one, other, _ in instance.requested for participant in (one, other)]
    if asked and not 1 <= min(asked) <= max(asked) <= instance.participants:
        raise BadInstance(f"{path.name}: “requested” names a participant that is not among the {instance.participants}.")
    if any(session not in (1, 2, 3) for *_, session in instance.requested):
        raise BadInstance(f"{path.name}: “requested” has a session other than 1, 2 or 3.")
    if max((0, *instance.fixed, *(slot for slots in instance.forbidden for slot in slots))) > instance.slots:
        raise BadInstance(f"{path.name}: “fixed” or “forbidden” names a slot after the last, {instance.slots}.")
    if max((0, *(meeting for meetings in instance.before for meeting in meetings))) > len(instance.requested):
        raise BadInstance(f"{path.name}: “precedences” names a meeting that is not there.")
    if "nMeetingsBusiness" in statements:
        stated = [int(digits) for digits in re.findall(r"\d+", statements["nMeetingsBusiness"])]
        counted = [asked.count(participant) for participant in range(1, instance.participants + 1)]
        if stated != counted:
            raise BadInstance(f"{path.name}: “nMeetingsBusiness” does not count what “requested” says.")
