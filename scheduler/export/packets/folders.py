"""Where each packet lies within an export: by the way by which it travels."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from scheduler import files, words
from scheduler.domain import Packet, Recipient

OWN = ("folder_direct", "folder_interpreter", "folder_operator", "kind_secretariat")
"""The names of folders that are not those of national bodies."""


def folders(packets: Iterable[Packet], language: str) -> Iterator[tuple[Packet, Path]]:
    """The packets with their folders, named in the secretariat's language.

    No two are one, whatever a file system takes for the same; each name is one that every system takes.
    """
    taken: set[str] = set()
    for packet in packets:
        *above, last = (files.file_name(part, "") for part in _parts(packet.recipient, language))
        path, number = Path(*above, last), 1
        while words.fold(path.as_posix()) in taken:
            number += 1
            path = path.with_name(f"{last} ({number})")
        taken.add(words.fold(path.as_posix()))
        yield packet, path


def _parts(recipient: Recipient, language: str) -> list[str]:
    """Below the national body, or else below what they are."""

    def say(key: str) -> str:
        return words.say(language, f"send.{key}")

    own = {words.fold(say(key)) for key in OWN}
    body = recipient.via or recipient.key
    way = f"{body} (2)" if words.fold(body) in own else body
    match recipient.kind:
        case "government":
            called = recipient.names.with_code(recipient.key, recipient.language)
            return [way if recipient.via else say("folder_direct"), called]
        case "body":
            return [way, say("folder_body")]
        case "secretariat":
            return [say("kind_secretariat")]
        case _:
            return [say(f"folder_{recipient.kind}"), recipient.key]
