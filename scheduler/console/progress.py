"""While a search goes on: how far it is, and the wish to end it."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scheduler import words
from scheduler.console.says import show

if TYPE_CHECKING:
    from threading import Event

    from scheduler.domain import Means
    from scheduler.model import Budget, Progress, Report


@contextmanager
def stoppable(budget: "Budget", language: str) -> Iterator[None]:
    """The first Ctrl-C asks the search to end with its best; the second ends the program."""

    def stop(*_: object) -> None:
        if budget.stop.is_set():
            raise KeyboardInterrupt
        budget.stop.set()
        show(words.say(language, "solving.stopping"), err=True)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def waiting(language: str, stop: "Event | None") -> Callable[[], None]:
    """What a run does again and again while another one holds the versions: it says so once, and heeds Ctrl-C."""
    said: list[str] = []

    def wait() -> None:
        if not said:
            said.append(words.say(language, "solved.waiting"))
            show(said[0], err=True)
        if stop and stop.is_set():
            raise KeyboardInterrupt

    return wait


@contextmanager
def progress(language: str, quiet: bool) -> Iterator["Report"]:
    """Best value and bound so far: one changing line on a terminal, a line each time when piped."""

    def line(far: "Progress") -> str:
        if far.found and not far.goals:
            return words.say(
                language, "solving.so_far", {"placed": len(far.found.placements), "all": len(far.event.meetings)}
            )
        names = [f"{goal} {words.say(language, f'goal.{goal}')}" for goal in far.goals]
        value = "–" if far.value is None else far.value
        known = {"goals": names, "value": value, "bound": far.bound}
        if far.found is None or far.value is None:
            return words.say(language, "solving.tier", known)
        known |= {"placed": len(far.found.placements), "all": len(far.event.meetings), "gap": far.value - far.bound}
        if far.left is None:
            return words.say(language, "solving.large", known)
        return words.say(language, "solving.large_left", {**known, "left": round(far.left)})

    def said(far: "Progress") -> str:
        assert far.said
        return words.say(language, far.said.key, far.said.values)

    if sys.stderr.isatty() and not quiet:
        from rich.console import Console

        with Console(stderr=True).status(words.say(language, "solving.reading")) as status:
            yield lambda far: status.console.print(said(far)) if far.said else status.update(line(far))
    else:
        yield _plain_lines(lambda far: said(far) if far.said else line(far)) if not quiet else lambda far: None


def _plain_lines(line: Callable[["Progress"], str]) -> "Report":
    said: set[str] = set()

    def report(far: "Progress") -> None:
        text = line(far)
        if text not in said:
            said.add(text)
            show(text, err=True)

    return report


@contextmanager
def counting(quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """How many of how many are done: a bar on a terminal, nothing where it is piped."""
    if not sys.stderr.isatty() or quiet:
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def trying(language: str, quiet: bool) -> Iterator[Callable[["Means", str, int], None]]:
    """What a forecast tries out: one changing line on a terminal, nothing where it is piped."""
    if not sys.stderr.isatty() or quiet:
        yield lambda means, name, number: None
        return
    from rich.console import Console
    from rich.text import Text

    def line(means: "Means", name: str, number: int) -> Text:
        what = words.say(language, f"forecast.means_{means}", {"name": name})
        return Text(words.on_one_line(words.say(language, "forecast.trying", {"what": what, "number": number})))

    with Console(stderr=True).status(words.say(language, "solving.reading")) as status:
        yield lambda means, name, number: status.update(line(means, name, number))
