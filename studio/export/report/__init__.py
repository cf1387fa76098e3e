"""The report of a design for a review: what it says once, as a PDF and as a page."""
