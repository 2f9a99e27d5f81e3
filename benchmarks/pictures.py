"""Pictures of every sheet of every workbook below a folder, to look at: `python -m benchmarks.pictures FOLDER`.

They are written into a folder beside it, FOLDER-pictures, a page of print each, by the name of the workbook.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOOLS = {"soffice": "LibreOffice", "pdftoppm": "poppler-utils"}
"""The programs that make them, and where they come from."""

RESOLUTION = 70
"""Dots an inch: small text is still read, and a page is small."""


def pictures(folder: Path) -> int:
    """Make a picture of each printed page; returns how many there are.

    Raises
    ------
    SystemExit
        A tool is missing, or there is no workbook.
    """
    if missing := [f"{name} ({of})" for name, of in TOOLS.items() if shutil.which(name) is None]:
        sys.exit(f"Not installed: {', '.join(missing)}.")
    books = sorted(path for path in folder.rglob("*.xlsx") if not path.name.startswith("~$"))
    if not books:
        sys.exit(f"No workbook lies below {folder}.")
    beside = folder.parent / f"{folder.resolve().name}-pictures"
    made = 0
    for book in books:
        name = "-".join(book.relative_to(folder).with_suffix("").parts)
        made += _pages(book, beside, name)
    return made


def _pages(book: Path, beside: Path, name: str) -> int:
    """One workbook as LibreOffice prints it."""
    beside.mkdir(exist_ok=True)
    for old in _made(beside, name):
        old.unlink()
    with tempfile.TemporaryDirectory() as scratch:
        profile = f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", scratch, str(book)]
        subprocess.run(convert, check=True, capture_output=True)
        printed = Path(scratch, book.with_suffix(".pdf").name)
        if not printed.exists():
            sys.exit(f"LibreOffice could not print {book}.")
        subprocess.run(["pdftoppm", "-r", str(RESOLUTION), "-png", str(printed), str(beside / name)], check=True)
    return len(_made(beside, name))


def _made(beside: Path, name: str) -> list[Path]:
    """The pictures of a workbook; `explain-M12` is another than `explain`."""
    return [path for path in beside.glob("*.png") if re.fullmatch(rf"{re.escape(name)}-\d+", path.stem)]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"{__doc__}")
    print(pictures(Path(sys.argv[1])))
