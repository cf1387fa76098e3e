"""The cell and its layers for the tools of those who make and model them."""
