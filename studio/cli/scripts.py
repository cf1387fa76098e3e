"""run: a script of the user's own, with the names that the console of the window has."""

import sys
from pathlib import Path

import click

from studio.cli.failure import UNUSABLE, Unusable
from studio.cli.loading import load, set_option, target_of
from studio.text import mark, tr


@click.command("run")
@click.argument("script", type=click.Path(), metavar="SCRIPT")
@click.option("--design", metavar="FILE|PRESET", help="The design that is open when the script begins; by default the "
              "start preset.")  # fmt: skip
@set_option
@click.option("--out", type=click.Path(dir_okay=False), metavar="FILE.json",
              help="Save the design as the script leaves it. Plots go into the same folder.")
@click.option("--force", is_flag=True, help="Write over --out where it exists.")
def run_command(script: str, design: str | None, edits: tuple[str, ...], out: str | None, force: bool) -> int:
    """Run a Python script on a design without a window.

    The script has the names of the console: studio, design, results, evaluate, sweep, plot, explain, help; what was
    recorded in the window is such a script. It is Python, and may do whatever you may do on this machine: run only
    scripts that you trust.
    """
    from studio.document.document import Document
    from studio.document.files import read_bytes
    from studio.document.presets import START, open_any
    from studio.scripting.facade import Studio
    from studio.scripting.headless import Headless
    from studio.scripting.names import Names
    from studio.scripting.running import run

    path = Path(script)
    target = target_of(out, force) if out is not None else None
    try:
        source = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(tr(mark("{name}: is not text in UTF-8"), name=path.name)) from None
    document = Document(load(design or START, edits), open_any(design)[1] if design and not edits else None)
    host = Headless(document, target.parent if target is not None else Path(), lambda line: click.echo(line, err=True))
    try:
        code = compile(source, str(path), "exec", dont_inherit=True)
        run(code, Names(Studio(host), str(path)))
    except SystemExit as end:
        if end.code not in (None, 0):
            if not isinstance(end.code, int):
                click.echo(str(end.code), err=True)
            return end.code if isinstance(end.code, int) else UNUSABLE
    except Exception as error:  # noqa: BLE001 - whatever the user's code raises is told in one line
        raise Unusable(_sentence(error, path)) from None
    sys.stdout.flush()
    if target is not None:
        document.save_as(target)
        click.echo(str(target))
    return 0


COMMANDS = (run_command,)


def _sentence(error: Exception, path: Path) -> str:
    from studio.scripting.running import SENTENCES, line_of

    line = line_of(error, str(path))
    where = tr(mark("{name}, line {line}"), name=path.name, line=line) if line else path.name
    if isinstance(error, SyntaxError):
        return f"{where}: {error.msg}"
    if isinstance(error, SENTENCES):
        return f"{where}: {error}"
    return f"{where}: {type(error).__name__}: {error}".removesuffix(": ")
