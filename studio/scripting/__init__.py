"""Designing by Python: the names that scripts and the console use, and what people do written down as such a script."""

from studio.scripting.amount import Amount
from studio.scripting.changes import Call, changes
from studio.scripting.error import ScriptError
from studio.scripting.facade import Studio
from studio.scripting.headless import Headless
from studio.scripting.names import Names
from studio.scripting.recorder import Recorder, history_script

__all__ = ["Amount", "Call", "Headless", "Names", "Recorder", "ScriptError", "Studio", "changes", "history_script"]
