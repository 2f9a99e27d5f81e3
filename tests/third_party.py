"""The libraries that plaza installs, with their licences, as their own metadata states them.

`python -m tests.third_party` writes THIRD-PARTY.md; a test compares it with what is installed.
"""

from collections.abc import Iterator, Mapping
from importlib.metadata import metadata, requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

DOCUMENT = Path(__file__).parent.parent / "THIRD-PARTY.md"
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)
FAMILIES = ("MIT", "BSD", "Apache", "Python", "PSF")

BEFORE = """# Third-party software

plaza contains no code of others. It installs these libraries, each under its own licence, as their metadata states it.

| library | licence |
| --- | --- |
"""
AFTER = """
tzdata holds the time zone database, which is in the public domain. The names of governments and their relations in
`inputs/plaza-22` are public knowledge; its meetings are invented.
"""


def needed(name: str, found: dict[str, str]) -> dict[str, str]:
    """Name → licence of a library and of all that it needs, on any system."""
    for requirement in map(Requirement, requires(name) or ()):
        key = canonicalize_name(requirement.name)
        if key in found or not any(_applies(requirement, system) for system in SYSTEMS):
            continue
        found[key] = licence(key)
        needed(key, found)
    return found


def _applies(requirement: Requirement, system: Mapping[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": "", **system})


def licence(name: str) -> str:
    """In a word or two: the expression, else the classifiers, else the first line of the field."""
    stated: Any = metadata(name)
    classified = [text.rpartition(" :: ")[2] for text in stated.get_all("Classifier") or () if text.startswith("License")]
    field = str(stated.get("License") or "").partition("\n")[0]
    return str(stated.get("License-Expression") or " and ".join(classified) or field)


def family(licence: str) -> str:
    """The first of the usual licences that a text names; releases of one library write it in several ways."""
    return next((name for name in FAMILIES if name in licence), licence).replace("Python", "PSF")


def listed() -> dict[str, str]:
    """What the document says."""
    lines = (line.strip("| ").split(" | ") for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line[:2] == "| ")
    return {name: of for name, of in lines if name not in ("library", "---")}


def document() -> str:
    rows = sorted(needed("plaza-scheduler", {}).items())
    return BEFORE + "".join(_lines(rows)) + AFTER


def _lines(rows: list[tuple[str, str]]) -> Iterator[str]:
    return (f"| {name} | {of} |\n" for name, of in rows)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
