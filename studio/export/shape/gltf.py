"""glTF of solids: one mesh for those that are alike, a node for each with its name, mass and place."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio import __version__
from studio.analysis.engine import Checkpoint
from studio.analysis.satellite.finishes import FINISHES
from studio.analysis.satellite.solid import Body, Solid
from studio.analysis.satellite.solids import satellite_solids
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.text import tr

Floats = NDArray[np.float64]
_TO_GLTF = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
"""glTF has y up and looks at what faces z: there the array's normal is z, the wings lie along x, the radiators along
y."""
_SECTIONS = 64
_LINEAR = 2.4
"""Exponent of sRGB."""
_INDICES, _VERTICES = 34963, 34962
"""What glTF calls the buffers of indices and of vertices."""
_FACES = tuple((axis, side) for axis in range(3) for side in (1, -1))


def write_gltf(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The satellite as binary glTF."""
    body = satellite_solids(source.results(checkpoint))
    return Product.of(glb(body, source, _TO_GLTF, checkpoint), *body.notes)


def glb(body: Body, source: Source, turn: Floats, checkpoint: Checkpoint) -> bytes:
    """Binary glTF of `body`, the rows of `turn` (3, 3) being the axes of glTF in those of the body."""
    trimesh = _trimesh()
    scene = trimesh.Scene(base_frame="world")
    names = {"root": body.name}
    root = np.eye(4)
    root[:3, :3] = turn
    scene.graph.update("root", "world", matrix=root, metadata=_rounded({"mass_kg": body.mass}))
    further: list[tuple[str, Any]] = []
    """Meshes of what a solid has of other finishes than its first, which become primitives of its mesh."""
    known: dict[tuple[Any, ...], str] = {}
    count = sum(1 for _ in body.solids)
    done = 0
    for number, part in enumerate(body.parts):
        above = "root"
        if len(part.solids) > 1 or part.solids[0].name != part.name:
            above = f"part{number}"
            names[above] = part.name
            scene.graph.update(above, "root", metadata=_rounded({"mass_kg": part.mass, "kind": part.kind}))
        for solid in part.solids:
            key = (solid.model or solid.name, solid.form, solid.axis, solid.sides, solid.finish, solid.faces,
                   solid.covered)  # fmt: skip
            if key not in known:
                mesh = f"mesh{len(known)}"
                known[key], names[mesh] = mesh, solid.model or solid.name
                first, *others = _meshes(solid)
                scene.geometry[mesh] = first
                further += [(mesh, other) for other in others]
            place = np.eye(4)
            place[:3, 3] = solid.centre
            names[f"solid{done}"] = solid.name
            about = {"mass_kg": solid.mass, "volume_m3": solid.volume, "size_m": list(solid.sides),
                     "kind": part.kind, "source": solid.about}  # fmt: skip
            scene.graph.update(f"solid{done}", above, matrix=place, geometry=known[key], metadata=_rounded(about))
            done += 1
            if done % 100 == 0:
                checkpoint(done / count)
    owners = [mesh for mesh, _ in further]
    for place_, (mesh, other) in enumerate(further):
        scene.geometry[f"{mesh}/{place_}"] = other

    def finish(tree: dict[str, Any]) -> None:
        meshes = tree["meshes"]
        own = {mesh["name"]: mesh for mesh in meshes[: len(known)]}
        for owner, mesh in zip(owners, meshes[len(known) :], strict=True):
            own[owner]["primitives"] += mesh["primitives"]
        tree["meshes"] = meshes[: len(known)]
        for mesh in tree["meshes"]:
            for primitive in mesh["primitives"]:
                tree["bufferViews"][tree["accessors"][primitive["indices"]]["bufferView"]]["target"] = _INDICES
                for accessor in primitive["attributes"].values():
                    tree["bufferViews"][tree["accessors"][accessor]["bufferView"]]["target"] = _VERTICES
        for material in tree["materials"]:
            known_finish = FINISHES[material["name"]]
            material["name"] = tr(known_finish.label)
            # Given here, since the library rounds colours to whole numbers up to 255.
            material["pbrMetallicRoughness"]["baseColorFactor"] = [*_linear(known_finish.colour), 1.0]
        for item in (*tree["meshes"], *tree["nodes"]):
            item["name"] = names[item["name"]]
        tree["scenes"][0]["name"] = body.name
        tree["scenes"][0]["extras"] = {
            "design": source.design.title, "epoch": source.design.mission.epoch, "units": "m", "notes": list(body.notes)
        }  # fmt: skip
        tree["asset"]["generator"] = f"Dawnline {__version__}"

    data: bytes = trimesh.exchange.gltf.export_glb(scene, include_normals=True, tree_postprocessor=finish)
    checkpoint(1.0)
    return data


def _meshes(solid: Solid) -> list[Any]:
    """A mesh about the middle of the solid for each of its finishes."""
    if solid.form == "cylinder":
        turned = np.roll(np.eye(3), solid.axis - 2, axis=1)  # takes z to the axis
        bar = _trimesh().creation.cylinder(solid.sides[(solid.axis + 1) % 3] / 2.0, solid.sides[solid.axis],
                                        sections=_SECTIONS)  # fmt: skip
        bar.unmerge_vertices()
        return [_mesh(bar.vertices @ turned.T, bar.faces, bar.vertex_normals @ turned.T, solid.finish)]
    chosen = dict(solid.faces)
    quads: dict[str, list[tuple[Floats, Floats]]] = {}
    for axis, side in _FACES:
        normal = np.eye(3)[axis] * side
        outer = _corners(axis, side) * solid.sides / 2.0
        finish = chosen.get((axis, side))
        if finish is not None and solid.covered < 1.0:
            inner = outer * np.where(np.arange(3) == axis, 1.0, math.sqrt(solid.covered))
            quads.setdefault(finish, []).append((inner, normal))
            for one in range(4):
                two = (one + 1) % 4
                frame = np.stack([outer[one], outer[two], inner[two], inner[one]])
                quads.setdefault(solid.finish, []).append((frame, normal))
        else:
            quads.setdefault(finish or solid.finish, []).append((outer, normal))
    found = []
    for finish, mine in quads.items():
        places = np.arange(4 * len(mine)).reshape(-1, 4)
        faces = np.concatenate([places[:, [0, 1, 2]], places[:, [0, 2, 3]]])
        normals = np.repeat(np.stack([normal for _, normal in mine]), 4, axis=0)
        found.append(_mesh(np.concatenate([points for points, _ in mine]), faces, normals, finish))
    return found


def _corners(axis: int, side: int) -> Floats:
    """(4, 3) The corners of one face of a cube of side 2, counter-clockwise as seen from outside."""
    found = np.zeros((4, 3))
    found[:, axis] = side
    found[:, (axis + 1) % 3] = np.array([-1.0, 1.0, 1.0, -1.0]) * side
    found[:, (axis + 2) % 3] = [-1.0, -1.0, 1.0, 1.0]
    return found


def _mesh(points: Floats, faces: NDArray[np.intp], normals: Floats, finish: str) -> Any:
    trimesh, known = _trimesh(), FINISHES[finish]
    material = trimesh.visual.material.PBRMaterial(
        name=finish, metallicFactor=known.metallic, roughnessFactor=known.roughness
    )
    visual = trimesh.visual.TextureVisuals(material=material)
    return trimesh.Trimesh(points, faces, vertex_normals=normals, visual=visual, process=False, validate=False)


def _trimesh() -> Any:
    """The library, which is typed in part."""
    import trimesh

    return trimesh


def _linear(colour: str) -> list[float]:
    """A colour in sRGB as the linear one that glTF is given."""
    values = np.array([int(colour[place : place + 2], 16) for place in (0, 2, 4)]) / 255.0
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** _LINEAR)
    return [round(float(value), 6) for value in linear]


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    """Numbers to nine digits, as no one needs more."""
    return {name: float(f"{value:.9g}") if isinstance(value, float) else value for name, value in values.items()}
