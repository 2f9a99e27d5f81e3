"""What is to change: the lines of the sheet Changes, and the same said otherwise."""
