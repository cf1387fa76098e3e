"""The `dawnline` command: what the window does, without a window."""

import io
import logging
import os
import sys
from collections.abc import Callable

import click

from studio import __version__
from studio.cli import (
    budgets,
    cases,
    claims,
    closing,
    cluster,
    commands,
    diff,
    export,
    formation,
    importing,
    models,
    money,
    optimise,
    ramp,
    review,
    scripts,
    seek,
    stacks,
    storage,
    study,
    sweep,
    uncertain,
)
from studio.cli.bench import command as bench
from studio.cli.failure import INTERRUPTED, UNUSABLE, Unusable
from studio.design import DesignError
from studio.document.error import FileError
from studio.text import mark, printable_line, tr, use_language

Open = Callable[[str | None], int]


def command_line(open_studio: Open, self_test: Callable[[], int]) -> click.Group:
    """The command group; `open_studio` is how the layer above opens the window on a file, a preset or nothing.

    `self_test` is how it looks whether everything is there.
    """

    @click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
    @click.version_option(__version__, prog_name="dawnline")
    @click.option("--quiet", is_flag=True, help="No progress on stderr.")
    @click.option("--log-file", type=click.Path(dir_okay=False), help="Write the log to this file.")
    @click.option("--language", type=click.Choice(["en", "zh_CN"]), help="The language of what is printed.")
    @click.option("--self-test", "testing", is_flag=True,
                  help="Use every part once and print what works; exit status 1 where one fails.")
    @click.pass_context
    def dawnline(
        context: click.Context, quiet: bool, log_file: str | None, language: str | None, testing: bool
    ) -> None:
        """Design constellations of solar-powered orbital data centres.

        Without a command the studio opens on the last design, or on the start preset; where there is no display
        the start preset is evaluated and written to a folder instead.

        Exit status: 0 done, 1 the design does not meet its requirements, 2 the input is unusable, 130 interrupted.
        """
        _log_to(log_file, quiet)
        if language is not None:
            use_language(language)
        if testing:
            if context.invoked_subcommand is not None:
                raise Unusable(tr(mark("--self-test goes without a command")))
            context.exit(self_test())
        if context.invoked_subcommand is None:
            context.exit(open_studio(None))

    @dawnline.command("open")
    @click.argument("design", metavar="FILE|PRESET")
    @click.pass_context
    def open_(context: click.Context, design: str) -> None:
        """Open the studio on a design file or a preset."""
        context.exit(open_studio(design))

    for group in (commands, bench, budgets, claims, closing, cluster, storage, stacks, formation, models, money, ramp,
                  optimise, scripts, seek, sweep, study, uncertain, diff, export, review,
                  importing):  # fmt: skip
        for command in group.COMMANDS:
            dawnline.add_command(command)
    dawnline.add_command(cases.cases)
    return dawnline


def run(open_studio: Open, arguments: list[str] | None = None, self_test: Callable[[], int] = int) -> int:
    """Run the command line; returns the exit status and never shows a traceback for bad input."""
    _let_every_letter_pass()
    group = command_line(open_studio, self_test)
    try:
        status = group.main(arguments, prog_name="dawnline", standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except click.ClickException as error:
        _complain(error.format_message())
        return UNUSABLE
    except (Unusable, FileError, DesignError) as error:
        _complain(str(error))
        return UNUSABLE
    except BrokenPipeError:
        # The reader has seen enough; keep Python from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status if isinstance(status, int) else 0


def _let_every_letter_pass() -> None:
    """A terminal of few letters, such as one in Latin 1, gets the others as escapes, which JSON reads as they are."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def _complain(text: str) -> None:
    """One line; the name of a file must not steer the terminal."""
    click.echo(printable_line(text), err=True)


def _log_to(path: str | None, quiet: bool) -> None:
    root = logging.getLogger()
    root.setLevel(logging.ERROR if quiet else logging.WARNING)
    if path is not None:
        try:
            handler = logging.FileHandler(path, encoding="utf-8")
        except OSError as error:
            raise Unusable(f"{path}: the log cannot be written: {error.strerror}") from None
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root.addHandler(handler)
        root.setLevel(logging.INFO)

