"""Fleet: shells in a table, their light and power over the year, and how close satellites come."""
