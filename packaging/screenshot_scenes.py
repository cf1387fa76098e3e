"""How each scene of screenshot_table.py is brought about in the window."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from screenshots import Stage

    from studio.design import Design

_TANDEM, _BELOW, _FLEET, _SATELLITE = "perovskite-hjt-650km", "shell-500km-eclipse", "gigawatt-27kw", "ai1-120kw"
_DATE = "2026-11-20"
_BESIDE = ("ai1-120kw", "gigawatt-27kw", "starcloud-40mw")
_TYPED = (
    'studio.get("orbit.period")',
    """\
for layer in design.stack.layers:
    print(f"{layer.name:<24} {layer.material:<16} {layer.thickness * 1e6:10.3f} µm")
""",
    'studio.set("mission.altitude", "720 km")',
    'sweep("mission.altitude", np.linspace(500e3, 900e3, 5), "illumination.sunlit_fraction_year")',
)
"""What stands in the console."""


class Scene:
    """What is to be seen: `prepare` brings it about. `tabs` are those that are built, the first of them in front:
    each costs a second or more."""

    def __init__(
        self, prepare: "Prepare", preset: str = "suncatcher-cluster", design: "Change | None" = None,
        tabs: tuple[str, ...] = ("orbit",),
    ) -> None:  # fmt: skip
        self.prepare, self.preset, self.design, self.tabs = prepare, preset, design, tabs


if TYPE_CHECKING:
    from collections.abc import Callable

    Prepare = Callable[[Stage], object]
    Change = Callable[[Design], Design]


def _tab(key: str, page: str = "", workspace: str = "") -> "Prepare":
    return lambda stage: stage.tab(key, page, workspace)


def _panel(page: str) -> "Prepare":
    return lambda stage: stage.tab("panel", page, "panel")


def _satellite(page: str) -> "Prepare":
    return lambda stage: stage.tab("satellite", page)


def _money(page: str, name: str = "cost.capex") -> "Prepare":
    return _explained("money", page, "money", name)


def _explained(key: str, page: str, workspace: str, name: str) -> "Prepare":
    def show(stage: "Stage") -> None:
        stage.tab(key, page, workspace)
        stage.window.explain(name)

    return show


def _day(day: int, look: str = "") -> "Prepare":
    def show(stage: "Stage") -> None:
        view = stage.tab("orbit")
        stage.session.clock.set_day(day)
        if look:
            view.show_view(look)

    return show


def _by_shell(stage: "Stage") -> None:
    view = stage.tab("orbit")
    stage.wait()
    view._colouring.setCurrentIndex(view._colouring.findData("shell"))


def _tour(stage: "Stage") -> None:
    stage.do("tour")
    stage.window.tour.go_on()


def _study(page: str) -> "Prepare":
    def show(stage: "Stage") -> None:
        from studio.gui.start.sample_study import run_sample_study

        stage.window.workspaces.show("study")
        run_sample_study(stage.window)
        stage.wait()
        stage.tab("study", page)

    return show


def _shoot_out(stage: "Stage") -> None:
    from functools import partial

    from studio.document.stack_text import with_technology
    from studio.gui.panel.compare.pins import Pins

    pins = Pins.of(stage.session)
    for id in ("perovskite-hjt", "hjt-50um", "gainp-gaas-ge", "perovskite-cigs"):
        stage.session.edit("Choose the technology", partial(with_technology, id=id))
        stage.wait()
        pins.add()
    stage.tab("panel", "compare", "panel")


def _uncertainty(stage: "Stage") -> None:
    page = stage.tab("study", "uncertainty", "study")
    page.samples.setValue(300)


def _compare(page: str) -> "Prepare":
    def show(stage: "Stage") -> None:
        stage.window.workspaces.show("compare")
        for name in _BESIDE:
            stage.window.views["compare"].desk.add_preset(name)
        stage.tab("compare", page)
        if page == "plots":
            stage.wait()
            stage.window.views["compare"].pages.page(page).shares.setChecked(True)  # from 17 kW to 28 MW

    return show


def _reviewed(design: "Design") -> "Design":
    import datetime

    from studio.analysis import evaluate
    from studio.analysis.reviewing import template
    from studio.design import Note, set_value
    from studio.design.review_edit import add_items, add_note, decide
    from studio.document import baselines

    design = baselines.keep(design, "Concept review", "as presented", datetime.date.fromisoformat(_DATE))
    design = set_value(set_value(design, "mission.altitude", 700e3), "array.area", design.array.area * 1.1)
    for path, text, author in (
        ("mission.altitude", "Raised by 50 km for a longer life; ask operations for the debris count there.", "Li Wei"),
        ("power.margin_eol", "Ten per cent is thin with measured cells that come late.", "A. Okafor"),
        ("", "Radiator supplier is second source only from 2028.", "M. Keller"),
    ):
        design = add_note(design, Note(text, path, author, _DATE))
    design = set_value(design, "review.reviewers", "Li Wei, A. Okafor, M. Keller")
    design = add_items(design, template(evaluate(design)))
    return decide(design, 0, "accepted", _DATE, "Seen in the concept review.")


def _review(page: str) -> "Prepare":
    return lambda stage: stage.tab("review", page, "report")


def _explain(name: str) -> "Prepare":
    def show(stage: "Stage") -> None:
        stage.window.explain(name)

    return show


def _sensitivity(stage: "Stage") -> None:
    from studio.gui.explain.sensitivity_view import SensitivityView

    stage.tab("money", "cost", "money")
    stage.window.explain("cost.lcoe")
    stage.wait()
    stage.window.views["explain"].findChild(SensitivityView).opener.setChecked(True)


def _chain(stage: "Stage") -> None:
    stage.window.show_chain("power.array_eol")


def _palette(stage: "Stage") -> None:
    stage.window.dialogs.find_anything("radiator")


def _console(stage: "Stage") -> None:
    stage.do("console")
    view: Any = stage.window.late.views["console"]
    for line in _TYPED:
        view.run(line)
        stage.wait()


def _messages(stage: "Stage") -> None:
    tell = stage.session.notices.tell
    tell("Saved as dawn-dusk-650km.json.", "info")
    tell("The table of optical constants has a gap from 1.1 to 1.2 µm; it is read across.", "warning")
    tell("report.pdf could not be written: the disk is full.", "error", details="OSError: [Errno 28]")


def _keys(stage: "Stage") -> None:
    stage.window.dialogs.preferences("keys", "action-save")


def _history(stage: "Stage") -> None:
    from studio.design import set_value

    def change(label: str, path: str, value: float) -> None:
        stage.session.edit(f"Change {label}", lambda design: set_value(design, path, value))

    change("Altitude", "mission.altitude", 700e3)
    change("Array area", "array.area", 140.0)
    change("LTAN", "mission.ltan", 18.0 * 3600)
    stage.do("history")


def _close(stage: "Stage") -> None:
    from studio.gui.tour.steps import CLOSE_DIALOG

    stage.do("close-design")
    from PySide6.QtWidgets import QDialog

    stage.window.findChild(QDialog, CLOSE_DIALOG).start.click()


def _help(stage: "Stage") -> None:
    stage.do("panel-help")


def _export(stage: "Stage") -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QLineEdit

    from studio.gui.export.dialog import ExportDialog

    stage.do("export")
    dialog = stage.window.findChild(ExportDialog)
    dialog.resize(dialog.size().boundedTo(stage.window.size() - QSize(60, 120)))  # as on a screen of that size
    dialog.list.choose("gltf")
    stage.wait()
    dialog.findChild(QLineEdit, "export-path").setText("AI1 satellite, 120 kW.glb")


def _small(design: "Design") -> "Design":
    from studio.design import set_value

    return set_value(design, "array.area", design.array.area * 0.7)


SCENES: dict[str, Scene] = {
    "start": Scene(lambda stage: stage.do("start-page")),
    "tour": Scene(_tour, tabs=("orbit", "panel")),
    "orbit": Scene(_day(60), _BELOW),
    "fleet-orbit": Scene(_day(60), _FLEET),
    "million": Scene(_by_shell, "filing-million"),
    "cluster": Scene(_day(60, "cluster")),
    "panel": Scene(_panel("layers"), tabs=("panel",)),
    "tandem": Scene(_panel("layer"), _TANDEM, tabs=("panel",)),
    "panel-light": Scene(_panel("light"), _TANDEM, tabs=("panel",)),
    "panel-life": Scene(_panel("life"), _TANDEM, tabs=("panel",)),
    "technologies": Scene(_shoot_out, _TANDEM, tabs=("panel",)),
    "what-if": Scene(_panel("what-if"), _TANDEM, tabs=("panel",)),
    "satellite": Scene(_satellite("model"), _SATELLITE, tabs=("satellite",)),
    "heat": Scene(_satellite("heat"), _SATELLITE, tabs=("satellite",)),
    "links": Scene(_satellite("links"), tabs=("satellite",)),
    "compute": Scene(_satellite("compute"), _SATELLITE, tabs=("satellite",)),
    "budgets": Scene(_satellite("budgets"), _SATELLITE, tabs=("satellite",)),
    "storage": Scene(_satellite("storage"), _BELOW, tabs=("satellite",)),
    "season": Scene(_tab("season"), _BELOW, tabs=("season",)),
    "power-and-thermal": Scene(lambda stage: stage.window.workspaces.show("power"), _BELOW, tabs=("season",)),
    "fleet": Scene(_tab("fleet", "shells", "fleet"), "filing-88000", tabs=("fleet",)),
    "fleet-light": Scene(_tab("fleet", "light", "fleet"), "filing-88000", tabs=("fleet",)),
    "neighbours": Scene(_tab("fleet", "neighbours", "fleet"), _FLEET, tabs=("fleet",)),
    "cost": Scene(_money("cost"), _FLEET, tabs=("money",)),
    "launch": Scene(_money("launch", "cost.launch"), _FLEET, tabs=("money",)),
    "ground": Scene(_money("ground", "ground.lcoe"), _FLEET, tabs=("money",)),
    "break-even": Scene(_money("breakeven", "cost.accelerator_hour"), _FLEET, tabs=("money",)),
    "drivers": Scene(_money("tornado", "cost.lcoe"), _FLEET, tabs=("money",)),
    "models": Scene(_money("models", "cost.lcoe"), _FLEET, tabs=("money",)),
    "ramp": Scene(_explained("factory", "ramp", "money", "programme.lines"), _FLEET, tabs=("factory",)),
    "supply": Scene(_explained("factory", "supply", "money", "programme.wafers"), _FLEET, tabs=("factory",)),
    "market": Scene(_explained("factory", "market", "money", "programme.market_value"), _FLEET, tabs=("factory",)),
    "claims": Scene(_explained("claims", "statements", "claims", "ground.yield_ratio"), tabs=("claims",)),
    "cases": Scene(_explained("claims", "cases", "claims", "illumination.eclipse_max"), tabs=("claims",)),
    "study-setup": Scene(_study("setup"), tabs=("study",)),
    "study-scatter": Scene(_study("scatter"), tabs=("study",)),
    "study-parallel": Scene(_study("parallel"), tabs=("study",)),
    "study-map": Scene(_study("map"), tabs=("study",)),
    "study-table": Scene(_study("table"), tabs=("study",)),
    "uncertainty": Scene(_uncertainty, tabs=("study",)),
    "compare": Scene(_compare("side"), _TANDEM, tabs=("compare",)),
    "compare-plots": Scene(_compare("plots"), _TANDEM, tabs=("compare",)),
    "requirements": Scene(_review("requirements"), design=_reviewed, tabs=("review",)),
    "notes": Scene(_review("notes"), design=_reviewed, tabs=("review",)),
    "sign-off": Scene(_review("sign"), design=_reviewed, tabs=("review",)),
    "changes": Scene(_review("changes"), design=_reviewed, tabs=("review",)),
    "report": Scene(_review("report"), design=_reviewed, tabs=("review",)),
    "explain": Scene(_explain("power.array_eol")),
    "chain": Scene(_chain),
    "sensitivity": Scene(_sensitivity, _FLEET, tabs=("money",)),
    "palette": Scene(_palette),
    "console": Scene(_console),
    "messages": Scene(_messages),
    "preferences": Scene(lambda stage: stage.window.dialogs.preferences()),
    "keys": Scene(_keys),
    "units": Scene(lambda stage: stage.do("units")),
    "export": Scene(_export, _SATELLITE),
    "close": Scene(_close, design=_small),
    "history": Scene(_history),
    "help": Scene(_help),
}
