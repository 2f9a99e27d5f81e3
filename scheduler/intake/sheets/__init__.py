"""The sheets of event.xlsx, one file each."""
