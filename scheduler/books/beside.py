"""What a workbook of Excel says beside the values of its cells: comments, text boxes, and what is struck through."""

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.xml.functions import iterparse

from scheduler.books.sheets import Place

OF_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
TEXT_OF_DRAWING = f"{{{OF_DRAWING}}}t"
PARAGRAPH = f"{{{OF_DRAWING}}}p"
NOT_STRUCK = ("0", "false", "off", "none")


def comments_and_boxes(archive: ZipFile, part: str) -> Iterator[tuple[Place, str, bool]]:
    """The comments and text boxes of a sheet: the place each belongs to or begins over, its text, and whether it is a box.

    Parameters
    ----------
    archive, part
        The workbook, and the name of the sheet's part in it.
    """
    names = set(archive.namelist())
    relations = str(get_rels_path(part))  # type: ignore[no-untyped-call]  # has none
    if relations not in names:
        return
    for relation in get_dependents(archive, relations):
        kind = relation.Type.rpartition("/")[2]
        if relation.target not in names:
            continue
        if kind == "comments":
            yield from ((at, text, False) for at, text in _comments(archive, relation.target))
        elif kind == "drawing":
            yield from ((at, text, True) for at, text in _boxes(archive, relation.target))


def struck_styles(book: Any) -> set[int]:
    """The styles of cells whose font is struck through."""
    return {number for number, look in enumerate(book._cell_styles) if book._fonts[look.fontId].strike}


def struck_texts(archive: ZipFile, part: str) -> set[int]:
    """The numbers of the texts of the list of texts of which a part is struck through."""
    with archive.open(part) as stream:
        if not any(b"strike" in chunk for chunk in iter(lambda: stream.read(2**20), b"")):
            return set()
    found: set[int] = set()
    number = 0
    with archive.open(part) as stream:
        for _, element in iterparse(stream):
            name = _name(element)
            if name == "strike" and is_struck(element):
                found.add(number)
            elif name == "si":
                number += 1
                element.clear()
    return found


def is_struck(element: Any) -> bool:
    """Whether an element `strike` says that its text is struck through."""
    return str(element.get("val", "1")).lower() not in NOT_STRUCK


def _comments(archive: ZipFile, part: str) -> Iterator[tuple[Place, str]]:
    with archive.open(part) as stream:
        for _, element in iterparse(stream):
            if _name(element) == "comment" and (at := element.get("ref")):
                yield coordinate_to_tuple(at), "".join(t.text or "" for t in element.iter() if _name(t) == "t")
                element.clear()


def _boxes(archive: ZipFile, part: str) -> Iterator[tuple[Place, str]]:
    with archive.open(part) as stream:
        for _, element in iterparse(stream):
            if not _name(element).endswith("Anchor"):
                continue
            lines = ["".join(t.text or "" for t in p.iter(TEXT_OF_DRAWING)) for p in element.iter(PARAGRAPH)]
            text = " ".join(line for line in lines if line.strip())
            start = next((child for child in element if _name(child) == "from"), None)
            place = {_name(child): int(child.text or 0) for child in start} if start is not None else {}
            if text:
                yield (place.get("row", 0) + 1, place.get("col", 0) + 1), text
            element.clear()


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
