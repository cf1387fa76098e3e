"""The panel: its layers as a drawing, where the light goes in it, its curves, and what is left of it over life."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from studio.analysis import RESULTS, Results
from studio.design import Design
from studio.design.panel import ROLES
from studio.design.quantity import THICKNESS
from studio.design.unit_text import display
from studio.export.report.figures.charts import shortened
from studio.export.report.figures.style import COLOURS, DASHES, GREY, axis_label, drawn, legend_below, words
from studio.text import mark, tr

_ROLE_COLOURS = {
    "coating": "#9ec5e8", "cover": "#c9dff0", "adhesive": "#e9dcb8", "contact": "#b9bdc4", "cell": "#42618f",
    "substrate": "#d8c3a5", "core": "#ead9c0", "interconnect": "#a4a9b3", "other": "#d5d8dc",
}  # fmt: skip
_MOST_NAMED = 9
_LONGEST_WAVE = 2500.0
"""Up to where sunlight is shown [nm]: 97 % of it."""


def stack_picture(design: Design) -> str:
    """The layers from the Sun down, each as high as the logarithm of its thickness allows to be seen."""
    layers = design.stack.layers
    heights = np.array([0.55 + 0.18 * max(0.0, np.log10(layer.thickness / 1e-9)) for layer in layers])
    edges = np.concatenate(([0.0], np.cumsum(heights)))

    def draw(figure: Any) -> None:
        from matplotlib.patches import Rectangle

        axes = figure.subplots()
        axes.set_axis_off()
        axes.set_xlim(0.0, 10.0)
        axes.set_ylim(edges[-1] + 0.2, -0.9)
        for layer, top, height in zip(layers, edges, heights, strict=False):
            wide = 3.2 * layer.coverage
            axes.add_patch(Rectangle((0.3, top), wide, height, facecolor=_ROLE_COLOURS[layer.role], edgecolor="#3a3f47",
                                     linewidth=0.6))  # fmt: skip
            if layer.coverage < 1.0:
                axes.add_patch(Rectangle((0.3 + wide, top), 3.2 - wide, height, facecolor="none", edgecolor="#9aa0a8",
                                         linewidth=0.4, linestyle=":"))  # fmt: skip
            middle = top + height / 2.0
            axes.plot((3.55, 3.75), (middle, middle), color="#9aa0a8", linewidth=0.5)
            text = ", ".join((shortened(layer.name, 34), shortened(layer.material, 26), tr(ROLES[layer.role])))
            axes.annotate(words(text), (3.8, middle), va="center", fontsize=7.5)
            axes.annotate(words(display(layer.thickness, THICKNESS, _thickness_unit(layer.thickness), 4)),
                          (9.95, middle), va="center", ha="right", fontsize=7.5)  # fmt: skip
        axes.annotate(words(tr(mark("Sun side"))), (1.9, -0.15), ha="center", va="bottom", fontsize=8.0)
        axes.annotate("", (1.9, -0.02), (1.9, -0.2), arrowprops={"arrowstyle": "->", "linewidth": 0.8})

    return drawn(draw, max(1.2, 0.45 + 0.2 * float(heights.sum())))


def _thickness_unit(thickness: float) -> str:
    return "nm" if thickness < 1e-6 else "µm" if thickness < 1e-3 else "mm"


def absorptance_picture(results: Results) -> str | None:
    """Where the light of each wavelength goes: into each layer, back, or through."""
    wanted = ("optics.wavelength", "optics.layer_absorptance", "optics.layer_names", "optics.reflectance")
    if not all(name in results for name in wanted):
        return None
    whole = np.asarray(results["optics.wavelength"]) * 1e9
    solar = whole <= _LONGEST_WAVE
    wavelength = whole[solar]
    layers, names = np.asarray(results["optics.layer_absorptance"])[:, solar], list(results["optics.layer_names"])
    trapz = np.array([float(np.trapezoid(row, wavelength)) for row in layers])
    first = sorted(np.argsort(trapz)[::-1][:_MOST_NAMED])
    rest = [place for place in range(len(names)) if place not in first]
    bands = [layers[place] for place in first]
    labels = [shortened(names[place], 28) for place in first]
    if rest:
        bands.append(layers[rest].sum(axis=0))
        labels.append(tr(mark("other layers")))
    bands.append(np.asarray(results["optics.reflectance"])[solar])
    labels.append(tr(mark("reflected")))

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        colours = [*(COLOURS[place % len(COLOURS)] for place in range(len(bands) - 1)), "#d5d8dc"]
        axes.stackplot(wavelength, [100.0 * band for band in bands], labels=[words(label) for label in labels],
                       colors=colours, alpha=0.85, linewidth=0)  # fmt: skip
        axes.set_xlim(wavelength[0], wavelength[-1])
        axes.set_ylim(0.0, 100.0)
        axes.set_xlabel(axis_label(tr(mark("Wavelength")), "nm"))
        axes.set_ylabel(axis_label(tr(mark("Share of the light")), "%"))
        axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))

    return drawn(draw)


def cell_picture(results: Results) -> str | None:
    """The current-voltage curve of the cell and the quantum efficiency of its junctions; None for a data sheet's."""
    if "cell.curve_voltage" not in results:
        return None

    def draw(figure: Any) -> None:
        left, right = figure.subplots(1, 2)
        names = [shortened(name, 24) for name in results["cell.junction_names"]]
        voltage, current = np.asarray(results["cell.junction_voltage"]), np.asarray(results["cell.junction_current"])
        for place, name in enumerate(names):
            left.plot(voltage[place], current[place] / 10.0, color=COLOURS[1 + place % (len(COLOURS) - 1)],
                      linestyle=DASHES[1 + place % (len(DASHES) - 1)], label=words(name))  # fmt: skip
        whole = np.asarray(results["cell.curve_voltage"]), np.asarray(results["cell.curve_current"]) / 10.0
        left.plot(*whole, color=COLOURS[0], label=words(tr(mark("cell"))))
        if "cell.power_point" in results:
            point = np.asarray(results["cell.power_point"])
            left.plot(point[0], point[1] / 10.0, "o", color=COLOURS[0], markersize=4,
                      label=words(tr(mark("most power"))))  # fmt: skip
        left.set_ylim(0.0, 1.15 * max(float(np.max(whole[1])), float(np.max(current[:, 0])) / 10.0))
        left.set_xlim(left=0.0)
        left.set_title(words(tr(mark("Current against voltage"))), loc="left")
        left.set_xlabel(axis_label(tr(mark("Voltage")), "V"))
        left.set_ylabel(axis_label(tr(mark("Current density")), "mA/cm²"))
        legend_below(left, 2)
        wavelength = np.asarray(results["optics.wavelength"]) * 1e9
        for place, row in enumerate(np.asarray(results["cell.quantum_efficiency"])):
            right.plot(wavelength, 100.0 * row, color=COLOURS[1 + place % (len(COLOURS) - 1)],
                       linestyle=DASHES[1 + place % (len(DASHES) - 1)], label=words(names[place]))  # fmt: skip
        right.set_ylim(0.0, 100.0)
        right.set_xlim(wavelength[0], _edge(wavelength, np.asarray(results["cell.quantum_efficiency"])))
        right.set_title(words(tr(mark("Light that becomes current"))), loc="left")
        right.set_xlabel(axis_label(tr(mark("Wavelength")), "nm"))
        right.set_ylabel(axis_label(tr(mark("External quantum efficiency")), "%"))
        legend_below(right, 2)

    return drawn(draw)


def _edge(wavelength: Any, efficiency: Any) -> float:
    """Where the last junction ends to make current, and a little more."""
    some = np.flatnonzero(efficiency.max(axis=0) > 1e-3)
    return min(float(wavelength[some[-1]]) * 1.08 if len(some) else _LONGEST_WAVE, float(wavelength[-1]))


def life_picture(results: Results) -> str | None:
    """What is left of the power over the life, and of which factors that is the product."""
    if "radiation.life_remaining" not in results:
        return None
    years = np.asarray(results["radiation.life_time"]) / RESULTS["radiation.life_time"].quantity.units[-1].factor
    low, high = np.asarray(results["radiation.life_low"]), np.asarray(results["radiation.life_high"])
    names: Sequence[str] = list(results["radiation.factor_names"])
    factors = np.asarray(results["radiation.factors"])

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        if float(np.max(high - low)) > 1e-9:
            axes.fill_between(years, 100.0 * low, 100.0 * high, color=COLOURS[0], alpha=0.15, linewidth=0,
                              label=words(tr(mark("between low and high"))))  # fmt: skip
        for place, name in enumerate(names):
            axes.plot(years, 100.0 * factors[place], color=(*COLOURS[1:], GREY)[place % len(COLOURS)],
                      linestyle=DASHES[1 + place % (len(DASHES) - 1)],
                      label=words(shortened(tr(name), 34)))  # fmt: skip
        axes.plot(years, 100.0 * np.asarray(results["radiation.life_remaining"]), color=COLOURS[0], linewidth=2.0,
                  label=words(tr(mark("all together"))))  # fmt: skip
        axes.set_xlabel(axis_label(tr(mark("Time in the life")), "yr"))
        axes.set_ylabel(axis_label(tr(mark("Power left")), "%"))
        axes.margins(x=0.0)
        axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))

    return drawn(draw)
