"""How a soak is judged: what stays as it is holds, and what a leak does is seen."""

import pytest

from tests.attack.soak import grown, more, plot, slower


def day(first: float, each: float) -> list[dict[str, float]]:
    return [{"seen": first + each * number} for number in range(48)]


@pytest.mark.parametrize(("judge", "flat", "leaky"), [
    (grown, day(900.0, 0.5), day(900.0, 3.0)), (more, day(24.0, 0.0), day(24.0, 0.2)),
    (slower, day(80.0, 0.5), day(80.0, 4.0)),
])  # fmt: skip
def test_a_leak_is_told_from_what_stays(judge, flat, leaky) -> None:
    held, fell = judge(flat, "seen"), judge(leaky, "seen")
    assert (held.tried > 0, held.lost) == (True, 0)
    assert fell.lost > 0
    assert "seen" in fell.words[0]


def test_the_warm_up_does_not_count() -> None:
    rows = [{"seen": 100.0 * number} for number in range(12)] + [{"seen": 1200.0}] * 36
    assert grown(rows, "seen").lost == 0


def test_a_day_without_samples_does_not_hold() -> None:
    assert grown([], "seen").tried == slower([], "seen").tried == 0
    assert plot([]) == "nothing seen"


def test_the_plot_shows_the_highest_as_a_whole_bar() -> None:
    drawn = plot([1.0, 4.0, 8.0])
    assert drawn.startswith("▂▅█")
    assert "first 1, lowest 1, highest 8, last 8" in drawn
