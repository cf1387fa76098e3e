"""Some of the orbits of a year, of one design or of many, as one list: those in which there is something to follow."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.analysis.result import FloatArray


@dataclass(frozen=True, slots=True)
class Rows:
    """R of the orbits of B designs that have D each; one design is a batch of one."""

    shape: tuple[int, int]
    """(B, D)"""
    owner: NDArray[np.intp]
    """(R,) The design that each orbit is of, rising."""
    day: NDArray[np.intp]
    """(R,) Its row in the maps of that design."""

    def of(self, values: FloatArray) -> Any:
        """(R, N) Those rows of a map that broadcasts with (B, D, N)."""
        if values.ndim < 2:
            return values
        if values.ndim == 2:
            return values[self.day] if len(values) > 1 else values
        owner = self.owner if len(values) > 1 else 0
        return values[owner, self.day if values.shape[1] > 1 else 0].reshape(-1, values.shape[-1])

    def each(self, value: Any) -> Any:
        """(R, 1) What is one number of each design; what all designs share as it is."""
        return value[self.owner][:, None] if isinstance(value, np.ndarray) and value.ndim else value

    def single(self, value: Any) -> Any:
        """(R,) The same without an axis for the steps."""
        return value[self.owner] if isinstance(value, np.ndarray) and value.ndim else value

    def spread(self, values: FloatArray, elsewhere: Any = 0.0) -> FloatArray:
        """(B, D) Values of the rows, and what the others have."""
        whole = np.empty(self.shape)
        whole[...] = elsewhere
        whole[self.owner, self.day] = values
        return whole

    def put(self, values: FloatArray, whole: FloatArray) -> FloatArray:
        """`whole` (B, D, N) with the values (R, N) of the rows."""
        whole[self.owner, self.day] = values
        return whole

    def some(self, which: NDArray[Any]) -> "Rows":
        """Some of the rows."""
        return Rows(self.shape, self.owner[which], self.day[which])


def rows_where(condition: NDArray[np.bool_]) -> Rows:
    """The orbits for which `condition` (B, D) holds."""
    owner, day = np.nonzero(condition)
    return Rows((condition.shape[0], condition.shape[1]), owner, day)
