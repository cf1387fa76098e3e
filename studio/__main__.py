"""The `dawnline` command: opens the studio where there is a display, and does its main job without one elsewhere."""

import os
import sys
from pathlib import Path

from studio import child
from studio.text import tr

HEADLESS_FOLDER = "dawnline-out"
INTERRUPTED = 130


def main() -> int:
    """Entry point; returns the exit status."""
    child.begin()
    if not os.environ.get("HOME"):
        from studio.state.place import have_home

        have_home()
    try:
        return _run()
    except KeyboardInterrupt:
        # Also while the modules are still being imported.
        return INTERRUPTED


def _run() -> int:
    if len(sys.argv) == 1 and has_display():
        # Straight to the window: the command line and its imports are not needed for it.
        return open_studio(None)
    from studio.cli.app import run

    return run(open_studio, self_test=self_test)


def has_display() -> bool:
    """Whether a window can be shown; Qt's own choice of platform is respected."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal", "minimalegl"}:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def self_test() -> int:
    """Use every part of this installation once, and print what came of it."""
    import click

    from studio.selftest.table import self_test

    return self_test(has_display(), click.echo)


def open_studio(name_or_path: str | None) -> int:
    """Open the window, or without a display do the main job into a folder."""
    if not has_display():
        return without_display(name_or_path)
    from studio.gui import app

    if name_or_path is not None:
        from studio.document.presets import open_any

        open_any(name_or_path)  # an unusable file is refused here, in one line, before a window opens
        known = Path(name_or_path)
        return app.run(known if known.exists() else name_or_path)
    return app.run(None)


def without_display(name_or_path: str | None) -> int:
    """Evaluate a design, print the summary, and write the report, its data and pictures to a folder."""
    import subprocess

    import click

    from studio.analysis import evaluate
    from studio.cli.export import source_of
    from studio.cli.loading import load
    from studio.document.presets import START
    from studio.export.data_folder import write_data
    from studio.export.formats import find_format
    from studio.export.outlet import put
    from studio.export.summary import summary

    name = name_or_path or START
    folder = Path(HEADLESS_FOLDER).absolute()
    click.echo(tr("There is no display: evaluating “{name}” without a window.", name=name), err=True)
    design = load(name)
    results = evaluate(design)
    click.echo(summary(results))
    write_data(results, folder)
    source = source_of(design, folder.name)
    source.know(results)
    put(find_format("pdf").write(source, {}, lambda _: None), folder / "report.pdf", over=True)
    # In a process of its own: a graphics driver that fails must not take the results with it.
    command = child.command("studio.gui.still", name, str(folder))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    drawn = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode == 0
    if not drawn:
        click.echo(tr("The pictures could not be drawn: OpenGL is not working on this machine."), err=True)
    click.echo(tr("Results and pictures are in {folder}", folder=folder))
    return 0 if drawn else 1


if __name__ == "__main__":
    sys.exit(main())
