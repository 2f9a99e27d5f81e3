"""The workbooks that a secretariat fills in and sends out: event.xlsx, and the request form."""

from scheduler.export.blank.event_book import write_event_book
from scheduler.export.blank.request_form import FORM_NAME, Plaza, form_name, write_form, write_form_of

__all__ = ["FORM_NAME", "Plaza", "form_name", "write_event_book", "write_form", "write_form_of"]
