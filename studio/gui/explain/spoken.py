"""An equation in words, for those who have it read out."""

from studio.gui.explain.notation import Accent, Fence, Fraction, Leaf, Node, Root, Row, Script, leaves
from studio.text import mark, tr

_SIGNS = {
    "=": mark("equals"), "−": mark("minus"), "+": mark("plus"), "·": mark("times"), "×": mark("times"),
    "÷": mark("divided by"), "/": mark("divided by"), "≥": mark("is at least"), "≤": mark("is at most"),
    "<": mark("is less than"), ">": mark("is more than"), "…": mark("to"), "±": mark("plus or minus"),
    "Σ": mark("the sum of"), "∫": mark("the integral of"), "∫∫": mark("the double integral of"),
}  # fmt: skip
_POWERS = {"2": mark("squared"), "3": mark("cubed")}
_FENCES = {
    "|": mark("the magnitude of {body}"), "⌊": mark("{body} rounded down"), "⌈": mark("{body} rounded up"),
}  # fmt: skip


def spoken(node: Node) -> str:
    """The tree of an equation as it is read out."""
    if isinstance(node, Leaf):
        return tr(_SIGNS[node.text]) if node.text in _SIGNS else node.text
    if isinstance(node, Fraction):
        simple = all(len(leaves(side)) == 1 for side in (node.above, node.below))
        form = tr("{above} over {below}") if simple else tr("the fraction {above}, over {below}, end of fraction")
        return form.format(above=spoken(node.above), below=spoken(node.below))
    if isinstance(node, Root):
        form = tr("the cube root of {body}") if node.degree else tr("the square root of {body}")
        return form.format(body=spoken(node.body))
    if isinstance(node, Accent):
        form = tr("{letter} hat") if node.sign == "\u0302" else tr("{letter} dot")
        return form.format(letter=node.base.text)
    if isinstance(node, Script):
        words = spoken(node.base)
        if node.below is not None:
            words += " " + spoken(node.below)
        if node.above is not None:
            power = spoken(node.above)
            short = _POWERS.get(power)
            words += " " + (tr(short) if short else tr("to the power {power}", power=power))
        return words
    if isinstance(node, Fence):
        known = _FENCES.get(node.opening)
        return tr(known, body=spoken(node.body)) if known else f"({spoken(node.body)})"
    return _row(node)


def _row(row: Row) -> str:
    words = " ".join(spoken(item) for item in row.items)
    for sign in ",;:":
        words = words.replace(f" {sign}", sign)
    return words
