"""The pages: templates that escape whatever the intake says, filled with what a place shows."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scheduler import words
from scheduler.desk.state import At

HERE = Path(__file__).parent
FOLDER = HERE


def page(name: str, at: At, shown: dict[str, Any]) -> str:
    """A page in the language of the reader.

    Parameters
    ----------
    name
        Of the template.
    at
        Where, and for whom.
    shown
        What it shows beside that.
    """

    def t(key: str, **values: object) -> str:
        return words.say(at.language, key, values)

    return (
        _templates()
        .get_template(f"{name}.html")
        .render(
            at=at,
            t=t,
            locale=t("format.locale").replace("_", "-"),
            languages=[(code, words.name_of_language(code, code)) for code in words.LANGUAGES],
            texts={key: text for key, text in words.catalogue(at.language).items() if key.startswith("desk.page.")},
            **shown,
        )
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
