"""What `plaza drill` prints: the losses that hurt most, and what would soften them."""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from scheduler import words
from scheduler.console.says import print_json, show

if TYPE_CHECKING:
    from scheduler.tasks import Drill, Outcome

SHOWN = 3
"""Losses that are printed one by one, beside those that something would soften; the workbook has all."""


def show_drill(language: str, done: "Drill", to_json: bool) -> None:
    """A line for each of the worst, then the sums."""
    if to_json:
        found = {"version": done.version, "left": done.left, "book": str(done.book)}
        print_json(found | {name: [asdict(one) for one in getattr(done, name)] for name in ("outcomes", "helped")})
        return
    softened = {replace(other.loss, help="") for other in done.helped}
    shown = [one for number, one in enumerate(done.outcomes) if number < SHOWN or one.loss in softened]
    for number, one in enumerate(shown, start=1):
        show(f"{number}. {_line(language, done, one)}")
        for helped in (other for other in done.helped if replace(other.loss, help="") == one.loss):
            key = f"drill.one_more_{helped.loss.help}"
            show(f"   {words.say(language, key)}: {_comes_to(language, helped)}")
    falls = [one for one in done.outcomes if one.fall or not one.possible]
    values = {"count": len(done.outcomes), "falls": len(falls), "version": done.version}
    show(words.say(language, "drill.sum", values))
    if done.left:
        show(words.say(language, "drill.left", {"count": done.left}))
    show(words.say(language, "drill.written", {"file": done.book}))


def _line(language: str, done: "Drill", one: "Outcome") -> str:
    kind, name = words.say(language, f"drill.{one.loss.kind}"), one.loss.name
    called = done.names[name].with_code(name, language) if name in done.names else name
    return f"{kind} {called}: {_comes_to(language, one)}"


def _comes_to(language: str, one: "Outcome") -> str:
    if not one.possible:
        return words.say(language, "drill.impossible")
    values = {"fall": len(one.fall), "move": len(one.move), "tell": len(one.tell), "which": list(one.fall) or "–"}
    return words.say(language, "drill.comes_to", values)
