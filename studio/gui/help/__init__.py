"""Help: topics as data, what there is to know of each field and result, and the window that shows it."""
