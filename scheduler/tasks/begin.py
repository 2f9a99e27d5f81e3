"""A new event folder with what the secretariat fills in and sends out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from scheduler import files, intake
from scheduler.domain import Event
from scheduler.domain.layouts import mark_of
from scheduler.errors import IntakeError
from scheduler.export import blank
from scheduler.words import LANGUAGES

FORMS, RETURNED = "forms", "requests"

Write = Callable[[Path], None]


@dataclass(frozen=True)
class Begun:
    """What became of an event folder.

    Attributes
    ----------
    written
        The files that were written.
    kept
        Those that were there before and are kept.
    outdated
        Of these the forms that say something else of the event than it says now.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    outdated: tuple[Path, ...] = ()


def begin(folder: Path, language: str) -> Begun:
    """Write event.xlsx, and the request form in the four languages; of an event that is filled in, each government's own.

    Nothing that is there is written over. The folder for what comes back is made ready.

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
    to_write: dict[Path, Write] = {event_file: partial(blank.write_event_book, language=language)}
    content = ""
    if event_file.exists():
        event = _event(folder)
        content = _content(event)
        to_write |= _of_governments(folder, event, content)
    else:
        for each in LANGUAGES:
            form = partial(blank.write_form, language=each)
            to_write[folder / FORMS / f"{blank.FORM_NAME}-{each}.xlsx"] = partial(_write_marked, write=form)
    kept = tuple(path for path in to_write if path.exists())
    outdated = tuple(path for path in kept if path != event_file and content and not intake.mark_on(path).endswith(content))
    for path, write in to_write.items():
        if path not in kept:
            files.put(path, write)
    files.make_folder(folder / RETURNED)
    return Begun(tuple(path for path in to_write if path not in kept), kept, outdated)


def _event(folder: Path) -> Event:
    look = intake.look_at_event(folder)
    if look.event is None:
        raise IntakeError(*look.problems)
    return look.event


def _of_governments(folder: Path, event: Event, content: str) -> dict[Path, Write]:
    slots = tuple(slot.range for slot in event.slots)
    plaza = blank.Plaza(event.names, event.governments, slots, event.settings)
    return {
        folder / FORMS / files.file_name(blank.form_name(government), ".xlsx"): partial(
            _write_marked, write=partial(blank.write_form_of, government=government, plaza=plaza), content=content
        )
        for government in event.governments
    }


def _content(event: Event) -> str:
    """A short hash of what the forms say of an event."""
    settings = event.settings
    said = (
        *event.names,
        *(str(slot.range) for slot in event.slots),
        *(f"{one.code} {list(one.names)} {one.zone} {one.languages[:1]}" for one in event.governments),
        *(str(value) for value in (*settings.secretariat_names, settings.secretariat_email, settings.reply_by)),
    )
    return sha256("\n".join(said).encode()).hexdigest()[:8]


def _write_marked(path: Path, write: Callable[..., None], content: str = "") -> None:
    """Write a form with the mark of its own layout on it, by which it is read without a question when it comes back."""
    write(path)
    write(path, mark=mark_of(intake.layout_of_blank(path), content))
