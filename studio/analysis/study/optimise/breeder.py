"""New points out of those that are known: the evolutionary algorithms of a library, asked and told by generation."""

from typing import Any

import numpy as np

from studio.analysis.result import FloatArray
from studio.analysis.study.optimise.space import Space

_PARTS = {4: 6, 5: 5, 6: 4}
"""By goals, the parts of each edge on which the reference directions of many goals lie."""


class Breeder:
    """NSGA-II [1]_ for two or three goals, NSGA-III [2]_ for more, a genetic algorithm for one; or differential
    evolution [3]_ where `refine` asks to sharpen one goal. Choices are exchanged whole, numbers are mixed.

    References
    ----------
    .. [1] K. Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE Trans. Evol. Comput. 6
       (2002) 182–197.
    .. [2] K. Deb, H. Jain, "An evolutionary many-objective optimization algorithm using reference-point-based
       nondominated sorting approach", IEEE Trans. Evol. Comput. 18 (2014) 577–601.
    .. [3] R. Storn, K. Price, "Differential evolution", J. Global Optimization 11 (1997) 341–359.
    """

    def __init__(
        self, space: Space, goals: int, misses: int, begin: FloatArray, seed: int, *, refine: bool = False
    ) -> None:
        """`begin` (P, V) is the first generation; its size is that of all others."""
        from pymoo.config import Config
        from pymoo.core.evaluator import Evaluator
        from pymoo.core.problem import Problem
        from pymoo.core.termination import NoTermination

        Config.warnings["not_compiled"] = False
        fields = len(space.factors)
        self._goals, self._misses = goals, misses
        self._problem = Problem(n_var=fields, n_obj=goals, n_ieq_constr=misses, xl=np.zeros(fields), xu=np.ones(fields))
        self._evaluator = Evaluator()
        self._algorithm = _algorithm(space, goals, begin, refine)
        self._algorithm.setup(self._problem, termination=NoTermination(), seed=seed)
        self._asked: Any = None

    def ask(self) -> FloatArray | None:
        """(P, V) Places to look at; None where nothing new can be bred."""
        self._asked = self._algorithm.ask()
        if self._asked is None or len(self._asked) == 0:
            return None
        found: FloatArray = np.asarray(self._asked.get("X"), dtype=np.float64)
        return found

    def tell(self, goals: FloatArray, misses: FloatArray) -> None:
        """What was found there: `goals` (P, M) and `misses` (P, R); a miss above 0 breaks a bound."""
        from pymoo.problems.static import StaticProblem

        known = np.where(np.isfinite(goals), goals, 0.0)  # a point without a goal has the worst of misses
        self._evaluator.eval(StaticProblem(self._problem, F=known, G=misses), self._asked)
        self._algorithm.tell(infills=self._asked)


def _algorithm(space: Space, goals: int, begin: FloatArray, refine: bool) -> Any:
    from pymoo.core.crossover import Crossover
    from pymoo.core.mutation import Mutation
    from pymoo.core.repair import Repair
    from pymoo.operators.crossover.sbx import SBX
    from pymoo.operators.mutation.pm import PM

    class Settle(Repair):  # type: ignore[misc]
        def _do(self, problem: Any, X: FloatArray, **_: Any) -> FloatArray:
            return space.settled(X)

    class Mix(Crossover):  # type: ignore[misc]
        """Simulated binary crossover of numbers; a choice is that of either parent."""

        def __init__(self) -> None:
            super().__init__(2, 2)
            self._numbers = SBX(eta=15, prob_var=0.9)

        def _do(self, problem: Any, X: FloatArray, *given: Any, random_state: Any = None, **more: Any) -> FloatArray:
            mixed: FloatArray = self._numbers._do(problem, X, *given, random_state=random_state, **more)
            swap = random_state.random(X.shape[1:]) < 0.5
            for child in range(2):
                mixed[child] = np.where(space.choice, np.where(swap, X[1 - child], X[child]), mixed[child])
            return mixed

    class Change(Mutation):  # type: ignore[misc]
        """Polynomial mutation of numbers; a choice becomes any other."""

        def __init__(self) -> None:
            super().__init__()
            self._numbers = PM(eta=20)

        def _do(self, problem: Any, X: FloatArray, *given: Any, random_state: Any = None, **more: Any) -> FloatArray:
            changed: FloatArray = self._numbers._do(problem, X, *given, random_state=random_state, **more)
            hit = random_state.random(X.shape) < min(0.5, 1.0 / X.shape[1])
            return np.where(space.choice, np.where(hit, random_state.random(X.shape), X), changed)

    size, settle = len(begin), Settle()
    if refine:
        from pymoo.algorithms.soo.nonconvex.de import DE

        return DE(pop_size=size, sampling=begin, variant="DE/best/1/bin", CR=0.9, F=0.6, prob_mut=0.0, repair=settle)
    common = {"pop_size": size, "sampling": begin, "crossover": Mix(), "mutation": Change(), "repair": settle,
              "eliminate_duplicates": True}  # fmt: skip
    if goals == 1:
        from pymoo.algorithms.soo.nonconvex.ga import GA

        return GA(**common)
    if goals <= 3:
        from pymoo.algorithms.moo.nsga2 import NSGA2

        return NSGA2(**common)
    from pymoo.algorithms.moo.nsga3 import NSGA3
    from pymoo.util.ref_dirs import get_reference_directions

    directions = get_reference_directions("das-dennis", goals, n_partitions=_PARTS[goals])
    return NSGA3(directions, **common)
