"""Which government a cell means: exact matches only; a near miss is suggested, never taken."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from scheduler import words
from scheduler.domain import Government, Source
from scheduler.intake.problems import Problems

CLOSE = 70
"""The similarity, of 100, from which a name is worth suggesting."""


class Register:
    """Everything a government may be called by: its code, its names, its aliases.

    `faulty` are names of governments whose own line has a problem; that they are used elsewhere is none.
    """

    def __init__(self, governments: Sequence[Government], faulty: Iterable[str] = ()) -> None:
        self._called: dict[str, set[str]] = {}
        self._faulty = {words.fold(name) for name in faulty}
        self._written: dict[str, str] = {}
        self._countries: dict[str, list[str]] = {}
        for government in governments:
            self._countries.setdefault(words.fold(government.country), []).append(government.code)
            for name in (government.code, *government.names, *government.aliases):
                self._called.setdefault(words.fold(name), set()).add(government.code)
                self._written.setdefault(words.fold(name), name)
        self._everyone = tuple(sorted(government.code for government in governments))

    def one(self, name: str, source: Source, problems: Problems) -> str | None:
        """The code of the government called so, or `None` and a problem on the cell."""
        codes = sorted(self._called.get(words.fold(name), ()))
        if len(codes) == 1:
            return codes[0]
        if words.fold(name) in self._faulty:
            return None
        if codes:
            problems.error(source, "names.ambiguous", value=name, candidates=codes)
        elif near := closest(name, self._called):
            problems.error(source, "names.unknown_near", value=name, near=self._written[near], code=min(self._called[near]))
        else:
            problems.error(source, "names.unknown", value=name)
        return None

    def several(self, names: Iterable[str], source: Source, problems: Problems) -> tuple[str, ...] | None:
        """The codes of all of them, sorted; `None` if one is unknown."""
        codes = [self.one(name, source, problems) for name in names]
        return None if None in codes else tuple(sorted({code for code in codes if code}))

    def group(self, names: Iterable[str], source: Source, problems: Problems) -> tuple[str, ...] | None:
        """As `several`, with countries and `all` as well."""
        codes: set[str] = set()
        complete = True
        for name in names:
            if words.fold(name) in words.values("everyone"):
                codes.update(self._everyone)
            elif words.fold(name) in self._countries:
                codes.update(self._countries[words.fold(name)])
            elif code := self.one(name, source, problems):
                codes.add(code)
            else:
                complete = False
        return tuple(sorted(codes)) if complete else None


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like this one, if any is close."""
    found = process.extractOne(words.fold(name), sorted(known), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return found[0] if found else None
