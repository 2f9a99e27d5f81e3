"""What `plaza forecast` prints: heat maps that read without colour, then a sentence for each finding."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler import words
from scheduler.console.says import as_json, print_json, show

if TYPE_CHECKING:
    from rich.text import Text

    from scheduler.domain import Forecast, Hour, Line, Load
    from scheduler.export.forecast.says import Says

WIDE = 110
"""Columns, where it is not known how many there are."""

HOURS = 9
"""Of one table, so that it fits on most screens."""

MOST = 8
"""Governments that are printed; the workbook has all."""

LEVELS = ((1.0, "!", "white on red"), (0.8, "+", "black on yellow"), (0.5, ".", "black on bright_white"))
"""Above which share of what there is; the mark and the colours that say so."""


def show_forecast(language: str, found: "Forecast", book: Path, to_json: bool) -> None:
    """Demand against supply hour by hour, and what would be enough."""
    if to_json:
        print_json(_as_json(language, found, book))
        return
    from scheduler.export.forecast.says import Says

    says = Says(found, language)
    if found.meetings and found.supply.hours:
        for key, lines in _maps(found):
            _table(says, key, lines)
        show(says.say("legend", zone=words.zone_name(found.zone)))
    for one in (*says.counted(), *(says.solved(found.enough) if found.enough else ())):
        cells = f" [{', '.join(one.cells)}]" if one.cells else ""
        show(f"{one.about}: {one.text}{cells}")
    show(says.say("written", file=book))


def _maps(found: "Forecast") -> "list[tuple[str, Sequence[Line]]]":
    """The heat maps: of governments those that are tightest."""
    supply = found.supply
    busy = sorted(supply.of("government"), key=lambda line: -max(load.share for load in line.loads))
    some = [line for line in busy if len(line.meetings) > 1][:MOST]
    maps = [("rooms", supply.of("rooms", "in person")), ("interpreters", supply.of("interpreters"))]
    return [(key, lines) for key, lines in (*maps, ("governments", sorted(some, key=lambda line: line.name))) if lines]


def _table(says: "Says", key: str, lines: "Sequence[Line]") -> None:
    """A table for each day, or for each part of one that has many hours."""
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else WIDE)
    for day, of_day in groupby(enumerate(says.forecast.supply.hours), key=lambda placed: says.day(placed[1])):
        hours = list(of_day)
        for first in range(0, len(hours), HOURS):
            some: list[tuple[int, Hour]] = hours[first : first + HOURS]
            columns = [Column(says.time(hour), justify="right", no_wrap=True) for _, hour in some]
            table = Table(Column(f"{says.say(key)} · {day}", overflow="fold"), *columns)
            for line in lines:
                label = Text(words.on_one_line(says.title(line)))
                table.add_row(label, *(_cell(key, line.loads[place]) for place, _ in some))
            console.print(table)


def _cell(key: str, load: "Load") -> "Text":
    """What is wanted and what there is, or of a government how many of its meetings could be then; with a mark."""
    from rich.text import Text

    text = str(load.meetings) if key == "governments" else f"{load.demand:.1f}/{load.supply:.3g}"
    if not load.meetings:
        return Text("·" if load.supply else "–")
    found = next(((mark, look) for above, mark, look in LEVELS if _exceeds(load.share, above)), (" ", ""))
    return Text(f"{text}{found[0]}", style=found[1])


def _exceeds(share: float, level: float) -> bool:
    return share > level + 1e-9 if level >= 1 else share >= level


def _as_json(language: str, found: "Forecast", book: Path) -> dict[str, Any]:
    supply, enough = found.supply, found.enough
    lines = [
        {
            "kind": line.kind,
            "name": line.name,
            "seats": line.seats,
            "meetings": list(line.meetings),
            "hours": [_load(load) for load in line.loads],
        }
        for line in supply.lines
    ]
    tight = [
        {"kind": one.line.kind, "name": one.line.name, "seats": one.line.seats, "hour": one.hour.start.isoformat()}
        | _load(one.load)
        for one in supply.tight
    ]
    reasons = zip(supply.impossible, as_json(language, supply.impossible.values()), strict=True)
    return {
        "meetings": found.meetings,
        "interpreters_managed": found.interpreted,
        "hours": [{"start": hour.start.isoformat(), "end": hour.end.isoformat()} for hour in supply.hours],
        "lines": lines,
        "tight": tight,
        "impossible": [{"meeting": id} | reason for id, reason in reasons],
        "crowded": [asdict(one) for one in supply.crowded],
        "enough": asdict(enough) if enough else None,
        "book": str(book),
    }


def _load(load: "Load") -> dict[str, Any]:
    rounded = {"demand": round(load.demand, 4), "supply": round(load.supply, 4)}
    return rounded | {"meetings": load.meetings, "who": list(load.who)}
