"""What is said of meetings that are left out, held against independent searches on many random events.

`python -m benchmarks.reasons [minimal|ways|verdicts]... [--count N] [--seed S]`: that no reason could be smaller, that every
way out is one, and that every verdict holds of all timetables there are. The laws are those of the tests.
"""

import time
from collections import Counter
from collections.abc import Callable

import click
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from scheduler.domain import Event
from tests.explain.hindered import hindered
from tests.explain.narrow import narrow_events
from tests.explain.test_smallest import minimal
from tests.explain.test_verdicts import holds as verdicts
from tests.explain.test_ways_out import holds as ways
from tests.strategies import events

Law = Callable[[Event], Counter[str]]

LAWS: dict[str, tuple[st.SearchStrategy[Event], Law]] = {
    "minimal": (st.one_of(events(), hindered()), lambda event: Counter(reasons=minimal(event))),
    "ways": (st.one_of(events(), hindered()), lambda event: Counter(ways=ways(event))),
    "verdicts": (narrow_events(), lambda event: Counter(verdicts(event))),
}


@click.command()
@click.argument("laws", nargs=-1, type=click.Choice(list(LAWS)))
@click.option("--count", default=500, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(laws: tuple[str, ...], count: int, seed: int) -> None:
    """Each law on so many events; the first that breaks one is printed and ends it."""
    for name in laws or LAWS:
        begun, found = time.process_time(), held(*LAWS[name], count, seed)
        counted = ", ".join(f"{number} {what}" for what, number in found.items())
        print(f"{name}: {counted}, none wrong; {time.process_time() - begun:.0f} CPU s")


def held(made: st.SearchStrategy[Event], law: Law, count: int, seed: int) -> Counter[str]:
    """How many events were looked at, and what the law counts in them."""
    found = Counter[str]()

    @seeded(seed)
    @given(made)
    @settings(
        max_examples=count, deadline=None, database=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck)
    )
    def look(event: Event) -> None:
        found.update({"events": 1, **law(event)})

    look()
    return found


if __name__ == "__main__":
    main()
