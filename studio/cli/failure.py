"""How a command ends: the exit status, and one line on stderr where the input is unusable."""

MET = 0
NOT_MET = 1
UNUSABLE = 2
INTERRUPTED = 130


class Unusable(Exception):
    """The input cannot be used; the text is the one line that says where and why."""
