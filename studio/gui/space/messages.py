"""What VTK has to say goes to the log of the program, and never to a window of its own."""

import logging

from vtkmodules.util.misc import calldata_type
from vtkmodules.util.vtkConstants import VTK_STRING
from vtkmodules.vtkCommonCore import vtkCommand, vtkLogger, vtkOutputWindow, vtkStringOutputWindow

log = logging.getLogger(__name__)

_installed: list[vtkOutputWindow] = []


@calldata_type(VTK_STRING)
def _error(_caller: object, _event: str, text: str) -> None:
    log.error("%s", text.strip())


@calldata_type(VTK_STRING)
def _warning(_caller: object, _event: str, text: str) -> None:
    log.warning("%s", text.strip())


def forward_to_log() -> None:
    """From here on VTK's errors and warnings are records of the log; doing it again changes nothing."""
    if _installed:
        return
    window = vtkStringOutputWindow()
    window.AddObserver(vtkCommand.ErrorEvent, _error)
    window.AddObserver(vtkCommand.WarningEvent, _warning)
    vtkOutputWindow.SetInstance(window)
    vtkLogger.SetStderrVerbosity(vtkLogger.VERBOSITY_OFF)
    _installed.append(window)
