"""What a script is told in one sentence, without a traceback."""


class ScriptError(ValueError):
    """A script asked for what cannot be done; the text says what and why."""
