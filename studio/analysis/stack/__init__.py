"""A panel stack as arrays: its optics, its junctions and its figures of merit, for one stack or thousands at once."""
