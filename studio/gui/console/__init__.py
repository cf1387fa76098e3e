"""Python on the live design: what is typed runs beside the window, and every edit of it is an undo step."""
