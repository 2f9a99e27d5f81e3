"""The lowest releases that pyproject.toml allows, as constraints for pip."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
    found = re.match(r"([\w-]+)>=([\d.]+)", requirement)
    assert found, f"{requirement} states no lowest release"
    if not found[1].startswith("types-"):  # of which no test runs anything
        print(f"{found[1]}=={found[2]}")
