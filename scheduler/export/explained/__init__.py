"""What was asked about a timetable → a workbook; what is said of it there and on the terminal."""

from scheduler.export.explained.book import write_explained

__all__ = ["write_explained"]
