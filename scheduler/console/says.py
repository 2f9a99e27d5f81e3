"""The way to the terminal, but for tables; and what several commands print: messages, tiers, lists for a machine."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from scheduler import words
from scheduler.errors import Located

if TYPE_CHECKING:
    from scheduler.domain import Timetable


def show(text: str, err: bool = False) -> None:
    """Print a line; of what came with a file or an option, nothing begins another line or steers the terminal."""
    click.echo(words.on_one_line(text), err=err)


def tell(language: str, messages: Iterable[Located], err: bool = False) -> None:
    """One message a line, with its kind and its cells."""
    for message in messages:
        kind = words.say(language, f"kind.{getattr(message, 'severity', 'message')}")
        where = ", ".join(str(cell) for cell in message.cells)
        text = words.say(language, message.key, message.values)
        show(": ".join(part for part in (kind, where, text) if part), err=err)


def on_clock(at: datetime, zone: str, form: str = "%Y-%m-%d %H:%M") -> str:
    """An instant on the clock of a zone."""
    return f"{at.astimezone(ZoneInfo(zone)):{form}}"


def show_tiers(language: str, table: "Timetable") -> None:
    """What was reached in each tier, and what was not solved."""
    for tier in table.tiers:
        names = [f"{goal.goal} {words.say(language, f'goal.{goal.goal}')}" for goal in tier.goals]
        if tier.tier:
            key = "solved.proven" if tier.proven else "solved.not_proven"
            show(words.say(language, key, {"goals": names, "value": tier.value, "bound": tier.bound}))
        else:
            show(words.say(language, "solved.off", {"goals": names}))


def as_json(language: str, messages: Iterable[Located]) -> list[dict[str, Any]]:
    """Each with its key, which is the same in every language."""
    return [
        {"key": m.key, "text": words.say(language, m.key, m.values), "cells": [str(cell) for cell in m.cells]}
        for m in messages
    ]


def print_json(found: dict[str, Any]) -> None:
    """In ASCII, with escapes, whatever the console can show."""
    click.echo(json.dumps(found, indent=1))
