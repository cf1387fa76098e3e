"""The console: Python on the live design, beside the window, each edit an undo step."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from studio.analysis import evaluate
from studio.design import set_value
from studio.document import preset
from studio.gui.console.completion import completions
from studio.gui.console.history import History
from studio.gui.console.plot_window import PlotWindow
from studio.gui.console.view import ConsoleView
from studio.gui.filing import Filing
from studio.gui.session import Session
from studio.gui.window import MainWindow
from studio.scripting.examples import EXAMPLES

PATIENCE = 60.0


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, "it did not come to an end"
        QApplication.processEvents()
        time.sleep(0.002)


@pytest.fixture
def window(make_window) -> MainWindow:
    made = make_window("suncatcher-cluster", views=("design",))
    made.filing.may_leave = lambda: True
    return made


@pytest.fixture
def console(session: Session, qapp: QApplication) -> Iterator[ConsoleView]:
    """The console alone, with a window that it could be in."""
    over = QMainWindow()
    filing = Filing(session, over)
    filing.may_leave = lambda: True
    view = ConsoleView(session, filing)
    over.setCentralWidget(view)
    over.resize(900, 500)
    over.show()
    yield view
    view.close_view()
    filing.close()
    over.close()
    over.deleteLater()
    qapp.processEvents()


@pytest.fixture
def docked(window: MainWindow) -> ConsoleView:
    view = window.late.show("console")
    assert isinstance(view, ConsoleView)
    return view


def run(console: ConsoleView, source: str) -> str:
    """What the console wrote of it, without what was typed."""
    console.output.clear()
    console.run(source)
    until(lambda: not console.entry.locked)
    text = console.output.toPlainText()
    return "\n".join(line for line in text.splitlines() if not line.startswith((">>> ", "... ")))


def test_it_is_made_only_when_it_is_first_shown(window: MainWindow) -> None:
    assert "console" not in window.late.views
    window.actions_by_name["console"].trigger()
    assert window.late.docks["console"].isVisible()
    assert isinstance(window.late.views["console"], ConsoleView)
    window.actions_by_name["console"].trigger()
    assert window.late.docks["console"].isHidden()


def test_it_greets_with_what_there_is(console: ConsoleView) -> None:
    greeting = console.output.toPlainText()
    for name in ("design", "results", "studio.set", "studio.get", "sweep", "plot", "help()"):
        assert name in greeting


def test_an_edit_shows_at_once_and_is_one_undo_step(window: MainWindow, docked: ConsoleView) -> None:
    before = window.session.design
    assert run(docked, 'studio.set("mission.altitude", "655 km")') == ""
    assert window.session.design.mission.altitude == 655e3
    assert window.views["design"].rows["mission.altitude"].edit.text() == "655"
    assert window.session.document.history == ("Change Altitude",)
    window.session.undo()
    assert window.session.design == before
    assert run(docked, "design.mission.altitude") == repr(before.mission.altitude)


def test_a_refusal_is_one_sentence_and_changes_nothing(session: Session, console: ConsoleView) -> None:
    before = session.design
    said = run(console, 'studio.set("mission.altitude", "1 Gm")')
    assert said.startswith("mission.altitude: ")
    assert "Traceback" not in said
    assert session.design is before


def test_results_are_those_of_the_design_as_it_is(console: ConsoleView) -> None:
    exact = evaluate(preset("suncatcher-cluster"))
    assert run(console, 'float(results["orbit.period"])') == repr(float(exact["orbit.period"]))
    said = run(console, 'studio.set("mission.altitude", 640e3)\nfloat(results["orbit.period"])')
    lower = set_value(preset("suncatcher-cluster"), "mission.altitude", 640e3)
    assert said == repr(float(evaluate(lower)["orbit.period"]))
    assert run(console, 'studio.get("mission.altitude")') == "640 km"


def test_names_blocks_and_errors_are_those_of_python(console: ConsoleView) -> None:
    assert run(console, "a = 3\nfor i in range(2):\n    print(a + i)") == "3\n4"
    assert run(console, "def f():\n    return design.title\nf()") == repr(preset("suncatcher-cluster").title)
    assert run(console, "_").startswith("'")
    said = run(console, "x = 1\n1/0")
    assert said.splitlines()[-1] == "ZeroDivisionError: division by zero"
    assert "studio/" not in said
    assert "SyntaxError" in run(console, "def (")
    assert run(console, "raise SystemExit") == ""
    assert "no input()" in run(console, "input()")


def test_a_runaway_loop_is_stopped_and_the_window_goes_on(window: MainWindow, docked: ConsoleView) -> None:
    docked.run("while True: pass")
    until(docked.stop.isEnabled)
    window.actions_by_name["tab-season"].trigger()  # the window answers while it runs
    assert window.tabs.tabBar().tabData(window.tabs.currentIndex()) == "season"
    docked.stop.click()
    until(lambda: not docked.entry.locked)
    assert docked.output.toPlainText().rstrip().endswith("KeyboardInterrupt")
    assert run(docked, "1 + 1") == "2"


def test_a_loop_that_prints_neither_floods_the_window_nor_escapes_the_stop(console: ConsoleView) -> None:
    console.run("while True: print('x' * 80)")
    until(console.stop.isEnabled)
    QTest.keyClick(console.entry, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    until(lambda: not console.entry.locked)
    assert console.output.blockCount() <= 5000
    assert run(console, "1 + 1") == "2"


def test_what_runs_ends_with_the_window(window: MainWindow, docked: ConsoleView) -> None:
    docked.run("while True: studio.get('mission.altitude')")
    until(docked.stop.isEnabled)
    window.close()
    assert not docked.runner._thread.is_alive()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_runs(session: Session, console: ConsoleView, name: str) -> None:
    console.insert(name)
    assert console.entry.source() == EXAMPLES[name][1].rstrip()
    before = len(console.output.toPlainText())
    console.entry.enter()
    until(lambda: not console.entry.locked)
    said = console.output.toPlainText()[before:]
    assert "Error" not in said
    assert "Traceback" not in said
    for plot in console.findChildren(PlotWindow):
        assert plot.data().count("\n") > 2
        plot.copy_data()
        assert QGuiApplication.clipboard().text() == plot.data()
        plot.close()


def test_enter_runs_a_line_and_a_block_at_its_empty_line(console: ConsoleView) -> None:
    ran: list[str] = []
    console.entry.entered.disconnect()
    console.entry.entered.connect(ran.append)
    QTest.keyClicks(console.entry, "for i in range(2):")
    QTest.keyClick(console.entry, Qt.Key.Key_Return)
    QTest.keyClicks(console.entry, "print(i)")
    QTest.keyClick(console.entry, Qt.Key.Key_Return)
    assert ran == []
    QTest.keyClick(console.entry, Qt.Key.Key_Return)
    assert [one.rstrip() for one in ran] == ["for i in range(2):\n    print(i)"]
    QTest.keyClicks(console.entry, "1 + 1")
    QTest.keyClick(console.entry, Qt.Key.Key_Return)
    assert ran[1] == "1 + 1"
    QTest.keyClick(console.entry, Qt.Key.Key_Up)
    QTest.keyClick(console.entry, Qt.Key.Key_Up)
    assert console.entry.source().startswith("for i")
    QTest.keyClick(console.entry, Qt.Key.Key_Down)
    assert console.entry.source() == "1 + 1"


def test_the_history_is_kept_between_runs_and_survives_damage(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    one = History(path)
    for line in ("a", "b", "b", " "):
        one.add(line)
    one.save()
    two = History(path)
    assert two.entries == ["a", "b"]
    assert [two.before("draft"), two.before("b"), two.before("a")] == ["b", "a", None]
    assert [two.after(), two.after(), two.after()] == ["b", "draft", None]
    path.write_text("{", encoding="utf-8")
    assert History(path).entries == []


def test_completion_knows_names_attributes_paths_results_and_presets(console: ConsoleView) -> None:
    names = console.names
    assert "design" in completions("des", names)[1]
    assert "mission" in completions("x = design.miss", names)[1]
    assert completions("studio.se", names) == ("se", ["set"])
    assert "mission.altitude" in completions('studio.set("mission.al', names)[1]
    assert "orbit.period" in completions('studio.get("orbit.p', names)[1]
    assert "orbit.period" in completions("results['orbit.p", names)[1]
    assert completions('studio.open("ai1', names)[1] == ["ai1-120kw"]
    assert "pdf" in completions('studio.export("p', names)[1]
    assert completions("results.st", names)[1] == []  # it would wait for the results
    QTest.keyClicks(console.entry, 'studio.get("orbit.perio')
    QTest.keyClick(console.entry, Qt.Key.Key_Tab)
    assert console.entry.source() == 'studio.get("orbit.period'


def test_it_opens_saves_and_exports(session: Session, console: ConsoleView, tmp_path: Path) -> None:
    assert run(console, 'studio.open("ai1-120kw")') == ""
    assert session.design == preset("ai1-120kw")
    assert "no file yet" in run(console, "studio.save()")
    path = tmp_path / "own.json"
    run(console, f"studio.save({str(path)!r})")
    assert session.document.path == path
    run(console, f"studio.export('python', {str(tmp_path / 'own.py')!r})")
    assert (tmp_path / "own.py").read_text(encoding="utf-8").startswith("# A design of Dawnline")
    assert "exists already" in run(console, f"studio.export('python', {str(tmp_path / 'own.py')!r})")
    assert "neither a preset nor a file" in run(console, 'studio.open("nowhere")')


def test_a_script_runs_from_a_file(session: Session, console: ConsoleView, tmp_path: Path) -> None:
    script = tmp_path / "job.py"
    script.write_text('studio.set("title", "By script")\n', encoding="utf-8")
    console.run_file(script)
    until(lambda: not console.entry.locked)
    assert session.design.title == "By script"
    console.run_file(tmp_path / "none.py")
    assert session.notices.said[-1].level == "error"


def test_the_colours_follow_the_theme(session: Session, console: ConsoleView) -> None:
    run(console, "1/0")

    def shades() -> set[str]:
        document, found = console.output.document(), set()
        block = document.begin()
        while block.isValid():
            found |= {piece.fragment().charFormat().foreground().color().name() for piece in block}
            block = block.next()
        return found

    assert session.theme.colours.red in shades()
    session.theme.use(False)
    assert session.theme.colours.red in shades()
    assert shades() <= {session.theme.colours.red, session.theme.colours.accent, session.theme.colours.muted,
                        session.theme.colours.text}  # fmt: skip
