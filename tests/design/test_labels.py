"""The labels of the fields, as the inspector of a small screen shows them."""

from studio.design import Design, fields
from studio.text import tr

MOST = 25
"""Letters that have room beside a field at 1280 pixels."""


def test_labels_are_short_enough_to_be_read_whole():
    assert [field.path for field in fields(Design) if len(tr(field.label)) > MOST] == []
