"""Which common programs open a file, by how its name ends."""

from studio.text import mark, tr

_PROGRAMS = {
    ".json": mark("Dawnline"),
    ".pdf": mark("any PDF reader; Dawnline finds the design in it"),
    ".stack.pdf": mark("any PDF reader"),
    ".html": mark("any browser"),
    ".oem": mark("GMAT, Orekit, STK and others that read CCSDS ephemerides"),
    ".oem.xml": mark("Orekit and others that read CCSDS in XML"),
    ".omm": mark("Orekit and others that read CCSDS element sets"),
    ".omm.xml": mark("Orekit and others that read CCSDS in XML"),
    ".tle": mark("anything that flies SGP4"),
    ".3le": mark("anything that flies SGP4"),
    ".e": mark("STK, GMAT and Cesium tools"),
    ".script": mark("GMAT"),
    ".czml": mark("Cesium"),
    ".glb": mark("Blender, Windows 3D Viewer, any glTF viewer"),
    ".gltf": mark("Blender, any glTF viewer"),
    ".step": mark("any CAD system"),
    ".svg": mark("any browser, Inkscape"),
    ".png": mark("any picture viewer"),
    ".webp": mark("any browser, newer programs for slides"),
    ".gif": mark("any browser, any program for slides"),
    ".sam.csv": mark("System Advisor Model, pvlib"),
    ".csv": mark("any spreadsheet, pandas"),
    ".xlsx": mark("Excel, LibreOffice Calc"),
    ".yml": mark("tools that read refractiveindex.info, any text editor"),
    ".parquet": mark("pandas, DuckDB, any Arrow reader"),
    ".nc": mark("xarray, MATLAB, any NetCDF reader"),
    ".py": mark("Python with Dawnline installed"),
}


def opens_with(name: str) -> str:
    """The programs that open the file called `name`; empty where none is known."""
    endings = [ending for ending in _PROGRAMS if name.lower().endswith(ending)]
    return tr(_PROGRAMS[max(endings, key=len)]) if endings else ""
