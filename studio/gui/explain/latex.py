"""An equation as LaTeX, to be pasted into a paper."""

import re

from studio.gui.explain.notation import Accent, Fence, Fraction, Leaf, Node, Root, Row, Script

_GREEK = {
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ζ": r"\zeta", "η": r"\eta",
    "θ": r"\theta", "λ": r"\lambda", "µ": r"\mu", "μ": r"\mu", "ν": r"\nu", "π": r"\pi", "ρ": r"\rho",
    "σ": r"\sigma", "τ": r"\tau", "φ": r"\varphi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega", "Γ": r"\Gamma",
    "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Σ": r"\sum", "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega",
    "ℓ": r"\ell",
}  # fmt: skip
_SIGNS = {
    "−": "-", "·": r"\cdot", "×": r"\times", "÷": r"\div", "≥": r"\geq", "≤": r"\leq", "±": r"\pm", "…": r"\ldots",
    "–": r"\text{–}", "%": r"\%", "′": r"\prime", "″": r"\prime\prime",
}  # fmt: skip
_FUNCTIONS = {"asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan"}
_BRACKETS = {
    "(": r"\left(", ")": r"\right)", "[": r"\left[", "]": r"\right]", "⌊": r"\left\lfloor ", "⌋": r"\right\rfloor ",
    "⌈": r"\left\lceil ", "⌉": r"\right\rceil ",
}  # fmt: skip
_SPECIAL = str.maketrans({"%": r"\%", "_": r"\_", "&": r"\&", "#": r"\#", "$": r"\$", "°": r"\textdegree{}"})


def latex(node: Node) -> str:
    """The tree of an equation in the notation of LaTeX."""
    if isinstance(node, Leaf):
        return _leaf(node)
    if isinstance(node, Fraction):
        return rf"\frac{{{latex(node.above)}}}{{{latex(node.below)}}}"
    if isinstance(node, Root):
        return rf"\sqrt[{node.degree}]{{{latex(node.body)}}}" if node.degree else rf"\sqrt{{{latex(node.body)}}}"
    if isinstance(node, Accent):
        return rf"\{'hat' if node.sign == chr(0x302) else 'dot'}{{{latex(node.base)}}}"
    if isinstance(node, Script):
        below = f"_{{{latex(node.below)}}}" if node.below is not None else ""
        above = f"^{{{latex(node.above)}}}" if node.above is not None else ""
        base = latex(node.base)
        return f"{base if isinstance(node.base, Leaf | Fence | Accent) else f'{{{base}}}'}{below}{above}"
    if isinstance(node, Fence):
        if node.opening == "|":
            return rf"\left|{latex(node.body)}\right|"
        return f"{_BRACKETS[node.opening]}{latex(node.body)}{_BRACKETS[node.closing]}"
    return _row(node)


def _row(row: Row) -> str:
    words: list[str] = []
    for item in row.items:
        made = latex(item)
        # Words that stand side by side are one text.
        if words and words[-1].endswith("}") and words[-1].startswith(r"\text{") and made.startswith(r"\text{"):
            words[-1] = f"{words[-1][:-1]} {made[6:]}"
        elif isinstance(item, Leaf) and item.kind == "word" and words:
            words.append(r"\ " + made)
        else:
            words.append(made)
    joined = " ".join(words)
    return re.sub(r"(\\text\{[^{}]*)\}(?= [^\\,;:.)\]}^_]| \\[a-zA-Z])", r"\1\\ }", joined).replace(r"\ }", " }")


def _leaf(leaf: Leaf) -> str:
    if leaf.kind in {"word", "value"}:
        return rf"\text{{{leaf.text.translate(_SPECIAL)}}}"
    if leaf.kind == "function":
        if len(leaf.text) == 1:
            return rf"\mathrm{{{leaf.text}}}"
        return _FUNCTIONS.get(leaf.text, "\\" + leaf.text)
    if leaf.kind == "big":
        return " ".join({"Σ": r"\sum", "∫": r"\int"}.get(one, one) for one in leaf.text)
    if leaf.kind == "number":
        number, space, unit = leaf.text.partition(" ")
        if space:
            return rf"{number}\,\text{{{unit.translate(_SPECIAL)}}}"
        return number.replace("°", r"^\circ ").replace(",", "{,}").replace("−", "-")
    return "".join(_GREEK.get(one, _SIGNS.get(one, one)) for one in leaf.text)
