"""One field of the stack varied, every merit followed: what "what if" shows."""

from studio.analysis.engine import Results
from studio.analysis.result import FloatArray
from studio.analysis.stack.merits import anchored
from studio.design import Design, set_value


def merits(design: Design, results: Results, path: str, values: FloatArray) -> dict[str, FloatArray]:
    """Each of :data:`studio.analysis.stack.merits.MERITS` with the field at `path` of the stack set to each value.

    Parameters
    ----------
    design
        The design that is varied; `results` are its own.
    path
        A field of the stack: "stack.layers[cover].thickness", "stack.layers[top].junction.band_gap".
    values
        SI values, (V,).

    Returns
    -------
    dict of FloatArray
        (V,) By name of the result; NaN where it does not apply.

    Raises
    ------
    DesignError
        Where the field cannot hold one of the values.
    ValueError
        Where a stack gives no electricity, or the orbit was not computed.
    """
    return anchored(results, [set_value(design, path, float(value)).stack for value in values])
