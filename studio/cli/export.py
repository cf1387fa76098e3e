"""export and formats: a design goes out to other tools."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import Unusable
from studio.cli.lines import wrapped
from studio.cli.loading import answers, design_argument, json_option, load, print_json, set_option
from studio.cli.progress import labelled_bar
from studio.design import Design
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.export.formats import Format, Option, Product, Source

_WIDTH = 80
"""The list of formats is read beside what is typed: it fits the narrowest terminal."""
_INDENT = " " * 6
STDOUT = "-"


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """The formats that a design can be exported in, with what may be chosen about each."""
    from studio.export.formats import FORMATS, GROUPS

    if as_json:
        print_json([{
            "name": one.name, "title": tr(one.title), "group": one.group, "suffix": one.suffix, "about": tr(one.about),
            "available": not one.missing(), "missing": one.missing(),
            "options": [{"name": option.name, "label": tr(option.label), "default": option.default,
                         "unit": option.quantity.si if option.quantity else "", "help": tr(option.help),
                         "choices": [value for value, _ in option.choices]} for option in one.options],
        } for one in FORMATS.values()])  # fmt: skip
        return
    for group, title in GROUPS.items():
        members = [one for one in FORMATS.values() if one.group == group]
        if members:
            click.echo(tr(title))
        for one in members:
            for line in _lines(one):
                click.echo(line)


def _lines(one: "Format") -> list[str]:
    """A format in words: its name as it is typed, what it is, and its options with what they are unless chosen."""
    head = f"  {one.name}"
    lines = [f"{head:<20} {one.suffix or tr('folder'):<14} {tr(one.title)}".rstrip(),
             wrapped(tr(one.about), _INDENT, width=_WIDTH)]  # fmt: skip
    for option in one.options:
        said = tr(option.label)
        if option.choices:
            said = f"{said}: {', '.join(value for value, _ in option.choices)}"
        elif bounds := _bounds(option):
            said = f"{said}, {bounds}"
        default = option.default if option.choices else option.shown(option.default)
        typed = f"--option {option.name}={_typed(default)}"
        lines.append(wrapped(f"{typed}  {said}", _INDENT, f"{_INDENT}  ", width=_WIDTH))
    if one.missing():
        lines.append(wrapped(one.missing(), _INDENT, width=_WIDTH))
    return lines


def _typed(default: object) -> str:
    """A default as it is typed in a shell."""
    text = str(default)
    return f'"{text}"' if " " in text else text


def _bounds(option: "Option") -> str:
    low = "" if option.low is None else option.shown(option.low)
    high = "" if option.high is None else option.shown(option.high)
    if low and high:
        return tr("{low} to {high}", low=low, high=high)
    return tr("at least {low}", low=low) if low else tr("at most {high}", high=high) if high else ""


@click.command("export")
@design_argument
@click.option("--to", "format_name", required=True, metavar="FORMAT", help="One of `dawnline formats`.")
@click.option("--out", required=True, type=click.Path(), metavar="PATH",
              help="The file, or the folder, to write; - writes a file to standard output.")
@set_option
@click.option("--option", "chosen", multiple=True, metavar="NAME=VALUE",
              help="One of the format's options: step=60 s; a bare number is in SI.")
@click.option("--language", type=click.Choice(["en", "zh_CN"]), help="The language of what is written.")
@click.option("--force", is_flag=True, help="Write over what is there.")
def export_command(
    design: str, format_name: str, out: str, edits: tuple[str, ...], chosen: tuple[str, ...], language: str | None,
    force: bool,
) -> None:  # fmt: skip
    """Write a design in the format of another tool.

    The paths written are listed on standard output, one a line; what is to be known of them goes to standard error.
    """
    from studio.export.formats import find_format
    from studio.export.outlet import Taken, put, refuse_target
    from studio.text import language as spoken
    from studio.text import speaking

    target = Path(out)
    try:
        one = find_format(format_name)
        options = _options(one, chosen)
        if out != STDOUT:
            refuse_target(target, folder=not one.suffix, over=force)
        elif not one.suffix:
            raise Unusable(tr(mark("{format} writes a folder, which does not fit into standard output"),
                              format=one.name))  # fmt: skip
    except Taken as error:
        raise Unusable(tr(mark("{what}; --force writes over it"), what=str(error))) from None
    except ValueError as error:
        raise Unusable(str(error)) from None
    opened = load(design, edits)
    stem = Path(design).stem if answers(Path(design).is_file) else design
    source = source_of(opened, stem)
    try:
        with speaking(language or spoken()), labelled_bar(tr(one.title)) as (tell, say):
            source.tell = say
            product = one.write(source, options, tell)
        if out == STDOUT:
            _to_stdout(product)
            written: tuple[Path, ...] = ()
        else:
            written = put(product, target, over=force)
    except ValueError as error:
        raise Unusable(str(error)) from None
    for note in product.notes:
        click.echo(note, err=True)
    for path in written:
        click.echo(str(path))


def source_of(design: Design, stem: str) -> "Source":
    """What is exported of `design`, into files called `stem`."""
    from studio.document.baselines import baseline_designs
    from studio.document.claim import incumbent
    from studio.document.files import dump
    from studio.export.formats import Source

    return Source(design, dump(design), stem, baseline_designs(design), incumbent=incumbent(design))


def _options(one: "Format", chosen: tuple[str, ...]) -> dict[str, Any]:
    """What was typed, read by the options of the format; ValueError or Unusable in one sentence."""
    options: dict[str, Any] = {}
    known = {option.name: option for option in one.options}
    for typed in chosen:
        name, equals, value = typed.partition("=")
        if not equals:
            raise Unusable(tr(mark("--option {typed}: write it as NAME=VALUE"), typed=typed[:60]))
        options[name] = known[name].read(value) if name in known else value
    return one.settled(options)


def _to_stdout(product: "Product") -> None:
    if set(product.files) != {""}:
        raise ValueError(tr("this makes several files, which do not fit into standard output"))
    click.echo(product.files[""], nl=False)


COMMANDS = (formats, export_command)
