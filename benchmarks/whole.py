"""The founding case as a whole process, against the imports alone: `python -m benchmarks.whole`.

It measures the `plaza` that is installed beside this Python, in seconds of the processor, in turn with what it is held
against. Ratios are what counts, since machines differ and are shared: the median of all pairs, and of the least of each.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

RUNS = 9
IMPORTS = [sys.executable, "-c", "import ortools.sat.python.cp_model, pandas, openpyxl"]
CLICK = [sys.executable, "-c", "import click"]


def spent() -> float:
    """Seconds of the processor that the processes called so far have taken."""
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return of_children.ru_utime + of_children.ru_stime


def seconds(command: list[str]) -> float:
    before = spent()
    subprocess.run(command, check=True, capture_output=True)
    return spent() - before


def compare(name: str, command: Callable[[], list[str]], against: str, other: list[str]) -> None:
    """Print how many times as long a command takes as another; the first pair, which fills caches, does not count."""
    pairs = [(seconds(command()), seconds(other)) for _ in range(RUNS + 1)][1:]
    middle = median(one / of_other for one, of_other in pairs)
    least, least_of_other = (min(column) for column in zip(*pairs, strict=True))
    print(f"{name}: {least:.3f} s, {middle:.2f} times {against}, least by least {least / least_of_other:.2f}")


def main() -> None:
    """Print both ratios and the most memory that any of the processes took."""
    plaza = shutil.which("plaza", path=str(Path(sys.executable).parent))
    assert plaza, "plaza is not installed beside this Python"
    with tempfile.TemporaryDirectory() as folder:

        def solve() -> list[str]:
            out = tempfile.mkdtemp(dir=folder)  # of its own, so that there is no version before
            return [plaza, "solve", "inputs/plaza-22", "--out", out, "--lang", "en"]

        compare("plaza solve inputs/plaza-22", solve, "the imports", IMPORTS)
    compare("plaza --help", lambda: [plaza, "--help"], "`import click`", CLICK)
    print(f"most memory of a process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
