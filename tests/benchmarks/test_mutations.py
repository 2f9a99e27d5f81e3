"""A smaller run of the mutations of the founding case, with dice of its own."""

from benchmarks.mutations import run


def test_nothing_is_misread_in_silence() -> None:
    assert list(run(120, seed=2021)) == []
