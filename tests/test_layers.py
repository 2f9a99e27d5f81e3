"""The layers hold."""

from pathlib import Path

from importlinter import cli


def test_imports_go_down_only() -> None:
    assert cli.lint_imports(config_filename=str(Path(__file__).parent.parent / "pyproject.toml"), no_cache=True) == 0
