"""What came back: forms and lists of whatever design."""
