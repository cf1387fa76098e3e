"""What is reported and cannot be computed: the verdict says so, and what the evidence is."""

from studio.analysis.claims.finding import Finding, unknown
from studio.analysis.claims.inquiry import Inquiry
from studio.text import tr


def reported(inquiry: Inquiry) -> Finding:
    """A statement that no formula decides."""
    return unknown(tr(inquiry.statement.unchecked), tuple(inquiry.said(name) for name in inquiry.statement.claimed))
