"""What is said of a forecast, on its sheets and on the terminal, in the reader's language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduler import words
from scheduler.domain import Enough, Forecast, Hour, Line, Means, Need, Price, Tight
from scheduler.export.cells import in_ranges
from scheduler.export.workbook.dates import office_date
from scheduler.export.workbook.telling import Telling


@dataclass(frozen=True)
class Finding:
    """A sentence: what it is about, what it says, and the cells it rests on."""

    about: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Says:
    """A forecast as one reader sees it."""

    forecast: Forecast
    language: str

    def say(self, key: str, **values: object) -> str:
        return words.say(self.language, f"forecast.{key}", values)

    @property
    def clock(self) -> str:
        """Whose time it is: the host's."""
        return words.clock_name(self.language, self.forecast.zone)

    @property
    def on_clock(self) -> str:
        """That all times are on this clock."""
        return words.say(self.language, "letter.clock", {"clock": self.clock})

    def listed(self, names: Sequence[str]) -> str:
        return words.say(self.language, "list.plain", {"items": names})

    def government(self, code: str) -> str:
        """A government by its code and name."""
        return self.forecast.names[code].with_code(code, self.language)

    def title(self, line: Line) -> str:
        """What a line of the heat map is of."""
        match line.kind:
            case "government":
                return self.government(line.name)
            case "interpreters":
                return words.name_of_pair(self.language, line.name) if line.name else self.say("all_interpreters")
            case "in person":
                return self.say("in_person")
        if line.seats is None:
            return self.say("platform", platform=line.name) if line.name else self.say("all_rooms")
        key = "platform_seats" if line.name else "seats"
        return self.say(key, platform=line.name, seats=line.seats)

    def time(self, hour: Hour) -> str:
        """When an hour begins, on the host's clock."""
        return f"{hour.start.astimezone(ZoneInfo(self.forecast.zone)):%H:%M}"

    def day(self, hour: Hour) -> str:
        """The day of an hour, as offices write it."""
        return office_date(self.language, hour.start.astimezone(ZoneInfo(self.forecast.zone)))

    def span(self, hour: Hour) -> str:
        return f"{self.day(hour)} {self.time(hour)}–{hour.end.astimezone(ZoneInfo(self.forecast.zone)):%H:%M}"

    # ------------------------------------------------------------------------------------------------- what was counted

    def counted(self) -> Iterator[Finding]:
        """What is seen without solving, the tightest first."""
        supply = self.forecast.supply
        if not self.forecast.meetings:
            yield Finding(self.say("title"), self.say("no_requests"))
        if not self.forecast.interpreted:
            yield Finding(self.say("interpreters"), self.say("unmanaged"))
        for tight in supply.tight:
            yield Finding(self.say("tight"), self._tight(tight))
        for reason in supply.impossible.values():
            yield Finding(self.say("impossible"), self._telling.say(reason), tuple(in_ranges(reason.cells, self.language)))
        for one in supply.crowded:
            values = {"count": len(one.meetings), "meetings": list(one.meetings), "most": one.most}
            yield Finding(self.say("crowded"), self.say("crowded_at", who=self.government(one.government), **values))

    @cached_property
    def _telling(self) -> Telling:
        days = {hour.start.astimezone(ZoneInfo(self.forecast.zone)).date() for hour in self.forecast.supply.hours}
        return Telling(self.forecast.names, days, self.language)

    def _tight(self, tight: Tight) -> str:
        load = tight.load
        values = {"demand": f"{load.demand:.1f}", "supply": f"{load.supply:.1f}"}
        percent = f"{load.share:.0%}" if load.supply else "–"
        return self.say("tight_at", what=self.title(tight.line), when=self.span(tight.hour), percent=percent, **values)

    # ------------------------------------------------------------------------------------------------- what was solved

    def of(self, means: Means, name: str) -> str:
        """What there is more or fewer of."""
        called = words.name_of_pair(self.language, name) if means == "interpreters" else name
        return self.say(f"means_{means}", name=called)

    def proof(self, proven: bool) -> str:
        return self.say("proven" if proven else "not_proven")

    def comes_to(self, price: Price) -> str:
        """Which meetings have no place."""
        if price.weight is None:
            return self.say("contradictory" if price.contradiction else "short" if price.fits is False else "unknown")
        if price.fits:
            return self.say("fits")
        values = {"count": len(price.fall), "meetings": list(price.fall), "proof": self.proof(price.proven)}
        return self.say("falls_must" if price.contradiction else "falls", **values)

    def solved(self, enough: Enough) -> Iterator[Finding]:
        """What would be enough, what one fewer costs, and what one more would bring."""
        yield Finding(self.say("now"), self.say("now_is", all=self.forecast.meetings, comes_to=self.comes_to(enough.now)))
        for need in enough.needs:
            text = words.catalogue(self.language)["list.sentences"].join(self._need(need, enough.now))
            if text:
                yield Finding(self.of(need.means, need.name), text)
        if not enough.now.fits and enough.additions:
            best = enough.additions[0]
            what, comes_to = self.of(best.means, best.name), self.comes_to(best.price)
            helps = best.price.cost < enough.now.cost
            certain = enough.now.proven and enough.done and all(one.price.proven for one in enough.additions)
            said = [self.say("helps", what=what, comes_to=comes_to) if helps else self.say("helps_not")]
            said += [] if certain else [self.say("uncertain")]
            yield Finding(self.say("one_more"), words.catalogue(self.language)["list.sentences"].join(said))
        if not enough.done:
            yield Finding(self.say("left"), self.say("ended"))

    def _need(self, need: Need, now: Price) -> Iterator[str]:
        values = {"there": need.there, "least": need.least, "proof": self.proof(need.proven)}
        if need.least is not None:
            yield self.say("least" if need.least <= need.there else "least_more", **values)
        elif now.fits is not False or need.means != "slots":  # of these no more are tried, but longer ones
            yield self.say("none_enough" if need.proven else "least_unknown", **values)
        more = [price for price in need.prices if price.number > need.there]
        if need.least is None and more:
            yield self.say("price", number=more[0].number, comes_to=self.comes_to(more[0]))
        if need.spare:
            yield self.say("spare", together=list(need.spare))
        if len(need.each) > len(need.spare):
            yield self.say("each", each=list(need.each))
        one_fewer = (need.least if need.least is not None and need.least <= need.there else need.there) - 1
        for price in (price for price in need.prices if price.number == one_fewer and not price.fits):
            yield self.say("price", number=price.number, comes_to=self.comes_to(price))
