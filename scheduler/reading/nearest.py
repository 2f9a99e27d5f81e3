"""What is there and is called most like what is not."""

from collections.abc import Iterable

MOST = 5
"""Of what is there, so many are named."""


def nearest(asked: str, known: Iterable[str]) -> list[str]:
    """The names most like it, the most like first."""
    from rapidfuzz import process  # only a name that nobody has needs it

    found = process.extract(asked.upper(), sorted(known), limit=MOST)
    return [str(name) for name, _, _ in found] or ["–"]
