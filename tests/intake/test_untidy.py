"""Sheets as they arrive, each with the exact reading expected of it, and every problem on its cell."""

from pathlib import Path

import pytest

from tests.intake.untidy import Untidy, arrive, problems, read
from tests.intake.untidy_forms import FORMS
from tests.intake.untidy_lists import LISTS
from tests.intake.untidy_sheets import SHEETS
from tests.intake.untidy_traps import TRAPS

ALL = (*FORMS, *LISTS, *SHEETS, *TRAPS)


@pytest.mark.parametrize("untidy", ALL, ids=[untidy.name for untidy in ALL])
def test_it_is_read_as_it_is_meant(untidy: Untidy, tmp_path: Path) -> None:
    look = arrive(tmp_path, untidy)
    assert problems(look) == [line.strip() for line in untidy.says.strip().split("\n") if line.strip()]
    if look.event is not None:
        assert read(look.event, untidy.sheet) == [line.strip() for line in untidy.reads.strip().split("\n") if line.strip()]
