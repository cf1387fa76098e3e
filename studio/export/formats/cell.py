"""The formats of the group "cell"; what writes them is imported when they are written."""

from studio.design.quantity import AREA, TEMPERATURE, WAVELENGTH
from studio.export.formats.format import Format, Option
from studio.text import mark

_AM0, _AM15 = ("am0", mark("AM0 (ASTM E490)")), ("am1.5g", mark("AM1.5G (ASTM G173)"))

FORMATS: tuple[Format, ...] = (
    Format("jv", mark("Current–voltage curves"), "cell", ".jv.csv",
           mark("J–V and P–V of every junction, the cell and the panel, new and at the end of life."),
           "studio.export.cell.curves:write_curves",
           (Option("spectrum", mark("Spectrum"), "am0", choices=(_AM0, _AM15)),
            Option("temperature", mark("Cell temperature"), 301.15, quantity=TEMPERATURE, unit="°C", low=150.0,
                   high=450.0),
            Option("intensity", mark("Suns"), 1.0, mark("Times the irradiance of the spectrum."), low=1e-3, high=1e3),
            Option("points", mark("Points of each curve"), 120, low=10, high=2000))),
    Format("qe", mark("Quantum efficiency and optics"), "cell", ".qe.csv",
           mark("Reflectance, absorptance of each layer and EQE of each junction over wavelength."),
           "studio.export.cell.response:write_response",
           (Option("low", mark("From"), 300e-9, quantity=WAVELENGTH, unit="nm", low=1e-9, high=1e-2),
            Option("high", mark("To"), 2500e-9, quantity=WAVELENGTH, unit="nm", low=1e-9, high=1e-2))),
    Format("nk", mark("Optical constants"), "cell", "",
           mark("n and k of each material as CSV and as refractiveindex.info YAML, with the list of the layers."),
           "studio.export.cell.materials:write_materials",
           (Option("wavelengths", mark("Wavelengths"), "table", mark("Those of the source, or of the calculation."),
                   choices=(("table", mark("as in the source")), ("studio", mark("of the calculation")))),),
           preview="files"),
    Format("single-diode", mark("Single diode for PV tools"), "cell", ".sam.csv",
           mark("One-diode parameters in the form of the CEC module list, which SAM and pvlib read."),
           "studio.export.cell.sam:write_sam",
           (Option("spectrum", mark("Spectrum"), "am1.5g", mark("Scaled to the 1000 W/m² that the tools refer to."),
                   choices=(_AM15, _AM0)),
            Option("cells", mark("Cells in series"), 60, low=1, high=1000),
            Option("cell_area", mark("Area of a cell"), 0.0244, quantity=AREA, unit="cm²", low=1e-6, high=10.0))),
)  # fmt: skip
