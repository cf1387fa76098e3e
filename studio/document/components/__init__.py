"""A spreadsheet of components: rows that say which field of the design has which value, and where that is from."""
