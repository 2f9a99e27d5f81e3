"""The picture of a timetable, for slides and the README."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.cli import cli
from scheduler.export import picture
from tests.small import Desk

image = pytest.importorskip("PIL.Image", reason="pictures are an extra")
ROOT = Path(__file__).parents[2]


def drawn(desk: Desk, *options: str) -> Path:
    desk.ends(0, "export", *options)
    return next(desk.home.rglob("timetable.png"), desk.home)


def test_a_picture_shows_the_timetable_and_says_which(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with image.open(drawn(desk, "--format", "png")) as shown:
        said = shown.info["Description"]
        assert shown.width > 1_000
    assert said.split("; ") == [f"{id} {one['start'][:16]}Z {one['room']}" for id, one in sorted(desk.table().items())]
    desk.ends(0, "export", "--format", "svg")
    one = next((desk.home / "export" / "v001-2").rglob("timetable.svg"))
    desk.ends(0, "export", "--format", "svg")
    two = next((desk.home / "export" / "v001-3").rglob("timetable.svg"))
    assert one.read_bytes() == two.read_bytes() and "M01" in one.read_text(encoding="utf-8")


def test_that_there_is_no_typeface_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "FONTS", {**picture.FONTS, "ja": ("No Such Face",)})
    desk = Desk(tmp_path)
    said = desk.ends(2, "export", "--format", "png", "--lang", "ja")
    assert "No Such Face" in said and not list((desk.home / "export").glob("v*"))


@pytest.mark.skipif("PLAZA_LOWEST" in os.environ, reason="another solver may find another of equal worth")
def test_the_picture_of_the_readme_shows_what_the_program_makes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "inputs" / "plaza-22", tmp_path / "plaza-22")
    for command in (["solve"], ["export", "--format", "png"]):
        result = CliRunner().invoke(cli, [*command, str(tmp_path / "plaza-22"), "--out", str(tmp_path), "--lang", "en"])
        assert result.exit_code == 0, result.output
    made, kept = next((tmp_path / "plaza-22" / "export").rglob("timetable.png")), ROOT / "docs" / "timetable.png"
    with image.open(made) as one, image.open(kept) as two:
        assert two.info.get("Description") == one.info["Description"], "run python docs/draw.py"
