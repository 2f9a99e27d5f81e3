"""The names of the rules and goals."""

RULES = tuple(f"R{number}" for number in range(13))
GOALS = tuple(f"G{number}" for number in range(1, 10))

PLACING = ("G1", "G2")
"""The goals of placing meetings, which stand before all others."""
