"""The founding case as a whole process, against the imports alone: `python -m benchmarks.whole`.

Medians of five, all in one run, in turn; ratios are what counts, since machines differ and are shared.
"""

import resource
import subprocess
import sys
import tempfile
import time
from statistics import median

RUNS = 5
IMPORTS = [sys.executable, "-c", "import ortools.sat.python.cp_model, pandas, openpyxl"]
CLICK = [sys.executable, "-c", "import click"]
PLAZA = [sys.executable, "-m", "scheduler"]


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Print both ratios and the most memory that any of the processes took."""
    with tempfile.TemporaryDirectory() as out:
        solve = [*PLAZA, "solve", "inputs/plaza-22", "--out", out, "--lang", "en"]
        commands = {"imports": IMPORTS, "solve": solve, "click": CLICK, "help": [*PLAZA, "--help"]}
        for command in commands.values():
            seconds(command)
        rounds = [{name: seconds(command) for name, command in commands.items()} for _ in range(RUNS)]
    took = {name: median(one[name] for one in rounds) for name in commands}
    print(f"plaza solve inputs/plaza-22: {took['solve']:.2f} s, {took['solve'] / took['imports']:.2f} times the imports")
    print(f"plaza --help: {took['help']:.3f} s, {took['help'] / took['click']:.2f} times `import click`")
    print(f"most memory of a process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
