"""The Earth: lit by the Sun by day, by its cities at night."""

import threading

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkIOImage import vtkJPEGReader
from vtkmodules.vtkRenderingCore import vtkPolyDataMapper, vtkTexture

from studio import resource
from studio.gui.space.arrays import Floats, Mesh, actor_of
from studio.gui.space.colours import Palette

_VERTEX_DECLARATIONS = """
in vec2 place;
out vec2 placeVS;
out vec3 positionVS;
"""

_VERTEX_CODE = """
  placeVS = place;
  positionVS = vertexMC.xyz;
"""

_FRAGMENT_DECLARATIONS = """
in vec2 placeVS;
in vec3 positionVS;
"""

# The day fades out over the few degrees in which the Sun sets; the rim is the lit air seen edge-on.
_FRAGMENT_CODE = """
  vec3 outward = normalize(positionVS);
  vec3 toEye = normalize(eyeMC - positionVS);
  float height = dot(outward, sunMC);
  float daylight = smoothstep(-0.10, 0.14, height);
  vec4 map = texture(earthMap, placeVS);
  vec3 day = map.rgb * (0.36 + 0.86 * sqrt(max(height, 0.0)));
  vec3 night = map.rgb * vec3(0.045, 0.06, 0.10) + vec3(0.008, 0.012, 0.022) + map.a * vec3(1.0, 0.82, 0.52);
  float grazing = 1.0 - max(dot(outward, toEye), 0.0);
  grazing *= grazing * grazing;
  vec3 air = rimColour * grazing * (0.12 + 0.88 * smoothstep(-0.25, 0.25, height));
  gl_FragData[0] = vec4(mix(night, day, daylight) + 0.75 * air, 1.0);
"""

COLUMNS, ROWS = 128, 64
DETAIL = 1000
"""Milliseconds after the first picture until the whole map is read, and again until it is shown: starting is busy."""


class Map:
    """The picture of the Earth, read in the background once for the whole program, and a small one for the meantime.

    Red, green and blue are the Earth by day; alpha is the light of its cities by night: one texture costs software
    rendering half of what two do.
    """

    def __init__(self) -> None:
        self._image: vtkImageData | None = None
        self._small: vtkImageData | None = None
        self._thread: threading.Thread | None = None

    def small(self) -> vtkImageData:
        """A sixteenth of the points, read at once."""
        if self._small is None:
            self._small = _picture("-small")
        return self._small

    def start(self) -> None:
        """Begin to read, which takes the interpreter for a tenth of a second: not while a picture is waited for."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._load, name="read the map of the Earth")
            self._thread.start()

    def _load(self) -> None:
        self._image = _picture("")

    @property
    def is_read(self) -> bool:
        return self._image is not None

    def fetch(self) -> bool:
        """Start to read; whether it is read."""
        self.start()
        return self.is_read

    def wait(self) -> vtkImageData:
        self.start()
        assert self._thread is not None
        self._thread.join()
        if self._image is None:
            raise OSError("the map of the Earth could not be read")
        return self._image


def _picture(size: str) -> vtkImageData:
    day = _read(f"earth-blue-marble{size}")
    image, pixels = vtkImageData(), np.empty((*day.shape[:2], 4), dtype=np.uint8)
    pixels[..., :3] = day
    pixels[..., 3] = _read(f"earth-night{size}")[..., 0]
    image.SetDimensions(day.shape[1], day.shape[0], 1)
    image.GetPointData().SetScalars(numpy_to_vtk(pixels.reshape(-1, 4)))  # it keeps the array that it reads from
    return image


def _read(name: str) -> NDArray[np.uint8]:
    """The picture (rows, columns, parts) from the south up."""
    reader = vtkJPEGReader()
    reader.SetFileName(str(resource.path("textures", f"{name}.jpg")))
    reader.Update()
    columns, rows, _ = reader.GetOutput().GetDimensions()
    return vtk_to_numpy(reader.GetOutput().GetPointData().GetScalars()).reshape(rows, columns, -1)


MAP = Map()


class Earth:
    """A textured sphere of radius one, turned by the Greenwich sidereal angle."""

    def __init__(self) -> None:
        self.mesh = _sphere()
        self.actor = actor_of(self.mesh)
        mapper = self.actor.GetMapper()
        assert isinstance(mapper, vtkPolyDataMapper)
        mapper.MapDataArrayToVertexAttribute("place", "place", 0, -1)
        self._texture = vtkTexture()
        self._texture.InterpolateOn()
        self._texture.SetMaximumAnisotropicFiltering(1.0)  # more costs software rendering 60 ms a frame
        self._texture.EdgeClampOn()
        self.actor.GetProperty().SetTexture("earthMap", self._texture)
        shaders = self.actor.GetShaderProperty()
        for place, code in (("Dec", _VERTEX_DECLARATIONS), ("Impl", _VERTEX_CODE)):
            mark = f"//VTK::PositionVC::{place}"
            shaders.AddVertexShaderReplacement(mark, True, mark + code, False)
        shaders.AddFragmentShaderReplacement(
            "//VTK::PositionVC::Dec", True, f"//VTK::PositionVC::Dec{_FRAGMENT_DECLARATIONS}", False
        )
        # The map is declared with the code of texture coordinates, whose own use of it is replaced whole.
        shaders.AddFragmentShaderReplacement("//VTK::TCoord::Impl", True, _FRAGMENT_CODE, False)
        self._uniforms = shaders.GetFragmentCustomUniforms()
        self._given: dict[str, tuple[float, float, float]] = {}
        self._angle = 0.0
        self._sun = np.array([1.0, 0.0, 0.0])
        self.is_detailed = False
        """Whether the whole map is shown, and not the small one."""

    def _give(self, name: str, value: tuple[float, float, float]) -> None:
        if self._given.get(name) == value:
            return
        self._given[name] = value
        self._uniforms.SetUniform3f(name, value)

    def apply(self, palette: Palette) -> None:
        self._give("rimColour", palette.rim)

    def set_angle(self, angle: float) -> None:
        """The Greenwich sidereal angle [rad]: the right ascension of the prime meridian."""
        self._angle = angle
        self.actor.SetOrientation(0.0, 0.0, np.degrees(angle))

    def set_sun(self, direction: Floats) -> None:
        self._sun = direction

    def prepare(self, eye: Floats, hurried: bool = False) -> None:
        """Ready to be drawn from `eye` [Earth radii]; a hurried picture does not wait for the whole map."""
        if not self.is_detailed:
            self._show_map(hurried)
        self._give("sunMC", _turned(self._sun, -self._angle))
        self._give("eyeMC", _turned(eye, -self._angle))

    def _show_map(self, hurried: bool) -> None:
        if hurried and not MAP.is_read:
            if self._texture.GetInput() is None:
                self._texture.SetInputData(MAP.small())
            return
        self._texture.SetInputData(MAP.wait())
        self._texture.MipmapOn()  # the small one is never drawn smaller than it is
        self.is_detailed = True


def _turned(vector: Floats, angle: float) -> tuple[float, float, float]:
    """`vector` turned about the polar axis by `angle` [rad]."""
    cosine, sine = np.cos(angle), np.sin(angle)
    x, y, z = (float(part) for part in vector)
    return float(cosine * x - sine * y), float(sine * x + cosine * y), z


def _sphere() -> Mesh:
    longitude = np.linspace(-np.pi, np.pi, COLUMNS + 1)
    latitude = np.linspace(-np.pi / 2, np.pi / 2, ROWS + 1)
    across, up = np.meshgrid(longitude, latitude)
    points = np.stack([np.cos(up) * np.cos(across), np.cos(up) * np.sin(across), np.sin(up)], axis=-1)
    places = np.stack([(across + np.pi) / (2 * np.pi), (up + np.pi / 2) / np.pi], axis=-1)
    mesh = Mesh()
    mesh.set_points(points.reshape(-1, 3).astype(np.float32))
    mesh.set_array("place", places.reshape(-1, 2).astype(np.float32))
    # A texture is only declared in the shader where the mesh has texture coordinates.
    mesh.data.GetPointData().SetTCoords(mesh.data.GetPointData().GetArray("place"))
    corner: NDArray[np.int64] = (np.arange(ROWS)[:, None] * (COLUMNS + 1) + np.arange(COLUMNS)).ravel()
    quads = np.stack([corner, corner + 1, corner + COLUMNS + 2, corner + COLUMNS + 1], axis=-1)
    mesh.set_cells("Polys", np.full(len(quads), 4), quads.ravel())
    return mesh
