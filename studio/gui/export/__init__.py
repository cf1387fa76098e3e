"""Designs going out: the dialog of formats with their previews, and everything in one folder."""

from studio.gui.export.dialog import ExportDialog
from studio.gui.export.everything import EverythingDialog
from studio.gui.export.exporter import Exporter

__all__ = ["EverythingDialog", "ExportDialog", "Exporter"]
