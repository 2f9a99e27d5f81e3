"""Long seasons of repairs, after each of which everybody must know what concerns them and nothing else.

`python -m benchmarks.seasons [--count N] [--steps N] [--seed S]`: a random plaza is solved, then changed by random changes
of all kinds as `plaza reschedule` does it; after each, letters are exported and some of them sent. What is read back of all
of their files is held against what each has to know. The laws are those of `tests/sending/repairs.py`.
"""

import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

import click

from tests.sending.repairs import Season


@click.command()
@click.option("--count", default=50, show_default=True, help="How many seasons.")
@click.option("--steps", default=20, show_default=True, help="Changes in each.")
@click.option("--seed", default=1, show_default=True, help="Of the first season; each of the others has the next.")
def main(count: int, steps: int, seed: int) -> None:
    """Try one season after the other, and say what has changed before a law was broken, and which."""
    counts = Counter[str]()
    broken, began = 0, time.process_time()
    for number in range(seed, seed + count):
        with tempfile.TemporaryDirectory() as folder:
            season = Season(Path(folder), Random(number))
            try:
                season.run(steps)
            except Exception as error:
                broken += 1
                where = traceback.extract_tb(error.__traceback__)[-1]
                click.echo(f"! seed {number}, after {season.said}:\n  {where.name}, {where.line}\n  {error}")
            counts += season.counts
    click.echo(", ".join(f"{number} {what}" for what, number in sorted(counts.items())))
    click.echo(f"{count} seasons, {broken} broken; {time.process_time() - began:.0f} CPU s")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
