"""numpy arrays handed to VTK without a copy, and actors over plain arrays."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

EARTH_RADIUS = 6_378_137.0
"""Equatorial radius of WGS 84 [m]: the length of one unit of the scene."""

SPHERE_RADIUS = EARTH_RADIUS
"""The Earth is drawn, and hides what is behind it, as a sphere: its flattening is a third of a percent."""

Floats = NDArray[np.float64]


def unit(vector: ArrayLike) -> Floats:
    """`vector` at length one."""
    array = np.asarray(vector, dtype=np.float64)
    length = float(np.linalg.norm(array))
    if not np.isfinite(length) or length == 0.0:
        raise ValueError(f"a direction needs a finite length above zero, not {array.tolist()}")
    return array / length


def perpendicular(direction: Floats, *preferred: Floats) -> Floats:
    """A unit vector normal to `direction`, as near as can be to the first of `preferred` not parallel to it."""
    for candidate in (*preferred, np.array([0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0])):
        across = candidate - (candidate @ direction) * direction
        if float(np.linalg.norm(across)) > 1e-3:
            return unit(across)
    raise ValueError("no direction to choose from")


class Mesh:
    """Poly data whose arrays are numpy arrays: replaced only where they differ from what is drawn."""

    def __init__(self) -> None:
        self.data = vtkPolyData()
        self.points = vtkPoints()
        self.data.SetPoints(self.points)
        self._coordinates: NDArray[np.float32] | None = None
        self._colours: NDArray[np.uint8] | None = None
        self._cells: dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}

    def set_points(self, coordinates: NDArray[np.float32]) -> bool:
        """Move the points (n, 3); returns whether anything changed."""
        if self._coordinates is not None and self._coordinates.shape == coordinates.shape:
            if np.array_equal(self._coordinates, coordinates):
                return False
            self._coordinates[:] = coordinates
            self.points.GetData().Modified()
        else:
            self._coordinates = np.array(coordinates, dtype=np.float32, order="C")
            self.points.SetData(numpy_to_vtk(self._coordinates))
        self.points.Modified()
        self.data.Modified()
        return True

    def set_colours(self, colours: NDArray[np.uint8] | None) -> bool:
        """Colour the points (n, 3 or 4), or take their colours away; returns whether anything changed."""
        if colours is None:
            if self._colours is None:
                return False
            self._colours = None
            self.data.GetPointData().SetScalars(None)
        elif self._colours is not None and self._colours.shape == colours.shape:
            if np.array_equal(self._colours, colours):
                return False
            self._colours[:] = colours
            self.data.GetPointData().GetScalars().Modified()
        else:
            self._colours = np.array(colours, dtype=np.uint8, order="C")
            self.data.GetPointData().SetScalars(numpy_to_vtk(self._colours))
        self.data.Modified()
        return True

    def set_cells(self, kind: str, sizes: NDArray[np.int64], indices: NDArray[np.int64]) -> None:
        """`kind` ("Verts", "Lines" or "Polys"): cells of `sizes` points each, taken in turn from `indices`."""
        offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        indices = np.ascontiguousarray(indices, dtype=np.int64)
        before = self._cells.get(kind)
        if before is not None and np.array_equal(before[0], offsets) and np.array_equal(before[1], indices):
            return
        cells = vtkCellArray()
        cells.SetData(numpy_to_vtkIdTypeArray(offsets), numpy_to_vtkIdTypeArray(indices))
        getattr(self.data, f"Set{kind}")(cells)
        self._cells[kind] = (offsets, indices)
        self.data.Modified()

    def set_array(self, name: str, values: NDArray[np.float32]) -> None:
        """A point array for shaders."""
        array = numpy_to_vtk(np.ascontiguousarray(values), deep=1)
        array.SetName(name)
        self.data.GetPointData().AddArray(array)

    def share_points(self, coordinates: NDArray[np.float32]) -> None:
        """Points (n, 3) that are not copied: nobody may write to them while they are drawn."""
        self._coordinates = None
        self.points.SetData(numpy_to_vtk(np.ascontiguousarray(coordinates)))
        self.points.Modified()
        self.data.Modified()

    def share_array(self, name: str, values: NDArray[np.float32]) -> None:
        """A point array for shaders that is not copied: nobody may write to `values` while it is drawn."""
        array = numpy_to_vtk(np.ascontiguousarray(values))
        array.SetName(name)
        self.data.GetPointData().AddArray(array)


def actor_of(mesh: Mesh, *, lit: bool = False) -> vtkActor:
    """An actor that draws `mesh` with the colours of its points."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(mesh.data)
    mapper.SetVBOShiftScaleMethod(0)  # positions are of order one: shifting and scaling them costs an upload its speed
    mapper.SetColorModeToDirectScalars()
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().SetLighting(lit)
    return actor


def push_back(actor: vtkActor) -> None:
    """Let the faces of `actor` lie behind the lines that are drawn on them."""
    mapper = actor.GetMapper()
    mapper.SetResolveCoincidentTopologyToPolygonOffset()
    mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(1.0, 2.0)
