"""An answer to what is asked about the intake → its line on the sheet To confirm, where one would be written by hand."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from scheduler import files
from scheduler.books.cell_text import as_cell
from scheduler.domain import Answer, Message, Question
from scheduler.errors import IntakeError, UsageError
from scheduler.tasks.check import Looked, check_event, look, review_of, write_review

TRIES = 5
"""Times that an answer is written anew because somebody has saved the workbook meanwhile."""


class AnsweredMeanwhile(Exception):
    """The line has another answer than the one that was seen."""


class _Saved(Exception):
    """Somebody has saved the workbook while it was being written."""


def asked(looked: Looked) -> dict[str, Answer]:
    """What can be answered, by an id: every question with its answer so far, and what was answered and is still there."""
    given = {id_of(one): one for one in looked.look.answers if one not in looked.look.spent}
    still = (Answer(one.source, one.written, one.asked, "") for one in looked.look.questions)
    return {id_of(one): one for one in still} | given


def answer(folder: Path, out: Path, language: str, id: str, said: str, seen: str) -> None:
    """Write an answer into the review of an event; an empty one takes back what was said.

    What else was written into the workbook meanwhile is kept.

    Parameters
    ----------
    folder, out, language
        The event folder, that of all outputs, and the language of the review.
    id
        What is answered, as in `asked`.
    said
        The answer, as it would be written into the cell.
    seen
        The answer that was there when this one was given; empty where there was none.

    Raises
    ------
    AnsweredMeanwhile
        There is another one now.
    UsageError
        Nothing like this is asked any more, or the workbook is open in Excel, which would lose the answer.
    IntakeError
        The answers that are there cannot be read.
    NotWritten
        The review could not be written; the earlier one is whole.
    """
    review = review_of(folder, out)
    for _ in range(TRIES):
        try:
            _answer(folder, out, language, review, id, as_cell(said).strip(), seen)
        except _Saved:
            continue
        if not as_cell(said).strip():  # the question is asked again, and has its line again
            check_event(folder, out, language)
        return
    raise UsageError(Message("desk.intake.review_busy", {"file": str(review)}))


def _answer(folder: Path, out: Path, language: str, review: Path, id: str, said: str, seen: str) -> None:
    if any((review.parent / name).exists() for name in (f"~${review.name}", f".~lock.{review.name}#")):
        raise UsageError(Message("desk.intake.review_open", {"file": str(review)}))
    before = _content(review)
    looked = look(folder, out)
    if looked.unread_answers:
        raise IntakeError(*looked.unread_answers)
    line = asked(looked).get(id)
    if line is None:
        raise UsageError(Message("desk.intake.not_asked"))
    if line.answer != seen:
        raise AnsweredMeanwhile
    others = [one for one in looked.look.answers if id_of(one) != id]
    answers = [*others, replace(line, answer=said)] if said else others

    def write(path: Path) -> None:
        write_review(path, looked, answers, language)
        if _content(review) != before:
            raise _Saved

    files.put(review, write)


def _content(review: Path) -> str:
    try:
        return files.digest(review)
    except OSError:
        return ""


def id_of(one: Question | Answer) -> str:
    """By which a question and its answer are known."""
    return sha256(repr((one.source, one.written, one.asked)).encode(errors="surrogatepass")).hexdigest()[:16]
