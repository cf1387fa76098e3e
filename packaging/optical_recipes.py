"""What each table of the optical catalogue is made of: pages of the CC0 database, own files, and what was assumed."""

from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).parent / "optical_sources"
CC0 = "CC0 1.0 (refractiveindex.info database v2026-05-24)"
FACTS = "Published figures, typed in as facts"
ASSUMED = "MIT (this project)"


@dataclass(frozen=True)
class Part:
    """A stretch of one source: a page "shelf/book/page" or a file; `column` is "nk", "n", "k" or "0" (k is zero)."""

    where: str
    low: float
    """Wavelength [nm]."""
    high: float
    column: str = "nk"


@dataclass(frozen=True)
class Recipe:
    """One table. `gap`, `gap_low` and `gap_high` [eV] make it tunable."""

    id: str
    name: str
    parts: tuple[Part, ...]
    date: str
    confidence: str = "published"
    kind: str = "table"
    source: str = ""
    """Where it is not told by the pages themselves."""
    licence: str = CC0
    note: str = ""
    edge: tuple[float, float, float] | None = None
    """Assumed absorption edge: wavelength [nm] of half internal transmittance, thickness [m], slope energy [eV]."""
    tail: tuple[float, float] | None = None
    """Beyond this wavelength [nm] k falls as an assumed Urbach tail of this energy [eV]."""
    gap: float | None = None
    gap_low: float | None = None
    gap_high: float | None = None


def _own(name: str, low: float, high: float, column: str = "nk") -> Part:
    return Part(name + ".csv", low, high, column)


RECIPES = (
    Recipe("MgF2", "Magnesium fluoride, crystal", (Part("main/MgF2/Li-o", 140, 7500, "n"),
        Part("", 140, 7500, "0")), "1980",
        note="Ordinary ray; k is zero, so that thick layers stay clear. Films are 1 to 2 % lower in n."),
    Recipe("fused-silica", "Fused silica", (Part("main/SiO2/Malitson", 210, 6700, "n"), Part("", 210, 4000, "0"),
        Part("main/SiO2/Herguedas", 5000, 6700, "k"), Part("main/SiO2/Popova", 7000, 50000)), "1965",
        note="k is zero to 4 µm, a film's from 5 to 6.7 µm, bulk glass beyond 7 µm."),
    Recipe("cover-glass", "Ceria-doped borosilicate cover glass", (Part("specs/SCHOTT-optical/N-BK7", 300, 2500),
        Part("glass/soda-lime/Rubin-lowiron", 2600, 4600), Part("glass/soda-lime/Rubin-IR", 5000, 50000)),
        "2026-11-26", "assumed", "model", edge=(350.0, 100e-6, 0.07),
        source="Assumed: N-BK7 stands for the borosilicate (a composition with 0.25 to 3 % CeO2 is in US patent "
        "6207603); ultraviolet edge of ceria assumed at 350 nm for 100 µm; infrared of soda-lime glass. ",
        note="No page of CMX or CMG glass exists. Edge: half internal transmittance at 350 nm through 100 µm, "
        "0.07 eV slope, both assumed."),
    Recipe("silicone", "Silicone adhesive (PDMS)", (Part("organic/polydimethylsiloxane/Gupta", 300, 1690, "n"),
        Part("", 300, 390, "0"), Part("organic/polydimethylsiloxane/Zhang-10-1", 400, 1690, "k"),
        Part("organic/polydimethylsiloxane/Zhang-10-1", 1750, 19900)), "2020",
        note="Sylgard 184, taken for DC 93-500. Clear below 400 nm by assumption; n steps down by 0.024 at 1.7 µm, "
        "where the source changes."),
    Recipe("polyimide", "Polyimide film (Kapton)", (Part("other/Kapton/French", 190, 1590, "n"),
        Part("other/Kapton/Brannon", 190, 390, "k"), Part("other/Kapton/Arakawa", 400, 430, "k"),
        Part("other/Kapton/French", 480, 1600, "k"), Part("other/Kapton/Zhang", 1670, 20000)), "2009",
        note="k joined from excimer, ellipsometric and transmission data; log-interpolated from 430 to 480 nm."),
    Recipe("ITO", "Indium tin oxide, display grade", (Part("other/In2O3-SnO2/Minenkov-glass", 191.5, 1688),), "2024",
        note="110 nm film of high carrier density: metallic beyond 1.3 µm, lossy in the near infrared."),
    Recipe("ITO-low-doped", "Indium tin oxide, low doping", (_own("ITO-low-doped", 255, 2000),), "2013",
        source="Z. C. Holman et al., J. Appl. Phys. 113, 013107 (2013), sputtered, 0.17e20 1/cm³; figures as listed by "
        "PV Lighthouse and OghmaNano", licence=FACTS, note="What heterojunction and tandem cells use."),
    Recipe("SnO2", "Tin oxide film", (_own("SnO2", 292, 1094.6),), "2026-11-26", "assumed", licence=FACTS,
        source="Assumed: n as listed by OghmaNano, which does not name the measurement; k from a Tauc edge at 3.6 eV",
        note="For buffer layers of some 20 nm."),
    Recipe("Ag", "Silver", (Part("main/Ag/Johnson", 188, 1937), Part("main/Ag/Babar", 1950, 12400)), "1972"),
    Recipe("Al", "Aluminium", (Part("main/Al/Rakic", 100, 50000),), "1995"),
    Recipe("Au", "Gold", (Part("main/Au/Johnson", 188, 1937), Part("main/Au/Babar", 1950, 12400)), "1972"),
    Recipe("Si", "Crystalline silicon, 300 K", (Part("main/Si/Franta-25C", 200, 245),
        Part("main/Si/Green-2008", 250, 1450),
        Part("main/Si/Franta-25C", 1600, 25000, "n"), Part("", 1500, 3000, "0"),
        Part("main/Si/Franta-25C", 5000, 25000, "k")), "2008",
        note="Undoped: no absorption by free carriers. k beyond 5 µm is that of the lattice."),
    Recipe("a-Si", "Hydrogenated amorphous silicon, intrinsic", (Part("main/Si/Franta", 200, 25000),), "2013",
        note="k between 750 nm and 1.2 µm comes from localised states."),
    Recipe("MAPbI3", "Perovskite MAPbI3", (Part("other/CH3NH3PbI3/Phillips", 300.1, 1501),), "2015", "derived",
        tail=(790.0, 0.015),
        note="The fit keeps k near 0.015 below the gap, which no film has: beyond 790 nm k falls as a tail of 15 meV, "
        "assumed."),
    Recipe("perovskite-CsFA", "Perovskite CsFAPb(I,Br)3, tunable gap", (_own("perovskite-CsFA", 310, 2066),), "2018",
        source="J. Werner et al., ACS Energy Lett. 3, 742 (2018), 10 % CsBr film; figures as listed by SIMsalabim "
        "and RayFlare",
        licence=FACTS, gap=1.69, gap_low=1.50, gap_high=1.85,
        note="Gap of the table by a Tauc fit of its own edge, ±0.03 eV (the table steps by 0.05 eV). Other gaps by a "
        "rigid shift."),
    Recipe("C60", "Fullerene C60 film", (_own("C60-n", 208.6, 1780, "n"), _own("C60-k", 208.6, 1780, "k")), "1991",
        "assumed", licence=FACTS, source="Assumed to be S. L. Ren et al., Appl. Phys. Lett. 59, 2678 (1991): figures "
        "as listed by RayFlare under the name C60_Ren",
        note="k of 0.01 to 0.03 beyond 700 nm is the floor of the measurement: keep layers thin."),
    Recipe("PTAA", "Poly(triaryl amine) film", (_own("PTAA", 300, 970),), "2019", licence=FACTS,
        source="V. M. Le Corre et al., ACS Appl. Energy Mater. 2, 6280 (2019); figures as listed by SIMsalabim",
        note="k of about 0.01 beyond 600 nm is the floor of the measurement: keep layers thin."),
    Recipe("GaAs", "Gallium arsenide", (Part("main/GaAs/Aspnes", 206.7, 259),
        Part("main/GaAs/Papatryfonos", 260.5, 1878),
        Part("main/GaAs/Franta-300K", 1900, 25000)), "2021",
        note="Clear below the gap (beyond 920 nm), unlike the often used Rakić table."),
    Recipe("GaInP", "Ga0.51In0.49P", (Part("other/GaP-InP/Schubert", 249.7, 953),
        Part("other/GaP-InP/Ferrini-IR", 980, 24800, "n"), Part("", 980, 24800, "0")), "1995"),
    Recipe("AlInP", "Al0.53In0.47P window", (_own("AlInP", 236, 980),), "2018", "assumed", licence=FACTS,
        source="Assumed: figures as listed by Solcore 5.10 (D. Alonso-Álvarez et al., J. Comput. Electron. 17, 1099, "
        "2018), which does not name the measurement"),
    Recipe("InGaAs", "In0.52Ga0.48As", (Part("other/GaAs-InAs/Adachi", 207, 1700),
        Part("other/GaAs-InAs/Adachi", 1760, 12300, "n"), Part("", 1760, 12300, "0")), "1989", kind="model",
        note="Model dielectric function; k beyond the gap, which the model leaves at 0.01, is cut to zero."),
    Recipe("Ge", "Germanium", (Part("main/Ge/Nunley", 188, 2480), Part("main/Ge/Burnett", 2500, 14000, "n"),
        Part("", 2500, 14000, "0")), "2016"),
    Recipe("CIGS", "Cu(In,Ga)Se2, gap about 1.13 eV", (_own("CIGS", 350, 2000),), "2026-11-26", "assumed",
        licence=ASSUMED,
        source="Assumed: round figures of the order that ellipsometry finds for a quarter to a third of gallium",
        note="Not read from a publication: import a measured table for work that depends on it."),
    Recipe("ZnO", "Zinc oxide, crystal", (Part("main/ZnO/Bond-o", 450, 4000, "n"), Part("", 450, 4000, "0")), "1965",
        note="Only where it is clear; in fact opaque below 370 nm. The doped film is AZO."),
    Recipe("AZO", "Aluminium-doped zinc oxide", (Part("other/Al-ZnO/Treharne", 300, 900),), "2011"),
    Recipe("CdS", "Cadmium sulphide film", (Part("main/CdS/Treharne", 301.5, 1497),), "2011"),
    Recipe("TiO2", "Titanium dioxide film", (Part("main/TiO2/Siefke", 200, 25000),), "2016"),
    Recipe("Ta2O5", "Tantalum pentoxide film", (Part("main/Ta2O5/Franta-2015", 200, 25000),), "2015"),
    Recipe("SiNx", "Silicon nitride film", (Part("main/Si3N4/Beliaev", 211.5, 1688),), "2022"),
    Recipe("Al2O3", "Aluminium oxide, sapphire", (Part("main/Al2O3/Malitson", 266, 5577, "n"),
        Part("", 266, 5000, "0")), "1962",
        note="Ordinary ray of the crystal; amorphous films are 0.1 lower in n."),
)  # fmt: skip
