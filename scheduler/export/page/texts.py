"""What the page says, in every language: the reader's stands in it, the others wait for the switch."""

from collections.abc import Mapping, Sequence

from scheduler import words


class Texts:
    """The texts of one page by their keys: entries of the catalogues, and what is put together for this event."""

    def __init__(self, language: str) -> None:
        self._place = words.LANGUAGES.index(language)
        self._in_each: dict[str, tuple[str, ...]] = {}
        self._keys: dict[tuple[str, ...], str] = {}

    def entry(self, key: str) -> str:
        """Take in an entry of the catalogues, its gaps open: the script fills them. Returns its key."""
        self._in_each[key] = tuple(words.catalogue(language)[key] for language in words.LANGUAGES)
        return key

    def add(self, in_each: Sequence[str]) -> str:
        """Take in what is said of this event, in each language. Returns a key, the same for the same text."""
        key = self._keys.setdefault(tuple(in_each), str(len(self._keys)))
        self._in_each[key] = tuple(in_each)
        return key

    def of(self, key: str) -> str:
        """A text in the language in which the page opens."""
        return self._in_each[key][self._place]

    def by_language(self) -> Mapping[str, Mapping[str, str]]:
        """Language → key → text, of all that was taken in."""
        return {
            language: {key: in_each[place] for key, in_each in self._in_each.items()}
            for place, language in enumerate(words.LANGUAGES)
        }
