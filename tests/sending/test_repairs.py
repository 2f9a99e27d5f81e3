"""Through any season of repairs each is told what concerns it, all of it and nothing else.

`python -m benchmarks.seasons` tries more and longer ones.
"""

import tempfile
from pathlib import Path
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.sending.repairs import Season


@settings(max_examples=3, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.integers(0, 2**32))
def test_through_any_season_of_repairs_each_is_told_what_concerns_it_and_nothing_else(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        season = Season(Path(folder), Random(seed))
        try:
            season.run(steps=3)
        except AssertionError as error:
            error.add_note(f"after {season.said}; again: python -m benchmarks.seasons --seed {seed} --count 1 --steps 3")
            raise
