"""An event folder to which forms come back."""

from pathlib import Path

import pytest

from tests.intake.untidy import base_file


@pytest.fixture
def event(tmp_path: Path) -> Path:
    folder = tmp_path / "plaza"
    (folder / "requests").mkdir(parents=True)
    (folder / "event.xlsx").write_bytes(base_file())
    return folder
