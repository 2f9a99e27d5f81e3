"""Draws the picture of the README: `python docs/draw.py`. A test says when it shows what the program no longer makes."""

from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from scheduler.cli import cli

HERE = Path(__file__).parent
PICTURE = HERE / "timetable.png"


def main() -> None:
    event = str(HERE.parent / "inputs" / "plaza-22")
    with TemporaryDirectory() as folder:
        for command in (["solve", event], ["export", event, "--format", "png"]):
            result = CliRunner().invoke(cli, [*command, "--out", folder, "--lang", "en"])
            assert result.exit_code == 0, result.output
        (drawn,) = Path(folder).rglob("timetable.png")
        PICTURE.write_bytes(drawn.read_bytes())


if __name__ == "__main__":
    main()
