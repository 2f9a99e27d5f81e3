"""The changes of a draft in the reader's words; where they were said, they stand as the command line would say them."""

from collections.abc import Mapping

from scheduler import console
from scheduler.tasks import Draft
from scheduler.tasks.draft import OPTION


def in_words(draft: Draft, language: str) -> Mapping[str, str]:
    """Where each change was said on the desk, and which change it is."""
    said = {cell.file: change for change in draft.said.decided.new for cell in change.cells.values()}
    return {file: console.change_line(language, change) for file, change in said.items() if file.startswith(OPTION)}


def place_of(sentence: str) -> str:
    """Where a change was said, as cells name it."""
    return f'{OPTION} "{sentence}"'
