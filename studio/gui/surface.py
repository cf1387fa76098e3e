"""What the 3D view asks of OpenGL, known before anything of VTK is imported."""

from PySide6.QtGui import QSurfaceFormat


def surface_format() -> QSurfaceFormat:
    """OpenGL 3.2 core, which VTK needs; it smooths edges in buffers of its own."""
    wanted = QSurfaceFormat()
    wanted.setRenderableType(QSurfaceFormat.RenderableType.OpenGL)
    wanted.setVersion(3, 2)
    wanted.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    wanted.setDepthBufferSize(24)
    wanted.setStencilBufferSize(8)
    wanted.setSamples(0)
    return wanted
