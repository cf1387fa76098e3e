"""The materials that a design brings along: how an imported table becomes one, and pure edits of them."""

from datetime import date

import msgspec

from studio import catalogue
from studio.catalogue.import_index import ImportedIndex
from studio.design import Design, DesignError, set_value
from studio.design.edit import checked
from studio.design.field import struct_fields
from studio.design.user_material import MAX_MATERIALS, MAX_TABLE, UserMaterial
from studio.text import tr

LONGEST_NAME, _LONGEST_SOURCE = 60, 400


def material_of(imported: ImportedIndex, design: Design, today: date) -> UserMaterial:
    """An imported table as a material of `design`, under a name that is not taken.

    Raises
    ------
    DesignError
        Where the table has more rows than a design can hold.
    """
    table = table_text(imported)
    if len(table) > MAX_TABLE:
        rows = len(imported.wavelength)
        raise DesignError("stack.materials", tr(
            "the table has {rows} rows, more than fit into a design: leave every other one out", rows=rows,
        ))  # fmt: skip
    return UserMaterial(
        free_name(design, imported.name or tr("imported")),
        table,
        source=(imported.source or imported.comment)[:_LONGEST_SOURCE].strip(),
        date=today.isoformat(),
        confidence="published" if imported.source else "assumed",
    )


def with_imported(design: Design, imported: ImportedIndex, name: str) -> Design:
    """`design` with an imported table as a material called `name`; DesignError where it cannot have one."""
    material = material_of(imported, design, date.today())
    return with_user_material(design, msgspec.structs.replace(material, name=name))


def table_text(imported: ImportedIndex) -> str:
    """Lines of wavelength [nm], n and k, with as many digits as tell the rows apart."""
    rows = zip((1e9 * imported.wavelength).tolist(), imported.n.tolist(), imported.k.tolist(), strict=True)
    return "\n".join(f"{wavelength:.9g} {n:.7g} {k:.7g}" for wavelength, n, k in rows)


def free_name(design: Design, wanted: str) -> str:
    """`wanted`, or with a number behind it where the catalogue or the design has a material of that name."""
    taken = _taken(design)
    stem = wanted.strip()[: LONGEST_NAME - 4] or tr("imported")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem} {number}", number + 1
    return name


def _taken(design: Design) -> set[str]:
    taken = {one.name for one in design.stack.materials}
    for id, entry in catalogue.materials().items():
        taken |= {id, entry.name}
    return taken


def with_user_material(design: Design, material: UserMaterial, position: int | None = None) -> Design:
    """`design` with one more material of its own, which the layer at `position`, if any, is made of.

    Raises
    ------
    DesignError
        Where the name is taken or not one, or there is no room for another material.
    """
    for name, spec in struct_fields(UserMaterial).items():
        checked(spec, f"stack.materials.{name}", getattr(material, name))
    if material.name in _taken(design):
        raise DesignError("stack.materials", tr("there is a material “{name}” already", name=material.name))
    if len(design.stack.materials) >= MAX_MATERIALS:
        most = tr("a design has at most {most} materials of its own", most=MAX_MATERIALS)
        raise DesignError("stack.materials", most)
    stack = msgspec.structs.replace(design.stack, materials=(*design.stack.materials, material))
    grown = msgspec.structs.replace(design, stack=stack)
    return grown if position is None else set_value(grown, f"stack.layers[{position}].material", material.name)


def without_user_material(design: Design, name: str) -> Design:
    """`design` without a material of its own; DesignError while a layer is made of it."""
    using = [layer.name for layer in design.stack.layers if layer.material == name]
    if using:
        raise DesignError("stack.materials", tr("“{name}” is the material of {layer}", name=name, layer=using[0]))
    left = tuple(one for one in design.stack.materials if one.name != name)
    return msgspec.structs.replace(design, stack=msgspec.structs.replace(design.stack, materials=left))
