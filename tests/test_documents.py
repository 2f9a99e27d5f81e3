"""What the documents name is there."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import third_party

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(path for folder in (".", "docs", "benchmarks", "outputs") for path in (ROOT / folder).glob("*.md"))
GUIDES = [path for path in DOCUMENTS if path.parent.name == "docs" or path.name == "CONTRIBUTING.md"]
PATH = re.compile(r"\.?[\w-]+(?:/[\w.*-]+)+/?|\.?[\w-]+\.(?:py|toml|csv|md|yaml)")
"""A path with a folder, or the name of a file that a project consists of."""

WALKS = ("a rule", "a column", "a kind of change", "a language", "an output")


def of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    """A document without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def paths_in(text: str) -> list[str]:
    """What stands in backticks and is a path."""
    return [named for named in re.findall(r"`([^`\n]+)`", text) if PATH.fullmatch(named)]


def anchors(path: Path) -> set[str]:
    """The headings of a document as links write them."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def is_there(named: str, text: str) -> bool:
    """At the top of the project; or in a folder that the same document names, where the name stands alone."""
    if any(ROOT.glob(named.rstrip("/"))):
        return True
    folders = {(ROOT / other).parent for other in paths_in(text) if "/" in other}
    return "/" not in named and any((folder / named).is_file() for folder in folders)


def broken_links(path: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(path)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        to = path.parent / file if file else path
        if not to.exists() or (anchor and anchor not in anchors(to)):
            yield target


@pytest.mark.parametrize("path", GUIDES, ids=of)
def test_every_path_it_names_exists(path: Path) -> None:
    text = text_of(path)
    assert [name for name in paths_in(text) if not is_there(name, text)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=of)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert list(broken_links(path)) == []


def test_every_walk_has_its_heading_and_opens_files_in_steps() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for walk in WALKS:
        steps = text.partition(f"\n## How to add {walk}\n")[2].partition("\n## ")[0]
        assert len(re.findall(r"^\d+\. ", steps, re.MULTILINE)) > 2, walk
        assert paths_in(steps), walk


def test_what_is_not_there_is_found(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.md"
    wrong.write_text(
        "# One\n\n`scheduler/nowhere.py` [a](none.md) [b](#one) [c](#two) [d](https://example.org)", encoding="utf-8"
    )
    assert [name for name in paths_in(text_of(wrong)) if not is_there(name, "")] == ["scheduler/nowhere.py"]
    assert list(broken_links(wrong)) == ["none.md", "#two"]


@pytest.mark.skipif("PLAZA_LOWEST" in os.environ, reason="the list is that of the latest releases")
def test_the_licences_of_all_that_is_installed_are_listed() -> None:
    """`python -m tests.third_party` writes the list anew."""
    listed, needed = third_party.listed(), third_party.needed("plaza-scheduler", {})
    assert listed.keys() == needed.keys()
    assert {name: third_party.family(of) for name, of in listed.items()} == {
        name: third_party.family(of) for name, of in needed.items()
    }
    assert all(needed.values())
