"""The Panel tab: the stack as a cross-section to drag and edit, its layers, faces, cells and figures."""

from studio.gui.panel.view import PanelView

__all__ = ["PanelView"]
