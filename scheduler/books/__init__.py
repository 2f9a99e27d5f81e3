"""Any spreadsheet file → located cells: the only place that knows what can be wrong with a file."""
