"""Prints as JSON what gmsh reads in the STEP file named, in metres; a program of its own, as gmsh is under the GPL."""

import json
import sys

import gmsh

MM = 1e-3
gmsh.initialize()
gmsh.option.setNumber("General.Terminal", 0)
gmsh.option.setNumber("Geometry.OCCImportLabels", 1)
gmsh.option.setString("Geometry.OCCTargetUnit", "MM")  # its kernel takes what is below 1e-7 of a unit for nothing
gmsh.model.occ.importShapes(sys.argv[1])
gmsh.model.occ.synchronize()
found = []
for dimension, tag in gmsh.model.getEntities(3):
    faces = gmsh.model.getBoundary([(dimension, tag)], oriented=False)
    found.append({
        "name": gmsh.model.getEntityName(dimension, tag),
        "volume": MM**3 * gmsh.model.occ.getMass(dimension, tag),
        "area": MM**2 * sum(gmsh.model.occ.getMass(*face) for face in faces),
        "centre": [MM * value for value in gmsh.model.occ.getCenterOfMass(dimension, tag)],
        "box": [MM * value for value in gmsh.model.occ.getBoundingBox(dimension, tag)],
        "colour": gmsh.model.getColor(*faces[0])[:3],
    })  # fmt: skip
gmsh.finalize()
print(json.dumps(found))
