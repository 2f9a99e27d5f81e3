"""A message as a reader is told it: governments by name, days as offices write them, clocks by whose they are.

What a message holds is the same in every language: codes, and times of the host's clock as `2021-11-05 10:00 Asia/Seoul`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler import words
from scheduler.domain import Message, Names
from scheduler.export.workbook.dates import office_date

GOVERNMENTS = {"government", "governments", "who", "most", "least"}
TIMES = {"at", "when", "times", "day", "days"}
"""Gaps that hold codes, and times."""

TIME = re.compile(
    r"(?:(?P<year>\d{4})-)?(?:(?P<month>\d\d)-(?P<day>\d\d))?(?: ?(?P<time>\d\d:\d\d(?:[–-]\d\d:\d\d)?))?(?: (?P<zone>\S+))?"
)


@dataclass(frozen=True)
class Telling:
    """How messages about an event are told.

    Attributes
    ----------
    names
        Of the governments, by code.
    days
        Those of the event, by which it is known of which year a day is.
    """

    names: Mapping[str, Names]
    days: Collection[date]
    language: str

    def say(self, message: Message) -> str:
        return words.say(self.language, message.key, self._values(message.values))

    def _values(self, values: Mapping[str, object]) -> dict[str, object]:
        return {name: self._value(name, value) for name, value in values.items()}

    def _value(self, name: str, value: object) -> object:
        if isinstance(value, Message):
            return Message(value.key, self._values(value.values))
        if isinstance(value, (list, tuple)):
            return type(value)(self._value(name, one) for one in value)
        if not isinstance(value, str):
            return value
        if name in GOVERNMENTS and value in self.names:
            return self.names[value].with_code(value, self.language)
        if name in TIMES:
            return self.time(value)
        return self._clock(value) if name == "zone" else value

    def time(self, written: str) -> str:
        """A day, a time of a day, or both, with whose clock it is where that is written."""
        found = TIME.fullmatch(written)
        day = self._day(found) if found else None
        if found is None or (found["month"] and day is None):
            return written
        time = (found["time"] or "").replace("-", "–")
        said = words.say(self.language, "format.day_time", {"day": day, "time": time}) if day and time else day or time
        zone = found["zone"]
        return words.say(self.language, "format.on_clock", {"at": said, "clock": self._clock(zone)}) if zone else said

    def _day(self, found: "re.Match[str]") -> str | None:
        """With its day of the week; `None` where there is none, or its year is not known."""
        if not found["month"]:
            return None
        month, day = int(found["month"]), int(found["day"])
        same = (one for one in self.days if (one.month, one.day) == (month, day))
        of = date(int(found["year"]), month, day) if found["year"] else next(same, None)
        return office_date(self.language, of) if of else None

    def _clock(self, zone: str) -> str:
        return words.clock_name(self.language, zone) if "/" in zone else zone
