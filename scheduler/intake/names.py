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

    A name is looked up as it is written; else with simplified, traditional and Japanese forms of a character as one; else as
    a name without its suffix (長崎 for 長崎県). The first way that knows it decides, and asks where it knows several.

    `faulty` are names of governments whose own line has a problem; that they are used elsewhere is none.
    """

    def __init__(self, governments: Sequence[Government], faulty: Iterable[str] = ()) -> None:
        self._faulty = {words.fold(name) for name in faulty}
        self._written: dict[str, str] = {}
        self._countries: dict[str, list[str]] = {}
        self._ways: tuple[dict[str, set[str]], ...] = ({}, {}, {})
        for government in governments:
            self._countries.setdefault(government.country, []).append(government.code)
            for name in filter(None, (government.code, *government.names, *government.aliases)):
                self._written.setdefault(words.fold(name), name)
                one_form = words.one_form(name)
                for way, key in zip(self._ways, (words.fold(name), one_form, words.without_suffix(one_form)), strict=True):
                    way.setdefault(key, set()).add(government.code)
        self._everyone = tuple(sorted(government.code for government in governments))

    def one(self, name: str, source: Source, problems: Problems) -> str | None:
        """The code of the government called so, or `None` and a problem on the cell."""
        codes = self._known(name)
        if len(codes) == 1:
            return codes[0]
        if words.fold(name) in self._faulty:
            return None
        if codes:
            problems.question(source, "names.ambiguous", value=name, candidates=codes)
        elif near := closest(name, self._ways[0]):
            codes = sorted(self._ways[0][near])
            problems.error(source, "names.unknown_near", value=name, near=self._written[near], code=codes[0])
        else:
            problems.error(source, "names.unknown", value=name)
        return None

    def _known(self, name: str) -> list[str]:
        """The codes of all that are called so, by the first way that knows any."""
        keys = (words.fold(name), words.one_form(name), words.one_form(name))
        found = (way[key] for way, key in zip(self._ways, keys, strict=True) if key in way)
        return sorted(next(found, ()))

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
            elif (country := words.values("country").get(words.fold(name), name.upper())) in self._countries:
                codes.update(self._countries[country])
            elif code := self.one(name, source, problems):
                codes.add(code)
            else:
                complete = False
        return tuple(sorted(codes)) if complete else None


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like this one, if any is close."""
    found = process.extractOne(words.fold(name), sorted(known), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return found[0] if found else None
