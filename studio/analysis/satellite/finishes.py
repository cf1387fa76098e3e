"""What surfaces look like: the colour of what each is usually made of, as the studio draws it on the screen."""

from dataclasses import dataclass

from studio.text import mark


@dataclass(frozen=True, slots=True)
class Finish:
    """`colour` is "rrggbb" in sRGB; `metallic` and `roughness` are those of physically based rendering [0 to 1]."""

    label: str
    colour: str
    metallic: float = 0.0
    roughness: float = 0.6


FINISHES: dict[str, Finish] = {
    "front": Finish(mark("Solar cells"), "2c4f9e", 0.2, 0.3),
    "back": Finish(mark("Polyimide"), "b98f52"),
    "radiator": Finish(mark("White paint"), "e9edf2", 0.0, 0.9),
    "bus": Finish(mark("Gilded foil"), "c9a64a", 0.6, 0.4),
    "terminal": Finish(mark("Link terminal"), "d8573a"),
    "aperture": Finish(mark("Telescope"), "1c2833", 0.3, 0.2),
    "structure": Finish(mark("Carbon-fibre composite"), "4a4f57", 0.1, 0.5),
    # Layers of the panel, in the colours that the Panel tab has on light ground.
    "coating": Finish(mark("Coating"), "7b6fe4"),
    "cover": Finish(mark("Cover"), "0358c5", 0.0, 0.1),
    "adhesive": Finish(mark("Adhesive"), "b97904"),
    "contact": Finish(mark("Contact"), "bc4b43", 0.6, 0.4),
    "cell": Finish(mark("Cell"), "0b8a78", 0.2, 0.3),
    "substrate": Finish(mark("Substrate"), "934580"),
    "core": Finish(mark("Core"), "5c6675"),
    "interconnect": Finish(mark("Interconnect"), "336c01", 0.6, 0.4),
    "other": Finish(mark("Other"), "cbd1d9"),
}
