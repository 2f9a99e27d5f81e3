"""Spoil the program itself, one expression at a time, and see which changes no test notices.

`python -m benchmarks.mutants check|rules|explain|export [--minutes M]` needs `pip install -e ".[dev,mutants]"`. mutmut
changes one part of scheduler/ in a copy of the tree, so that nothing is left here, and runs the quick tests that speak of
that part, then the slower ones on what has survived these; each of both takes M minutes at most. Printed are the counts, and
what survived: the function, and the line as it was and as it was spoilt.

In the copy a decorator becomes a line below its function, `f = cache(f)`, since mutmut passes over what is decorated; and
what is cached is forgotten before each test, which would otherwise know the answers of the unspoilt program.
"""

import ast
import difflib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "mutants")


@dataclass(frozen=True)
class Part:
    """Files of the program, the quick tests that speak of them, and the slower ones."""

    files: str
    quick: tuple[str, ...]
    slower: tuple[str, ...] = ()


REASONS = (
    *(
        f"tests/tasks/test_alike.py::test_{name}"
        for name in (
            "a_missing_interpreter_is_the_reason",
            "a_holiday_is_the_reason_by_its_name_and_row",
            "what_is_not_proven_is_not_called_so",
        )
    ),
    "tests/intake/test_bad_input.py::test_a_mandatory_meeting_that_nobody_can_attend_is_a_contradiction",
    "tests/intake/test_bad_input.py::test_a_meeting_longer_than_every_slot_is_left_out_with_the_cell_of_its_duration",
    "tests/intake/test_bad_input.py::test_a_usual_duration_longer_than_every_slot_is_named_as_the_cause",
    "tests/intake/test_bad_input.py::test_a_mandatory_meeting_longer_than_every_slot_is_a_contradiction",
)
OF_WORKBOOKS = (
    "all_sheets_speak_the_readers_language_and_read_back",
    "text_like_a_formula_stays_text",
    "a_meetings_own_link_wins_over_its_rooms",
    "a_reason_says_what_is_in_the_way",
)
"""All but what is written of random events and read back, which takes long."""

PARTS = {
    "check": Part(
        "scheduler/check/*",
        tuple(f"tests/check/test_{name}.py" for name in ("edges", "said", "violations")),
        ("tests/check/test_breaches.py", "tests/model/test_rules.py", "tests/model/test_goals.py"),
    ),
    "rules": Part(
        "scheduler/model/rules.py",
        tuple(f"tests/model/test_{name}.py" for name in ("rules", "contradictions", "delegations")),
        ("tests/model/test_goals.py", "tests/model/test_optimum.py"),
    ),
    "explain": Part(
        "scheduler/explain/*",
        ("tests/explain", "tests/export/test_workbook.py::test_a_reason_says_what_is_in_the_way"),
        REASONS,
    ),
    "export": Part(
        "scheduler/export/workbook/*",
        ("tests/export/test_whose_clock.py", "tests/export/test_sheets.py"),
        tuple(f"tests/export/test_workbook.py::test_{name}" for name in OF_WORKBOOKS),
    ),
}
OUTCOMES = {0: "survived", 1: "killed", 3: "killed", 5: "not run", 33: "not run", None: "not reached"}
"""What mutmut's exit codes mean; all others are of a process that took too long and was ended."""

CONFTEST = """

def pytest_runtest_setup(item):
    import sys
    for name, module in list(sys.modules.items()):
        for one in vars(module).values() if name.startswith("PART") else ():
            if hasattr(one, "cache_clear"):
                one.cache_clear()
"""
"""Added to that of the tests, so that each begins with empty caches in the part that is spoilt."""


def undecorated(source: str) -> str:
    """The same program with each decorator of a function applied on a line below it."""
    lines = source.splitlines()
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) and node.decorator_list]
    for node in sorted(functions, key=lambda node: node.lineno, reverse=True):
        called = node.name
        for decorator in reversed(node.decorator_list):
            called = f"{ast.unparse(decorator)}({called})"
        lines.insert(node.end_lineno or node.lineno, f"{' ' * node.col_offset}{node.name} = {called}")
        del lines[node.decorator_list[0].lineno - 1 : node.lineno - 1]
    return "\n".join(lines) + "\n"


def prepare(part: Part, copy: Path) -> None:
    """A copy of the tree that mutmut can spoil."""
    shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
    for path in copy.glob(part.files):
        if path.suffix == ".py":
            path.write_text(undecorated(path.read_text(encoding="utf-8")), encoding="utf-8")
    with (copy / "tests" / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write(CONFTEST.replace("PART", part.files.removesuffix("/*").removesuffix(".py").replace("/", ".")))


def run(part: Part, copy: Path, tests: Sequence[str], names: Sequence[str], minutes: float) -> dict[str, str]:
    """The outcome of each mutant, by its name, as far as mutmut comes in so long; with names, of these alone."""
    settings = {
        "source_paths": ["scheduler"],
        "only_mutate": [part.files],
        "also_copy": [path.name for path in copy.iterdir() if path.name not in ("scheduler", "mutants")],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-p", "no:unraisableexception"],  # the latter looks for garbage
        "pytest_add_cli_args_test_selection": tests,
    }
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in settings.items()]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (copy / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\n{''.join(lines)}", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", "1", *names]
    with (copy / "mutmut.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=copy, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            process.wait(minutes * 60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGTERM)  # the child that runs the tests goes on without it
            process.wait()
    codes: dict[str, int | None] = {}
    for meta in sorted(copy.glob("mutants/scheduler/**/*.meta")):
        codes |= json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    if all(code is None for code in codes.values()):
        raise click.ClickException((copy / "mutmut.log").read_text(encoding="utf-8")[-3000:])
    return {name: OUTCOMES.get(code, "timed out") for name, code in codes.items()}


@cache
def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    """The functions of a file by their names; mutmut has given each mutant one."""
    return {node.name: node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.FunctionDef)}


def spoilt(copy: Path, name: str) -> str:
    """What a mutant changes: the lines of its function as they were and as they became."""
    module, _, mangled = name.rpartition(".")
    path = copy / "mutants" / module.replace(".", "/")
    functions = functions_of(path / "__init__.py" if path.is_dir() else path.with_suffix(".py"))
    stem, _, number = mangled.rpartition("__mutmut_")
    was, became = functions[f"{stem}__mutmut_orig"], functions[mangled]
    became.name = was.name
    lines = difflib.ndiff(ast.unparse(was).splitlines(), ast.unparse(became).splitlines())
    changed = [f"    {line[0]} {line[2:].strip()}" for line in lines if line[0] in "-+"]
    function = stem.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    return "\n".join([f"{module}.{function} {number}", *changed])


@click.command()
@click.argument("part", type=click.Choice(list(PARTS)))
@click.option("--minutes", default=10.0, show_default=True)
def main(part: str, minutes: float) -> None:
    """Spoil one part of the program and list what no test has noticed."""
    of = PARTS[part]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "plaza"
        prepare(of, copy)
        found = run(of, copy, of.quick, (), minutes)
        alive = [name for name, outcome in found.items() if outcome in ("survived", "not run")]
        if of.slower and alive:
            again = run(of, copy, of.slower, alive, minutes)
            found |= {name: again[name] for name in alive if again[name] in ("killed", "timed out")}
            found |= {name: again[name] for name in alive if found[name] == "not run" and again[name] != "not reached"}
        for name, outcome in found.items():
            if outcome not in ("killed", "not reached"):
                click.echo(f"{outcome}: {spoilt(copy, name)}")
    counts = Counter(found.values())
    click.echo(f"{part}: {len(found)} mutants, " + ", ".join(f"{count} {what}" for what, count in counts.most_common()))


if __name__ == "__main__":
    main()
