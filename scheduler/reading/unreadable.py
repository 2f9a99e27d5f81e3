"""What a parser of cells raises."""


class Unreadable(Exception):
    """A cell that cannot be read as what its column asks for."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Nothing(Unreadable):
    """A cell that says by a word or a dash that there is nothing to say."""


class Ambiguous(Unreadable):
    """A cell that can be read in more than one way: a question, never a guess."""
