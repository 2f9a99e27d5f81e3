"""Which government a cell means: exact matches only; a near miss is suggested, never taken."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property

from scheduler import words
from scheduler.domain import Government, Source
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.reading.unreadable import Unreadable
from scheduler.reading.values import text

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
        self._countries: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        for government in governments:
            self._countries.setdefault(government.country, []).append(government.code)
            for name in filter(None, (government.code, *government.names, *government.aliases)):
                self._names.setdefault(name, []).append(government.code)
        self._everyone = tuple(sorted(government.code for government in governments))

    @cached_property
    def _as_written(self) -> dict[str, set[str]]:
        return self._by(words.fold)

    @cached_property
    def _in_one_form(self) -> dict[str, set[str]]:
        return self._by(words.one_form)

    @cached_property
    def _without_suffix(self) -> dict[str, set[str]]:
        return self._by(lambda name: words.without_suffix(words.one_form(name)))

    def _by(self, key: Callable[[str], str]) -> dict[str, set[str]]:
        """The codes of all that are called so, by one way of writing names."""
        called: dict[str, set[str]] = {}
        for name, codes in self._names.items():
            called.setdefault(key(name), set()).update(codes)
        return called

    def one(self, name: str, source: Source, problems: Problems) -> str | None:
        """The code of the government called so, or `None` and a problem on the cell."""
        codes = self._known(name)
        if len(codes) == 1:
            return codes[0]
        if words.fold(name) in self._faulty:
            return None
        if codes:
            problems.question(source, "names.ambiguous", value=name, candidates=codes)
        elif near := closest(name, self._as_written):
            written = next(known for known in self._names if words.fold(known) == near)
            meant = sorted(self._as_written[near])
            problems.error(source, "names.unknown_near", value=name, near=written, code=meant[0], candidates=meant)
        else:
            problems.error(source, "names.unknown", value=name)
        return None

    def only(self, name: str) -> str | None:
        """The code of the one government called so; `None` where there is none, or several."""
        codes = self._known(name)
        return codes[0] if len(codes) == 1 else None

    def named(self, cell: Cell) -> str:
        """The code of the one government that a cell names.

        Raises
        ------
        Unreadable
            It names none, or several.
        """
        code = self.only(text(cell))
        if code is None:
            raise Unreadable("names.unknown", value=text(cell))
        return code

    def _known(self, name: str) -> list[str]:
        """The codes of all that are called so, by the first way that knows any."""
        if codes := self._as_written.get(words.fold(name)):
            return sorted(codes)
        in_one_form = words.one_form(name)
        return sorted(self._in_one_form.get(in_one_form) or self._without_suffix.get(in_one_form) or ())

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
    return _closest(words.fold(name), tuple(sorted(known)))


@cache
def _closest(name: str, known: tuple[str, ...]) -> str | None:
    from rapidfuzz import fuzz, process  # only a name that nobody has needs it

    found = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=CLOSE)
    return found[0] if found else None
