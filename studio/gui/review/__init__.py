"""The Review tab: requirements with their margins, notes, signatures, what has changed, and the report."""
