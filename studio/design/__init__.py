"""What the user decides: frozen values with bounds, quantity, label and help on each field, and pure edits of them."""

from studio.design.check import Issue, check
from studio.design.design import Design
from studio.design.edit import get_value, set_text, set_value
from studio.design.error import DesignError
from studio.design.field import Field, fields

__all__ = ["Design", "DesignError", "Field", "Issue", "check", "fields", "get_value", "set_text", "set_value"]
