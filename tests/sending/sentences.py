"""Any change of a plaza as a sentence of the command line; most make sense, some do not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from scheduler.domain import Cancel, Change, CloseRoom, Event, Lost, Move, PinMeeting, Timetable, Withdraw
from tests.sending.plaza import DAYS, PEOPLE

PLATFORMS = ("Zoom", "Teams")


@dataclass(frozen=True)
class Speaker:
    """Says what is to change of an event and its timetable; `number` tells one link from another."""

    event: Event
    table: Timetable
    dice: Random
    number: int

    def sentence(self, kind: str) -> str:
        """A change of a kind, as the command line takes it."""
        return f"{kind} {self._matters[kind]()}"

    @property
    def _matters(self) -> dict[str, Callable[[], str]]:
        return {
            "cancel": self._meeting,
            "reinstate": lambda: self.dice.choice((self._after(Cancel, "M01"), self._after(Withdraw, self._code()))),
            "withdraw": lambda: f"{self._code()}{self._maybe_hours()}",
            "leave": lambda: self._with_a_party(self._meeting(trilateral=True)),
            "join": lambda: self._with_another(self._meeting()),
            "replace": self._replace,
            "move": lambda: f"{self._meeting()} {self._when()}",
            "swap": lambda: f"{' '.join(self._two())}{self.dice.choice(('', ' room'))}",
            "close": lambda: self.dice.choice((f"{self._room()}{self._maybe_hours()}", self._hours())),
            "open": lambda: self.dice.choice((f"{self._after(CloseRoom, 'R1')}{self._maybe_hours()}", self._hours())),
            "lost": lambda: f"{self._person()}{self._maybe_hours()}",
            "back": lambda: f"{self._after(Lost, self._person())}{self._maybe_hours()}",
            "add": self._new,
            "request": lambda: " ".join(self._some(self._codes, self.dice.choice((2, 2, 3)))),
            "duration": lambda: f"{self._meeting()} {self.dice.choice((30, 60, 90))}",
            "link": lambda: f"{self.dice.choice((self._meeting(), self._room()))} https://a.example/link-of-N{self.number}",
            "platform": self._platform,
            "pin": lambda: f"{self._meeting()}{self._maybe_part()}",
            "unpin": lambda: f"{self._after((PinMeeting, Move), self._meeting())}{self._maybe_part()}",
            "consent": self._consent,
        }

    def _one(self, of: Sequence[str], other: str) -> str:
        return self.dice.choice(of) if of else other

    def _some(self, of: Sequence[str], count: int) -> list[str]:
        return self.dice.sample(of, min(count, len(of)))

    @property
    def _codes(self) -> list[str]:
        return [one.code for one in self.event.governments]

    def _code(self) -> str:
        return self.dice.choice(self._codes)

    def _meeting(self, trilateral: bool = False) -> str:
        """One that has a place, as a rule; of three parties, if there is one and that matters."""
        there = [one for one in self.table.meetings if one.placement or self.dice.random() < 0.2]
        larger = [one for one in there if len(one.governments) > 2] if trilateral else []
        return self._one([one.id for one in larger or there], "M01")

    def _parties(self, meeting: str) -> tuple[str, ...]:
        outcome = self.table.outcome(meeting)
        return outcome.governments if outcome else ()

    def _two(self) -> list[str]:
        """Two that have a place, if there are."""
        there = [*self.table.placements]
        return self._some(there, 2) if len(there) > 1 else ["M01", "M02"]

    def _with_a_party(self, meeting: str) -> str:
        return f"{meeting} {self._one(self._parties(meeting), self._code())}"

    def _with_another(self, meeting: str) -> str:
        """With a government that is none of its parties, if there is one."""
        parties = self._parties(meeting)
        return f"{meeting} {self._one([code for code in self._codes if code not in parties], self._code())}"

    def _replace(self) -> str:
        meeting = self._meeting()
        return f"{self._with_a_party(meeting)} by {self._with_another(meeting).split()[1]}"

    def _after(self, kinds: type[Change] | tuple[type[Change], ...], other: str) -> str:
        """What a change of some kind was about, which can be undone."""
        return self._one([one.what for one in self.event.decided.changes if isinstance(one, kinds)], other)

    def _room(self) -> str:
        return self.dice.choice([one.name for one in self.event.rooms])

    def _person(self) -> str:
        return self._one([one.name for one in self.event.interpreters], PEOPLE[0])

    def _hours(self) -> str:
        start = self.dice.randint(9, 16)
        return f"{self.dice.choice(self._days)} {start:02}:00-{start + self.dice.randint(1, 3):02}:00"

    def _maybe_hours(self) -> str:
        return f" {self._hours()}" if self.dice.random() < 0.6 else ""

    def _maybe_part(self) -> str:
        return self.dice.choice(("", " time", " room", " interpreters"))

    @property
    def _days(self) -> list[str]:
        return sorted({str(slot.range.day) for slot in self.event.slots})

    def _when(self) -> str:
        at = f"{self.dice.choice(self._days)} {self.dice.randint(9, 16):02}:{self.dice.choice(('00', '30'))}"
        return self.dice.choice((f"at {at}", f"after {at}", f"before {at}", "another day"))

    def _new(self) -> str:
        """A room with a link of its own, somebody who interprets, or a slot."""
        person = self._one([name for name in PEOPLE if name not in {one.name for one in self.event.interpreters}], PEOPLE[0])
        start = self.dice.randint(16, 18)
        return self.dice.choice(
            (
                f"R{self.number + 10} room Zoom; https://a.example/link-of-N{self.number}",
                f"{person} interpreter zh/ja/ko/en",
                f"slot from {self.dice.choice(DAYS)} {start}:00 until {self.dice.choice(DAYS)} {start + 2}:00",
            )
        )

    def _platform(self) -> str:
        one = self.dice.choice(PLATFORMS)
        return self.dice.choice((f"{self._room()} {one}", f"{self._code()} {one}", f"{self._code()} Zoom/Teams"))

    def _consent(self) -> str:
        state = self.dice.choice(("agreed", "agreed", "agreed", "declined", "waiting"))
        return f"{self._with_a_party(self._meeting())} {state}"
