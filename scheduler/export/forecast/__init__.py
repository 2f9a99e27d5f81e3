"""A forecast → forecast.xlsx; what is said of it there and on the terminal."""

from scheduler.export.forecast.book import write_forecast

__all__ = ["write_forecast"]
