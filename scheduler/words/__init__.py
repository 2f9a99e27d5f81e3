"""Text for people: one catalogue per language, and the headings and values that the intake recognises.

`say` fills the gaps of a catalogue entry; `fold` makes two writings of one word equal; `headings` and `values` are the
lists that grow as new spreadsheets arrive.
"""

import csv
import os
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from scheduler.words import particles

HERE = Path(__file__).parent  # to load `importlib.resources` for it would take a tenth of `--help`

LANGUAGES = ("en", "ja", "ko", "zh")

EXAMPLE_CELL = " | "
"""Stands between the cells of an example row."""

DAY = "2021-11-05"
"""Stands in examples of how to write a date wherever the days of the event are not known."""

PAIRS = frozenset({"pair", "pairs"})
"""Gaps of catalogue entries that are given pairs of languages by their codes: ja-zh."""

FORM = "form"
"""Stands among the names of sheets for a form that a government returns."""


def language_of_system() -> str:
    """The first of the four languages that the environment asks for, else that in which Windows speaks, or English."""
    asked = [os.environ.get(variable, "") for variable in ("PLAZA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    codes = (text[:2].lower() for text in (*asked, _language_of_windows()))
    return next((code for code in codes if code in LANGUAGES), "en")


def _language_of_windows() -> str:
    """That of its windows and menus, such as `ja_JP`; empty on other systems."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All entries of one language, by dotted key."""
    return {**_entries(f"{language}.toml"), **_of_cells(language)}


@cache
def _of_cells(language: str) -> Mapping[str, str]:
    """The entries that are read back from cells: of these, every run needs those of all languages."""
    return _entries(f"cells/{language}.toml")


def _entries(file: str) -> dict[str, str]:
    with HERE.joinpath(file).open("rb") as stream:
        return dict(_flat(tomllib.load(stream)))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    entries: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            entries.extend(_flat(value, f"{prefix}{name}."))
        else:
            entries.append((prefix + name, value))
    return entries


@runtime_checkable
class Sayable(Protocol):
    """A message inside a message."""

    key: str
    values: Mapping[str, object]


def say(language: str, key: str, values: Mapping[str, object] | None = None) -> str:
    """The entry `key` in a language, with its gaps filled.

    A value that is a list is joined as the language lists things, a tuple of messages as it strings sentences together; one
    that has a `key` and `values` is itself said. `{example_day}` is the day of an example: the
    event's own where its values say so. `{count:meeting|meetings}` is a count with the word for one or for several; `{pair}`
    and `{pairs}` are languages by their names.
    """
    given = {"example_day": DAY, **(values or {})}
    for name in PAIRS & given.keys():
        given[name] = _named_pairs(language, given[name])
    spoken = {name: _spoken(language, value) for name, value in given.items()}
    text = catalogue(language)[key].format_map(spoken)
    return particles.chosen(text) if language == "ko" else text


def _named_pairs(language: str, given: object) -> object:
    if isinstance(given, (list, tuple)):
        return [name_of_pair(language, str(one)) for one in given]
    return name_of_pair(language, str(given))


def _spoken(language: str, value: object) -> object:
    if value is None or isinstance(value, (str, int, float)):  # nearly all are; the look below takes far longer
        return _Count(value) if type(value) is int else value
    if isinstance(value, (list, tuple)):
        sentences = isinstance(value, tuple) and any(isinstance(item, Sayable) for item in value)
        between = "list.sentences" if sentences else "list.separator"
        return catalogue(language)[between].join(str(_spoken(language, item)) for item in value)
    if isinstance(value, Sayable):
        return say(language, value.key, value.values)
    return value


class _Count(int):
    """A number that a catalogue may write with a noun: `{count:meeting|meetings}` is 1 meeting, 2 meetings."""

    def __format__(self, form: str) -> str:
        one, several, nouns = form.partition("|")
        return f"{int(self)} {one if self == 1 else nouns}" if several else super().__format__(form)


def recognise(prefix: str, text: str) -> str | None:
    """What follows the prefix in the key of the entry that a text is, in any of the languages, whatever fills its gaps."""
    folded = fold(text)
    return next((name for name, pattern in _patterns(prefix) if pattern.fullmatch(folded)), None)


GAP = re.compile(r"\{\w+(?::[^}]*)?\}")


@cache
def _patterns(prefix: str) -> list[tuple[str, re.Pattern[str]]]:
    entries = ((name, text) for language in LANGUAGES for name, text in _under(prefix, catalogue(language)).items())
    return [
        (name, re.compile(".+".join(map(re.escape, re.split(r"\{\w+(?::[^}]*)?\}", fold(text)))))) for name, text in entries
    ]


def on_one_line(text: str) -> str:
    """A text as it can be shown on one line.

    Control characters, which could begin a line or steer a terminal, become their pictures (␛, ␊); half characters of a
    broken encoding become �; those that turn the direction of writing or are not seen at all are left out.
    """
    return text if text.isprintable() else "".join(map(_printable, text))


def _printable(letter: str) -> str:
    kind, code = unicodedata.category(letter), ord(letter)
    if kind == "Cc" and code <= 0x7F:
        return chr(0x2400 + code) if code < 0x20 else "␡"
    if kind in ("Zl", "Zp"):
        return " "
    if kind in ("Cc", "Cs"):
        return "�"
    return "" if kind == "Cf" else letter


INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Characters that show nothing though they count as letters or marks: fillers, joiners, selectors of a variant."""


@lru_cache(maxsize=2**13)
def fold(text: str) -> str:
    """One writing for what a reader takes as the same: width, case, spaces and what does not show aside.

    It is kept, as the same headings, names and codes are looked up again and again.
    """
    plain = text if text.isascii() else INVISIBLE.sub("", text)
    return "".join(unicodedata.normalize("NFKC", plain).casefold().split())


@cache
def one_form(text: str) -> str:
    """One writing for simplified, traditional and Japanese forms of a character as well: 長崎, 长崎."""
    traditional, simplified = _converters()
    return str(simplified.convert(traditional.convert(fold(text))))


@cache
def _converters() -> tuple[Any, Any]:
    from opencc import OpenCC  # only names need it

    return OpenCC("jp2t"), OpenCC("t2s")


def without_suffix(name: str) -> str:
    """A folded name less what says of which kind the place is: 長崎县 → 長崎, gyeonggiprovince → gyeonggi."""
    longest = max((ending for ending in _suffixes() if name.endswith(ending)), key=len, default="")
    bare = name.removesuffix(longest)
    return bare if len(bare) > 1 else name


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(one_form(row["variant"]) for row in _of_kind("suffix"))


@cache
def _rows(name: str, by: str) -> Mapping[str, list[dict[str, str]]]:
    """The rows of a list, by what stands in one of its columns."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(HERE.joinpath(name).read_text(encoding="utf-8").splitlines()):
        grouped.setdefault(row[by], []).append(row)
    return grouped


def zone_name(zone: str) -> str:
    """A zone for a reader: as it is called, or by its offset, `UTC+09:00`, where it is nothing but that.

    The time zone database counts these the other way round: Etc/GMT-9 is nine hours before UTC.
    """
    found = re.fullmatch(r"Etc/GMT(?P<sign>[-+])(?P<hours>\d{1,2})", zone)
    return f"UTC{'+' if found['sign'] == '-' else '-'}{int(found['hours']):02}:00" if found else zone


def clock_name(language: str, zone: str) -> str:
    """Whose time a clock shows, as offices say it: 日本時間, 北京时间; a zone that is nothing but an offset by that."""
    if known := catalogue(language).get(f"blank.zone.{zone}"):
        return known
    from babel.dates import get_timezone, get_timezone_name  # as below

    shown = zone_name(zone)
    return shown if shown != zone else str(get_timezone_name(get_timezone(zone), locale=say(language, "format.locale")))


def name_of_language(language: str, code: str) -> str:
    """What a language is called in another: zh is 中国語 in Japanese."""
    from babel import Locale  # only what is told to people needs it

    return str(Locale.parse(language).languages.get(code, code))


def name_of_pair(language: str, pair: str) -> str:
    """Two languages by their names: ja-zh is 日本語–中国語 in Japanese."""
    return "–".join(name_of_language(language, code) for code in pair.split("-"))


def code_of_language(name: str) -> str | None:
    """The code of a language by what it is called in any of the four, or by the code itself; `None` where it is none."""
    folded = fold(name)
    return values("language").get(folded) or _languages().get(folded)


@cache
def _languages() -> Mapping[str, str]:
    """Folded names and codes of all languages → codes."""
    from babel import Locale  # as above

    named = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).languages.items():
            named[fold(name)] = named[fold(code)] = code
    return named


def name_of_country(language: str, code: str) -> str:
    """What a country is called: as the conference writes it where the catalogues say so, else as the language has it."""
    from babel import Locale  # as above

    known = catalogue(language).get(f"country.{code}")
    return known or str(Locale.parse(say(language, "format.locale")).territories.get(code, code))


def name_of_countries(language: str, codes: Iterable[str]) -> str:
    """Several countries in one word, as each language has it whatever their order: 日中韓, 한중일, 中日韩."""
    sorted_codes = sorted(codes)
    fixed = catalogue(language).get(f"countries.{'-'.join(sorted_codes)}")
    return fixed or "–".join(name_of_country(language, code) for code in sorted_codes)


@cache
def contract_headings(sheet: str, language: str = "en") -> Mapping[str, str]:
    """Field → heading as the contract writes it in a language, the first of each field's."""
    written: dict[str, str] = {}
    for row in _headings_of(sheet):
        if row["language"] == language:
            written.setdefault(row["field"], row["variant"])
    return written


def _headings_of(sheet: str) -> list[dict[str, str]]:
    return _rows("headings.csv", "sheet").get(sheet, [])


@cache
def headings(sheet: str) -> Mapping[str, str]:
    """Folded heading → field, for one sheet, with and without what stands in brackets where that is unambiguous.

    A form asks for what Requests holds, and more. `requester|department` may be either, which its cells must tell.
    """
    exact = {fold(row["variant"]): row["field"] for row in _headings_of(sheet)}
    bare: dict[str, set[str]] = {}
    for variant, name in exact.items():
        bare.setdefault(without_brackets(variant), set()).add(name)
    of_requests = headings("Requests") if sheet == FORM else {}
    return {**of_requests, **{variant: names.copy().pop() for variant, names in bare.items() if len(names) == 1}, **exact}


@cache
def examples() -> frozenset[str]:
    """Folded texts of the cells that show how to fill in a sheet, in every language."""
    rows = (text for language in LANGUAGES for text in _under("example.", _of_cells(language)).values())
    return frozenset(fold(cell) for row in rows for cell in row.split(EXAMPLE_CELL))


def choices(kind: str, language: str) -> dict[str, str]:
    """Canonical value → how a language writes it in a list to choose from."""
    return _choices(language).get(kind, {})


@cache
def _choices(language: str) -> Mapping[str, dict[str, str]]:
    """The same of every kind; four languages and twenty kinds are asked for in each run."""
    of_kind: dict[str, dict[str, str]] = {}
    for name, text in _under("choice.", _of_cells(language)).items():
        kind, _, value = name.partition(".")
        of_kind.setdefault(kind, {})[value] = text
    return of_kind


def _under(prefix: str, entries: Mapping[str, str]) -> dict[str, str]:
    """The entries whose keys begin so, by what follows."""
    return {key.removeprefix(prefix): text for key, text in entries.items() if key.startswith(prefix)}


@cache
def values(kind: str) -> Mapping[str, str]:
    """Folded writing → canonical value, for one kind of value (a mark, yes or no, a type of room …)."""
    offered = {fold(text): value for language in LANGUAGES for value, text in choices(kind, language).items()}
    return offered | {fold(row["variant"]): row["canonical"] for row in _of_kind(kind) if row["verdict"] == "read"}


@cache
def in_doubt(kind: str) -> frozenset[str]:
    """Folded writings that mean one thing here and another there: never decided without a person."""
    return frozenset(fold(row["variant"]) for row in _of_kind(kind) if row["verdict"] == "ask") - values(kind).keys()


def _of_kind(kind: str) -> list[dict[str, str]]:
    return _rows("values.csv", "kind").get(kind, [])


@cache
def places() -> tuple[frozenset[str], ...]:
    """The folded names of each province, prefecture, 시도, prefecture-level city of China (and 自治州, 地区, 盟), designated
    city of Japan, and 시 and 군 of Korea, with the code of its country.

    A Korean city called as a metropolitan one (광주시) is left out: that name is the metropolitan city's. Official and
    former names in four languages, from ISO 3166-2, GB/T 2260 and the public lists of the three governments; Chinese names
    in Korean by the official rule of transcription (외래어 표기법), in Sino-Korean reading too.
    """
    found = []
    for row in csv.DictReader(HERE.joinpath("places.csv").read_text(encoding="utf-8").splitlines()):
        names = (*(row[language] for language in LANGUAGES), *row["others"].split(";"))
        found.append(frozenset({row["code"][:2], *(fold(name) for name in names if name.strip())}))
    return tuple(found)


def without_brackets(text: str) -> str:
    """`Name (English)` → `Name`."""
    return text.partition("(")[0].strip() if text.endswith(")") else text
