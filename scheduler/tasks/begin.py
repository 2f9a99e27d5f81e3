"""A new event folder with what the secretariat fills in and sends out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scheduler import files, intake
from scheduler.domain.layouts import mark_of
from scheduler.errors import IntakeError
from scheduler.export import blank
from scheduler.words import LANGUAGES

FORMS = "forms"


@dataclass(frozen=True)
class Begun:
    """The files that were written, and those that were there before and are kept."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def begin(folder: Path, language: str) -> Begun:
    """Write event.xlsx, and the request form in the four languages; of an event that is filled in, each government's own.

    Nothing that is there is written over.

    Parameters
    ----------
    folder
        The event folder, which need not exist.
    language
        Of event.xlsx.

    Raises
    ------
    IntakeError
        The governments of an event.xlsx that is there cannot be read.
    NotWritten
        A file could not be written.
    """
    event_file = folder / "event.xlsx"
    to_write: dict[Path, Callable[[Path], None]] = {event_file: partial(blank.write_event_book, language=language)}
    if event_file.exists():
        to_write |= _of_governments(folder)
    else:
        for each in LANGUAGES:
            form = partial(blank.write_form, language=each)
            to_write[folder / FORMS / f"{blank.FORM_NAME}-{each}.xlsx"] = partial(_write_marked, write=form)
    kept = tuple(path for path in to_write if path.exists())
    for path, write in to_write.items():
        if path not in kept:
            files.put(path, write)
    return Begun(tuple(path for path in to_write if path not in kept), kept)


def _of_governments(folder: Path) -> dict[Path, Callable[[Path], None]]:
    look = intake.look_at_event(folder)
    event = look.event
    if event is None:
        raise IntakeError(*look.problems)
    slots = [slot.range for slot in event.slots]
    return {
        folder / FORMS / files.file_name(f"{blank.FORM_NAME}-{government.code}", ".xlsx"): partial(
            _write_marked, write=partial(blank.write_form_of, government=government, slots=slots, names=event.names)
        )
        for government in event.governments
    }


def _write_marked(path: Path, write: Callable[..., None]) -> None:
    """Write a form with the mark of its own layout on it, by which it is read without a question when it comes back."""
    write(path)
    write(path, mark=mark_of(intake.layout_of_blank(path)))
