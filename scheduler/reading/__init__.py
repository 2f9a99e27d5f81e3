"""What a cell says: dates, times, amounts and names, in four languages."""
