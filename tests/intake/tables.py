"""Tables of writings and what they mean, tried as a whole: one run shows every line that is misread."""

from collections.abc import Callable, Iterable

Line = tuple[str, str, str]
"""Where something is written, how it is written, and what it means."""


def spelt_out(meanings: Iterable[Line]) -> list[Line]:
    """A line each writing, of lines that name several: `_` is a space in a writing."""
    return [(where, word.replace("_", " "), means) for where, means, words in meanings for word in words.split()]


def agree(table: Iterable[Line], read: Callable[[str, str], str | None]) -> None:
    """Every writing is read as it is meant."""
    found = [(where, word, means, read(where, word)) for where, word, means in table]
    wrong = [f"{where}: {word!r} is {got}, not {means}" for where, word, means, got in found if got != means]
    assert found and not wrong, "\n".join(wrong)
