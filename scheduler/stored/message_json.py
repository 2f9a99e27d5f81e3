"""What was said, as JSON: its text in English, and the key with its values, so that it reads in every language later."""

from collections.abc import Mapping
from typing import Any

from scheduler import words
from scheduler.domain import Message, Source, outward

VERBATIM = "verbatim"
"""The key of a text that is said as it stands, in whichever language."""

MESSAGE, SENTENCES = "key", "sentences"
"""By which a message, and a sequence of messages, are told from other values."""


def message_as_json(message: Message) -> dict[str, Any]:
    """A reason with its text, and with the text that may be said outside the secretariat."""
    told = outward(message)
    texts = {"text": words.say("en", message.key, message.values), "outward": words.say("en", told.key, told.values)}
    return texts | _bare(message)


def _bare(message: Message) -> dict[str, Any]:
    values = {name: _value_as_json(value) for name, value in message.values.items()}
    return {MESSAGE: message.key, "values": values, "cells": [str(cell) for cell in message.cells]}


def _value_as_json(value: object) -> object:
    if isinstance(value, Message):
        return _bare(value)
    if isinstance(value, tuple):
        return {SENTENCES: [_value_as_json(one) for one in value]}
    if isinstance(value, list):
        return [_value_as_json(one) for one in value]
    return value if value is None or isinstance(value, str | int) else str(value)


def read_message(content: Mapping[str, Any]) -> Message:
    """A message; its text alone where key and values do not say just that, as where a later program words it otherwise."""
    cells = tuple(Source.of(cell) for cell in content["cells"])
    try:
        found = _read(content)
        if words.say("en", found.key, found.values) == content["text"]:
            return found
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        pass
    return Message(VERBATIM, {"text": content["text"]}, cells)


def _read(content: Mapping[str, Any]) -> Message:
    values = {name: _read_value(value) for name, value in content["values"].items()}
    return Message(content[MESSAGE], values, tuple(Source.of(cell) for cell in content["cells"]))


def _read_value(value: Any) -> object:
    if isinstance(value, dict):
        return tuple(_read_value(one) for one in value[SENTENCES]) if SENTENCES in value else _read(value)
    return [_read_value(one) for one in value] if isinstance(value, list) else value
