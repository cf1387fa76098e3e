"""Surviving mutants that were read and found to change nothing that can be seen, and why."""

import re

from tests.attack.mutant_sites import Mutant

READ: tuple[tuple[str, str], ...] = ()
"""A pattern of the words of mutants, and the reason."""
_PATTERNS = tuple((re.compile(pattern), why) for pattern, why in READ)


def reason(mutant: Mutant) -> str:
    """Why a mutant is as good as the original, or nothing."""
    return next((why for pattern, why in _PATTERNS if pattern.fullmatch(mutant.words)), "")
