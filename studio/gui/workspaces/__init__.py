"""Workspaces: for each job the tab in front and the docks round it, as the user left them."""

from studio.gui.workspaces.table import WORKSPACES, Workspace
from studio.gui.workspaces.workspaces import Workspaces

__all__ = ["WORKSPACES", "Workspace", "Workspaces"]
