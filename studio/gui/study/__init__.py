"""The Study tab: what a study varies, and its points as pictures and as a table."""
