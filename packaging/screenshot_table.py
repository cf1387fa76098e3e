"""Which pictures of the studio there are: what each shows, how large, in which colours and in which language.

A line is one picture: `scene-colours[-language]-width.webp` in resources/screenshots. How a scene is brought about is
said in screenshots.py.
"""

from dataclasses import dataclass

SIZES = {1280: (1280, 800), 1920: (1920, 1080), 2560: (2560, 1440)}
"""The screens: a small laptop, the usual one, and a large one."""
THEMES = {"dark": "dark", "light": "light", "strong": "contrast-dark", "strong-light": "contrast-light"}


@dataclass(frozen=True, slots=True)
class Picture:
    scene: str
    colours: str
    width: int
    language: str = "en"

    @property
    def size(self) -> tuple[int, int]:
        return SIZES[self.width]

    @property
    def name(self) -> str:
        language = "" if self.language == "en" else "-zh"
        return f"{self.scene}-{self.colours}{language}-{self.width}.webp"


_LINES = """
start               light-1280 dark-1920 light-2560 dark-zh-1280
tour                dark-1280 light-1920
orbit               light-1280 dark-2560 light-zh-1920 strong-1280
fleet-orbit         light-2560 dark-1280
million             dark-2560
cluster             dark-1920
panel               light-1280 dark-1920 strong-1920
tandem              dark-2560 light-zh-1280
panel-light         light-1920
panel-life          dark-1280
technologies        light-1280
what-if             dark-1920
satellite           dark-2560 light-1280
heat                light-1280 dark-1920
links               dark-1280
compute             light-1280
budgets             light-1920
storage             dark-1280
season              dark-1280 light-1920
power-and-thermal   light-1280 dark-2560 strong-light-1920
fleet               light-1280 dark-1920
fleet-light         dark-1280
neighbours          light-1920
cost                light-2560 dark-1280
launch              light-1280
ground              dark-1280 light-zh-1920
break-even          dark-1920
drivers             light-1280
models              dark-1280
ramp                dark-2560 light-1280
supply              light-1920
market              dark-1280
claims              light-1280 dark-1920 light-zh-1280
cases               dark-2560
study-setup         light-1280
study-scatter       dark-2560 light-1280
study-parallel      dark-1920
study-map           light-1280
study-table         dark-1280
uncertainty         light-1280
compare             light-2560 dark-1280
compare-plots       light-1280
requirements        light-1280 strong-light-1280
notes               dark-1280
sign-off            light-1920 light-zh-1280
changes             dark-1280
report              light-1280 dark-1920
explain             dark-1280 light-2560 light-zh-1280
chain               dark-1920 light-1280
sensitivity         light-1920
palette             dark-1280 light-1920 strong-light-1280
console             dark-1280 light-1920
messages            light-1280
preferences         light-1280 dark-zh-1280
keys                dark-1280
units               light-1280 dark-1920
export              light-1280 dark-1920
close               dark-1280
history             light-1280
help                light-1280
"""


def _read(line: str) -> list[Picture]:
    scene, *looks = line.split()
    found = []
    for look in looks:
        colours, _, width = look.rpartition("-")
        chinese = colours.endswith("-zh")
        found.append(Picture(scene, colours.removesuffix("-zh"), int(width), "zh_CN" if chinese else "en"))
    return found


PICTURES: tuple[Picture, ...] = tuple(picture for line in _LINES.split("\n") if line for picture in _read(line))
