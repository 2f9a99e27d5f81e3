"""What `plaza treatment` prints: what was given to whom, the largest differences, and a text to read out."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scheduler import words
from scheduler.console.says import print_json, show, tell
from scheduler.domain import Message, Treated, read_out

if TYPE_CHECKING:
    from scheduler.domain import TreatedKind
    from scheduler.explain import Extremes, Leveller, Step
    from scheduler.tasks import EvenHandedness

SHARES = (
    ("requests", "granted", "requests"),
    ("first", "first_granted", "first"),
    ("mutual", "mutual_placed", "mutual"),
    ("one_sided", "one_sided_placed", "one_sided"),
)
"""Columns that show a part of a whole."""

HOURS = ("early", "late", "lunch")
ALONE = ("breaks", "room_changes", "waiting")
NAMED = 3
"""Those who share an extreme and are named; the others are counted."""

NARROW = 10
PIPED = 140
"""Characters of a column of numbers, and of a line where no terminal says how many there are."""


def show_treatment(language: str, found: "EvenHandedness", form: str) -> None:
    """The same as tables for a reader, as rows of numbers (csv), or whole for a machine (json)."""
    if form == "json":
        print_json(_as_json(language, found))
    elif form == "csv":
        for line in _as_csv(found):
            show(line)
    else:
        _tables(language, found)
        _differences(language, found)
        tell(language, found.notes)
        show("")
        show(words.say(language, "treatment.read_out"))
        show(_read_out(language, found))


# --------------------------------------------------------------------------------------------------------------- tables


def _tables(language: str, found: "EvenHandedness") -> None:
    countries = [(words.name_of_country(language, one.name), one) for one in found.treatment.countries]
    governments = [(_government(language, found, one.name), one) for one in found.treatment.governments]
    _table(language, "countries", countries)
    _table(language, "governments", governments)
    shares = [name for name, _, _ in SHARES[:2]]
    headings = ["kinds", "meetings", *shares, "in_unloved"]
    rows = [
        [
            _kind(language, one),
            f"{one.placed}/{one.meetings}",
            *(f"{getattr(one, part)}/{getattr(one, whole)}" for _, part, whole in SHARES[:2]),
            str(one.unloved_minutes),
        ]
        for one in found.treatment.kinds
    ]
    _print(language, headings, rows)


def _table(language: str, title: str, of_scope: Sequence[tuple[str, Treated]]) -> None:
    headings = [title, *(f"of_{name}" for name, _, _ in SHARES), *(f"in_{name}" for name in HOURS), *ALONE]
    rows = [
        [
            name,
            *(f"{getattr(one, part)}/{getattr(one, whole)}" for _, part, whole in SHARES),
            *(f"{getattr(one, hours)} ({getattr(one, f'{hours}_minutes')})" for hours in HOURS),
            *(str(getattr(one, figure)) for figure in ALONE),
        ]
        for name, one in of_scope
    ]
    _print(language, headings, rows)


def _print(language: str, headings: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for place, heading in enumerate(headings):
        text = words.say(language, f"treatment.{heading}")
        table.add_column(text, justify="right" if place else "left", overflow="fold", max_width=NARROW if place else None)
    for row in rows:
        table.add_row(*(escape(words.on_one_line(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else PIPED).print(table)


def _government(language: str, found: "EvenHandedness", code: str) -> str:
    return found.event.government(code).names.with_code(code, language)


def _kind(language: str, kind: "TreatedKind") -> str:
    size = {2: "two", 3: "three"}.get(kind.parties, "more")
    parties = words.say(language, f"treatment.of_{size}", {"count": kind.parties})
    return words.say(language, "treatment.kind", {"parties": parties, "asked": Message(f"treatment.{_asked(kind)}")})


def _asked(kind: "TreatedKind") -> str:
    return "mutual" if kind.mutual else "one_sided"


# ---------------------------------------------------------------------------------------------------------- differences


def _differences(language: str, found: "EvenHandedness") -> None:
    """Who is most and who is least favoured, and which differences had to be."""
    for scope in ("countries", "governments"):
        of_scope = [one for one in found.differences if one.scope == scope]
        if not of_scope:
            continue
        show(words.say(language, f"treatment.apart_{scope}"))
        for one in (one for one in of_scope if one.apart):
            show(f"  {_extremes(language, found, one)}")
        if even := [_measure(one) for one in of_scope if not one.apart]:
            show(f"  {words.say(language, 'treatment.no_difference', {'measures': even})}")
    if always := [one.name for one in found.treatment.governments if one.always_unloved]:
        who = [_government(language, found, code) for code in always]
        show(words.say(language, "treatment.always", {"who": who}))
    for leveller in found.levelled:
        answer = _answer(leveller)
        show(words.say(language, answer.key, answer.values))
        for step in leveller.steps:
            show(f"  {_step(language, leveller, step)}")


def _measure(one: "Extremes") -> Message:
    return Message(f"treatment.measure.{one.measure.name}")


def _extremes(language: str, found: "EvenHandedness", one: "Extremes") -> str:
    values = {
        "measure": _measure(one),
        "favoured": _who(language, found, one.scope, one.favoured),
        "best": _shown(one, one.best),
        "disfavoured": _who(language, found, one.scope, one.disfavoured),
        "worst": _shown(one, one.worst),
    }
    return words.say(language, "treatment.extremes", values)


def _who(language: str, found: "EvenHandedness", scope: str, codes: Sequence[str]) -> object:
    """Those who share an extreme, the first by name."""
    first = [
        words.name_of_country(language, code) if scope == "countries" else _government(language, found, code)
        for code in codes[:NAMED]
    ]
    if len(codes) <= NAMED:
        return first
    return Message("treatment.and_more", {"who": first, "count": len(codes) - NAMED})


def _shown(one: "Extremes", value: Fraction) -> object:
    """A share as a percentage, a burden of a country for each meeting, of a government as it is."""
    if not one.measure.burden:
        return _percent(value)
    return Message("treatment.a_meeting", {"value": _number(value)}) if one.scope == "countries" else _number(value)


def _percent(value: Fraction) -> str:
    return f"{_number(100 * value)} %"


def _number(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.1f}"


def _left(leveller: "Leveller", value: Fraction) -> str:
    """A difference that can be levelled, in its own unit."""
    return _percent(value) if leveller.uneven == "granted" else _number(value)


def _answer(leveller: "Leveller") -> Message:
    """Whether a difference is forced or chosen."""
    always = "always_repaired" if "D" in leveller.kept else "always"
    key = always if leveller.always else leveller.answer.replace(" ", "_")
    smaller = _left(leveller, leveller.steps[0].value) if leveller.steps else "–"
    values = {"uneven": Message(f"treatment.uneven.{leveller.uneven}"), "value": _left(leveller, leveller.value)}
    return Message(f"treatment.answer.{key}", values | {"smaller": smaller})


def _step(language: str, leveller: "Leveller", step: "Step") -> str:
    costs = [f"{goal} {words.say(language, f'goal.{goal}')} {cost:+}" for goal, cost in sorted(step.costs.items())]
    values = {
        "goals": list(step.given_up),
        "value": _left(leveller, step.value),
        "costs": costs or Message("treatment.no_cost"),
        "proof": Message("treatment.proven" if step.proven and step.cheapest else "treatment.not_proven"),
    }
    return words.say(language, "treatment.step" if step.given_up else "treatment.step_kept", values)


# --------------------------------------------------------------------------------------------------- what is read out


def _read_out(language: str, found: "EvenHandedness") -> str:
    """The paragraph of a spokesperson."""
    sentences = read_out(found.treatment, lambda country: words.name_of_country(language, country))
    answers = map(_answer, found.levelled) if found.treatment.kinds else ()
    return words.say(language, "verbatim", {"text": (*sentences, *answers)})


# --------------------------------------------------------------------------------------------------------- for machines


def _as_csv(found: "EvenHandedness") -> Iterator[str]:
    """A row for each country, then for each government, below the names of the columns."""
    names = [field.name for field in fields(Treated)]
    rows: list[list[Any]] = [["scope", *names, "meetings", "placed"]]
    for scope, of_scope in (("country", found.treatment.countries), ("government", found.treatment.governments)):
        rows += [[scope, *(getattr(one, name) for name in names), one.meetings, one.placed] for one in of_scope]
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(row)
        yield line.getvalue()


def _as_json(language: str, found: "EvenHandedness") -> dict[str, Any]:
    given = found.treatment
    return {
        "version": found.version,
        "countries": [asdict(one) for one in given.countries],
        "governments": [asdict(one) for one in given.governments],
        "kinds": [asdict(one) for one in given.kinds],
        "always_unloved": [one.name for one in given.governments if one.always_unloved],
        "differences": [
            {
                "scope": one.scope,
                "measure": one.measure.name,
                "best": str(one.best),
                "favoured": list(one.favoured),
                "worst": str(one.worst),
                "disfavoured": list(one.disfavoured),
            }
            for one in found.differences
        ],
        "levelled": [
            {
                "difference": one.uneven,
                "value": str(one.value),
                "answer": one.answer,
                "always": one.always,
                "kept": list(one.kept),
                "steps": [asdict(step) | {"value": str(step.value)} for step in one.steps],
            }
            for one in found.levelled
        ],
        "notes": [note.key for note in found.notes],
        "read_out": _read_out(language, found),
    }
