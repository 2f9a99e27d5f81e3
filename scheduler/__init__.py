"""plaza: conflict-free, proven timetables for exchange meetings between local governments."""

import os

__version__ = "0.1.0"

os.environ["OPENPYXL_LXML"] = "False"
"""Before it is imported: with lxml, where that happens to be installed, it would read by another parser than the one that
counts what a file holds (`scheduler.books.limits`)."""
