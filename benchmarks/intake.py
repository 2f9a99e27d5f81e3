"""How long the intake takes, as ratios in one run: `python -m benchmarks.intake`.

33 returned forms beside an event workbook, a process of its own, against the bare imports (the figure asked for: 3); and
10,000 requests against `pandas.read_excel` of the same sheet (3).
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click
from openpyxl import load_workbook

from scheduler import intake, words
from scheduler.tasks.begin import begin

PLAZA_22 = Path(__file__).parents[1] / "inputs" / "plaza-22"
IMPORTS = "import ortools.sat.python.cp_model, pandas, openpyxl, click"
LOOK = "from pathlib import Path; from scheduler import intake; intake.look_at_event(Path({folder!r}))"


def with_forms(folder: Path) -> None:
    """An event whose 33 governments have each returned their form with three wishes."""
    folder.mkdir(parents=True)
    (folder / "event.xlsx").write_bytes((PLAZA_22 / "event.xlsx").read_bytes())
    begin(folder, "en")
    codes = [government.code for government in intake.read_event(PLAZA_22).event.governments]
    for place, code in enumerate(codes):
        (form,) = (folder / "forms").glob(f"*_{code}_*.xlsx")
        book = load_workbook(form)
        sheet = book.worksheets[0]
        headings = {words.contract_headings("Requests", language)["counterparts"] for language in words.LANGUAGES}
        top = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value in headings)
        for wish in range(3):
            sheet.cell(top + 2 + wish, 3).value = codes[(place + wish + 1) % len(codes)]
        book.save(folder / "requests" / form.name)


def with_requests(folder: Path, count: int) -> None:
    """An event of so many requests."""
    folder.mkdir()
    book = load_workbook(PLAZA_22 / "event.xlsx")
    sheet = book["Requests"]
    headings = [cell.value for cell in sheet[1]]
    given = [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    sheet.delete_rows(2, sheet.max_row)
    for no in range(1, count + 1):
        row = given[no % len(given)] | {"No.": no, "After": None, "Fixed start": None, "Fixed room": None}
        sheet.append([row[heading] for heading in headings])
    book.save(folder / "event.xlsx")


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """The median of several runs."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def process(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


@click.command()
def main() -> None:
    """Print both ratios."""
    import pandas  # type: ignore[import-untyped]  # brings no types; only its time is of interest

    gc.set_threshold(1_000_000)  # as the command line has it
    with tempfile.TemporaryDirectory() as place:
        forms, many = Path(place) / "forms", Path(place) / "many"
        with_forms(forms)
        imports, read = seconds(process(IMPORTS)), seconds(process(LOOK.format(folder=str(forms))))
        click.echo(f"33 forms: {read:.2f} s, bare imports {imports:.2f} s, {read / imports:.2f} times")
        with_requests(many, 10_000)
        by_pandas = seconds(lambda: pandas.read_excel(many / "event.xlsx", sheet_name="Requests", engine="openpyxl"))
        by_intake = seconds(lambda: intake.look_at_event(many))
        click.echo(f"10,000 requests: {by_intake:.2f} s, pandas {by_pandas:.2f} s, {by_intake / by_pandas:.2f} times")


if __name__ == "__main__":
    main()
