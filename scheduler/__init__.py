"""plaza: conflict-free, proven timetables for exchange meetings between local governments."""

__version__ = "0.1.0"
