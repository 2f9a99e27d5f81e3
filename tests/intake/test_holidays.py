"""Public holidays are those of the countries that take part, and no others are loaded."""

import subprocess
import sys

READ = """
import sys
from pathlib import Path
from scheduler.domain import Past
from scheduler.intake import read_event

event = read_event(Path("inputs/plaza-22"), Path("none.xlsx"), Past()).event
print(*sorted({government.country for government in event.governments}))
print(*sorted(name for name in sys.modules if name.startswith("holidays.countries.")))
"""


def test_countries_that_take_no_part_are_not_loaded() -> None:
    ended = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    countries, loaded = ended.stdout.splitlines()
    assert countries == "CN JP KR"
    assert loaded == "holidays.countries.china holidays.countries.japan holidays.countries.south_korea"
