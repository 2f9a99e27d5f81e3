"""A sheet as rows of named values: headings, rows, and the answers laid over them."""
