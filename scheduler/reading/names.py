"""Which government a cell means: exact matches only; a near miss is suggested, never taken."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise

from scheduler import words
from scheduler.domain import Government, Source
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.reading.unreadable import Unreadable
from scheduler.reading.values import text

MOST_TRIED = 40
"""Ways of writing a name with less around it that are tried."""

_ORDER = re.compile(r"^(?:[·・•‧*\-–○●◎■□◆※]|[(（]?\d{1,2}[)）.、．:：]|[①-⑳])\s*")
_POLITE = re.compile(r"(?:様|殿|御中|さま|さん|님|귀중|귀하|先生|女士)$")
_GOVERNMENT = re.compile(
    r"(?:人民)?政府(?:外事(?:弁公室|办公室|辦公室)|外办)?$|外事(?:弁公室|办公室|辦公室)$|外办$|庁$|庁舎$|役所$|役場$|청$"
)
_OFFICE = re.compile(
    r"\s*\S{1,12}(?:課|部|局|室|係|科|处|處|厅|廳|委员会|委員会|办公室|弁公室|과|국|실|부|팀|"
    r"department|division|office|bureau)",
    re.I,
)
_IN_PROVINCE = re.compile(r"^.{1,8}?(?:省|県|县|府|道|都|自治区|도|현|성|province|prefecture)(?=[^\s・·,、/&+＋]{2})", re.I)
_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*$")

LONGEST_NAME = 60
"""Characters of a name with all that may stand around it."""

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
        self._found: dict[str, list[str]] = {}
        self._governments = tuple(governments)
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

    @cached_property
    def _of_world(self) -> dict[str, set[str]]:
        """What else the governments are called in the world, in other languages, formerly, in short, where no other place is
        called so: 산시성 is Shanxi as well as Shaanxi.
        """
        called: dict[str, set[str]] = {}
        how_many = Counter(name for place in words.places() for name in place)
        for government in self._governments:
            own = {words.fold(name) for name in (*government.names, *government.aliases)}
            for place in words.places():
                if government.country in place and own & place:
                    for name in (name for name in place if how_many[name] == 1):
                        called.setdefault(name, set()).add(government.code)
        return called

    def _by(self, key: Callable[[str], str]) -> dict[str, set[str]]:
        """The codes of all that are called so, by one way of writing names."""
        called: dict[str, set[str]] = {}
        for name, codes in self._names.items():
            called.setdefault(key(name), set()).update(codes)
        return called

    def one(self, name: str, source: Source, problems: Problems) -> str | None:
        """The code of the government called so, or `None` and a problem on the cell."""
        codes = self._understood(name)
        if len(codes) == 1:
            return codes[0]
        if words.fold(name) in self._faulty:
            return None
        if codes:
            problems.question(source, "names.ambiguous", value=name, candidates=codes)
        elif is_place(name):
            problems.error(source, "names.not_of_event", value=name, candidates=["none"])
        elif near := closest(name, self._as_written):
            written = next(known for known in self._names if words.fold(known) == near)
            meant = sorted(self._as_written[near])
            problems.error(source, "names.unknown_near", value=name, near=written, code=meant[0], candidates=meant)
        else:
            problems.error(source, "names.unknown", value=name)
        return None

    def is_named_in(self, written: str, own: Iterable[str] = ()) -> bool:
        """Whether a text has the full name of a government, but of those that are its own, in it."""
        folded = words.fold(written)
        known = self._as_written.items()
        return any(len(name) > 2 and name in folded and not codes <= set(own) for name, codes in known)

    def only(self, name: str) -> str | None:
        """The code of the one government called so; `None` where there is none, or several."""
        codes = self._understood(name)
        return codes[0] if len(codes) == 1 else None

    def _together(self, written: str) -> tuple[str, ...]:
        """The codes of several governments that a text joins: 江蘇省と江原道; none where not all of them are known."""
        for parts in (_joined().split(written), written.split()):
            named = [part for part in parts if part.strip()]
            codes = [self.only(part) for part in named]
            if len(codes) > 1 and all(codes) and not _may_be_one(named):
                return tuple(code for code in codes if code)
        return ()

    def _understood(self, written: str) -> list[str]:
        """The codes of all that are called so, with or without what offices write around a name: its order, its country, its
        office, the province it lies in. A country that is not its own makes it another's name.
        """
        if written not in self._found:
            self._found[written] = self._less_and_less(written)
        return self._found[written]

    def _less_and_less(self, written: str) -> list[str]:
        if codes := self._known(written):
            return codes
        if len(written) > LONGEST_NAME:
            return []
        tried, seen = [(written, "")], {written}
        for name, country in tried:
            codes = [code for code in self._known(name) if not country or code in self._countries.get(country, ())]
            if codes:
                return codes
            for bare, of in _less(name):
                if bare and bare not in seen and len(tried) < MOST_TRIED:
                    seen.add(bare)
                    tried.append((bare, of or country))
        return []

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
        found = self._in_one_form.get(in_one_form) or self._without_suffix.get(in_one_form)
        return sorted(found or self._of_world.get(words.fold(name)) or ())

    def several(self, names: Iterable[str], source: Source, problems: Problems) -> tuple[str, ...] | None:
        """The codes of all of them, sorted; `None` if one is unknown."""
        codes: list[str | None] = []
        names = list(names)
        countries = [name for name in names if words.fold(name) in words.values("country")]
        for name in names if len(countries) == len(names) else [name for name in names if name not in countries]:
            codes += ([] if self._understood(name) else self._together(name)) or [self.one(name, source, problems)]
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


def _less(name: str) -> Iterator[tuple[str, str]]:
    """The ways to write a name with one thing less around it, each with the country that was named."""
    for pattern in (_ORDER, _POLITE, _GOVERNMENT):
        yield pattern.sub("", name).strip(), ""
    for place in range(len(name) - 1, 1, -1):
        if _OFFICE.fullmatch(name[place:]):
            yield name[:place].strip(), ""
    yield _IN_PROVINCE.sub("", name).strip(), ""
    if inside := _IN_BRACKETS.search(name):
        country = words.values("country").get(words.fold(inside[1]))
        if country:
            yield name[: inside.start()].strip(), country
        elif code := words.values("country").get(words.fold(name[: inside.start()])):
            yield inside[1].strip(), code
    for called, code in words.values("country").items():
        if len(called) > 1 and words.fold(name).startswith(called):
            yield _cut(name, called), code


def _may_be_one(parts: Sequence[str]) -> bool:
    """Whether a province and a city stand side by side, which may be the city with where it lies."""
    province, city = re.compile(r"(?:省|県|县|府|道|都|自治区|도|현|성)$"), re.compile(r"(?:市|区|町|村|시|군|구)$")
    return any(province.search(a.strip()) and city.search(b.strip()) for a, b in pairwise(parts))


def _cut(name: str, country: str) -> str:
    """A name less the country before it."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    found = re.match(r"\s*".join(map(re.escape, country)), plain.lstrip())
    return plain.lstrip()[found.end() :].lstrip(" ・·:：の의,") if found else ""


@cache
def _joined() -> re.Pattern[str]:
    """What joins several names; and stands between them in Latin letters only as a word."""
    known = sorted(words.values("joined"), key=len, reverse=True)
    return re.compile(
        "|".join(rf"\s+{w}\s+" if w.isascii() and w.isalpha() else rf"\s*{re.escape(w)}\s*" for w in known), re.I
    )


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like this one, if any is close."""
    return _closest(words.fold(name), tuple(sorted(known)))


@cache
def _closest(name: str, known: tuple[str, ...]) -> str | None:
    from rapidfuzz import fuzz, process  # only a name that nobody has needs it

    found = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=CLOSE)
    return found[0] if found else None


def is_place(written: str) -> bool:
    """Whether a text names a place kept in places.csv, with or without what it is: 杭州市, 杭州; of the event or not."""
    return len(written.strip()) > 1 and words.fold(written) in _places()


@cache
def _places() -> frozenset[str]:
    names = {name for place in words.places() for name in place}
    return frozenset(names | {words.without_suffix(name) for name in names})


def is_group(written: str) -> bool:
    """Whether a text names a group of places rather than one: 北陸地方, 华东地区, 수도권, a country."""
    folded = words.fold(written)
    return folded in words.values("country") or any(folded.endswith(end) for end in words.values("group"))


def is_total(written: str) -> bool:
    """Whether a text heads a row of sums."""
    return words.fold(written).strip("():：") in words.values("total")
