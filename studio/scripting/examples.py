"""Pieces of Python that show what the console can do; each runs on any design."""

from studio.text import mark

EXAMPLES: dict[str, tuple[str, str]] = {
    "look": (mark("Look at a field and a result"), """\
print(studio.get("mission.altitude"))
print(studio.get("orbit.period"))
"""),
    "explain": (mark("Explain a result"), """\
print(explain("power.margin_eol"))
"""),
    "edit": (mark("Change two fields as one undo step"), """\
with studio.step("Higher and longer"):
    studio.set("mission.altitude", "720 km")
    studio.set("mission.lifetime", "7 yr")
"""),
    "sweep": (mark("Sweep the altitude and plot a result"), """\
found = sweep("mission.altitude", np.linspace(500e3, 900e3, 5), "illumination.sunlit_fraction_year")
print(found)
plot(found)
"""),
    "try": (mark("Try a change without making it"), """\
from studio.design import set_text
other = set_text(design, "mission.altitude", "800 km")
print(evaluate(other)["orbit.period"] - results["orbit.period"], "s longer")
"""),
    "curve": (mark("Plot a result over the orbit"), """\
plot(results["illumination.orbit_time"], results["illumination.visible_fraction_worst_day"],
     title="The worst day", x_label="Time [s]", y_label="Visible share of the Sun")
"""),
    "layers": (mark("List the layers of the panel"), """\
for layer in design.stack.layers:
    print(f"{layer.name:<24} {layer.material:<16} {layer.thickness * 1e6:10.3f} µm")
"""),
    "export": (mark("Write the design as a Python program"), """\
import tempfile, pathlib
folder = pathlib.Path(tempfile.mkdtemp())
print(*studio.export("python", folder / "design.py"))
"""),
}  # fmt: skip
"""By name: what it is called, and the lines."""
