"""Prints as JSON what gmsh reads in the STEP file named, in metres; a program of its own, as gmsh is under the GPL."""

import json
import sys

import gmsh

gmsh.initialize()
gmsh.option.setNumber("General.Terminal", 0)
gmsh.option.setNumber("Geometry.OCCImportLabels", 1)
gmsh.option.setString("Geometry.OCCTargetUnit", "M")
gmsh.model.occ.importShapes(sys.argv[1])
gmsh.model.occ.synchronize()
found = []
for dimension, tag in gmsh.model.getEntities(3):
    faces = gmsh.model.getBoundary([(dimension, tag)], oriented=False)
    found.append({
        "name": gmsh.model.getEntityName(dimension, tag),
        "volume": gmsh.model.occ.getMass(dimension, tag),
        "area": sum(gmsh.model.occ.getMass(*face) for face in faces),
        "centre": gmsh.model.occ.getCenterOfMass(dimension, tag),
        "box": gmsh.model.occ.getBoundingBox(dimension, tag),
        "colour": gmsh.model.getColor(*faces[0])[:3],
    })  # fmt: skip
gmsh.finalize()
print(json.dumps(found))
