"""Packets → letters, calendars and sheets, each in its recipient's language and on its clock; the list of what is sent."""

from scheduler.export.packets.packet import Enclosure, write_packet
from scheduler.export.packets.send_list import Letter, write_marks, write_send_list

__all__ = ["Enclosure", "Letter", "write_marks", "write_packet", "write_send_list"]
