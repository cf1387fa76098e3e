"""When the program itself fails: the work is saved first, then it is told, with a report for whoever mends it."""

from studio.gui.crash.crashes import Crashes, tell_defect

__all__ = ["Crashes", "tell_defect"]
