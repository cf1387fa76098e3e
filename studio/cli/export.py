"""export and formats: a design goes out to other tools."""

from pathlib import Path
from typing import Any

import click

from studio.cli.failure import Unusable
from studio.cli.loading import answers, design_argument, json_option, load, print_json, set_option
from studio.cli.progress import progress_bar
from studio.text import mark, tr


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
    group = ""
    for one in FORMATS.values():
        if one.group != group:
            group = one.group
            click.echo(tr(GROUPS[one.group]))
        click.echo(f"  {one.name:16} {one.suffix or tr('folder'):10} {tr(one.title)}: {tr(one.about)}")
        for option in one.options:
            known = f" ({', '.join(value for value, _ in option.choices)})" if option.choices else ""
            shown = f"--option {option.name}={option.shown(option.default)}"
            click.echo(f"  {'':27} {shown}: {tr(option.label)}{known}")
        if one.missing():
            click.echo(f"  {'':27} {one.missing()}")


@click.command("export")
@design_argument
@click.option("--to", "format_name", required=True, metavar="FORMAT", help="One of `dawnline formats`.")
@click.option("--out", required=True, type=click.Path(), metavar="PATH", help="The file, or the folder, to write.")
@set_option
@click.option("--option", "chosen", multiple=True, metavar="NAME=VALUE",
              help="One of the format's options: step=60 s; a bare number is in SI.")
@click.option("--language", type=click.Choice(["en", "zh_CN"]), help="The language of what is written.")
@click.option("--force", is_flag=True, help="Write over what is there.")
def export_command(
    design: str, format_name: str, out: str, edits: tuple[str, ...], chosen: tuple[str, ...], language: str | None,
    force: bool,
) -> None:  # fmt: skip
    """Write a design in the format of another tool."""
    from studio.document.baselines import baseline_designs
    from studio.document.claim import incumbent
    from studio.document.files import dump
    from studio.export.formats import Source, find_format
    from studio.export.outlet import put, refuse_target
    from studio.text import language as spoken
    from studio.text import speaking

    target = Path(out)
    try:
        format_ = find_format(format_name)
        options: dict[str, Any] = {}
        known = {option.name: option for option in format_.options}
        for typed in chosen:
            name, equals, value = typed.partition("=")
            if not equals:
                raise Unusable(tr(mark("--option {typed}: write it as NAME=VALUE"), typed=typed[:60]))
            options[name] = known[name].read(value) if name in known else value
        options = format_.settled(options)
        refuse_target(target, folder=not format_.suffix, over=force)
    except ValueError as error:
        raise Unusable(str(error)) from None
    opened = load(design, edits)
    stem = Path(design).stem if answers(Path(design).is_file) else design
    source = Source(opened, dump(opened), stem, baseline_designs(opened), incumbent=incumbent(opened))
    try:
        with speaking(language or spoken()), progress_bar(tr(format_.title)) as tell:
            product = format_.write(source, options, tell)
        written = put(product, target, over=force)
    except ValueError as error:
        raise Unusable(str(error)) from None
    for note in product.notes:
        click.echo(note, err=True)
    for path in written:
        click.echo(str(path))


COMMANDS = (formats, export_command)
