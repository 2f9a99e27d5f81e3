"""The pages: templates that escape whatever the intake says, filled with what a place shows."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scheduler import words

if TYPE_CHECKING:
    from scheduler.desk.state import At

HERE = Path(__file__).parent


def page(name: str, at: "At", shown: dict[str, Any]) -> str:
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
    texts = {key: text for key, text in words.catalogue(at.language).items() if key.startswith("desk.page.")}
    languages = [(code, words.name_of_language(code, code)) for code in words.LANGUAGES]
    return _filled(name, at.language, at=at, languages=languages, texts=texts, **shown)


def opening(language: str) -> str:
    """The page that says that the desk opens."""
    return _filled("opening", language)


def _filled(name: str, language: str, **shown: object) -> str:
    def t(key: str, **values: object) -> str:
        return words.say(language, key, values)

    return _templates().get_template(f"{name}.html").render(t=t, locale=t("format.locale").replace("_", "-"), **shown)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
