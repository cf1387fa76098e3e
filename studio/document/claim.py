"""What the statements need of the shipped stacks: the open design with the cells that fly today."""

from studio.analysis import Results, evaluate
from studio.analysis.claims import backbone
from studio.design import Design
from studio.document.stack_text import with_technology


def incumbent(design: Design) -> Design:
    """`design` with the cells that fly today."""
    return with_technology(design, backbone.INCUMBENT)


def backbone_claim(results: Results) -> backbone.Claim:
    """The claim that perovskite, ultra-thin HJT and tandems are the backbone, held against the design of `results`.

    Raises
    ------
    ValueError
        Where the panel or the orbit has not been computed.
    """
    return backbone.backbone_claim(results, evaluate(incumbent(results.design), only=("panel",)))
