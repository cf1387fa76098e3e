"""Colours as people see them who see red, green or blue alike, and how far two colours are apart."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, IEEE Trans. Vis. Comput. Graph. 15 (2009) 1291, table 1.
VISIONS: dict[str, Floats] = {
    "usual": np.eye(3),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                 [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip
_WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Floats:
    """The linear parts of "#rrggbb", IEC 61966-2-1."""
    parts = np.array(list(bytes.fromhex(colour.removeprefix("#")))) / 255.0
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    """The ratio of two luminances, WCAG 2.2."""
    dark, light = sorted(float(linear(one) @ _XYZ[1]) for one in (first, second))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, vision: str = "usual") -> Floats:
    """CIE L*a*b* under D65 of a colour as it is seen."""
    found = _XYZ @ np.clip(VISIONS[vision] @ linear(colour), 0.0, 1.0) / _WHITE
    f = np.where(found > 216 / 24389, np.cbrt(found), (24389 / 27 * found + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(first: str, second: str, vision: str = "usual") -> float:
    """CIEDE2000 between two colours as they are seen."""
    return difference(lab(first, vision), lab(second, vision))


def difference(one: Floats, other: Floats) -> float:
    """CIEDE2000, after G. Sharma, W. Wu, E. N. Dalal, Color Res. Appl. 30 (2005) 21."""
    mean = (np.hypot(one[1], one[2]) + np.hypot(other[1], other[2])) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(mean**7 / (mean**7 + 25.0**7)))
    a = np.array([one[1], other[1]]) * stretch
    b = np.array([one[2], other[2]])
    chroma, hue = np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360
    grey = chroma[0] * chroma[1] == 0
    turn = 0.0 if grey else (hue[1] - hue[0] + 180) % 360 - 180
    light, full = other[0] - one[0], chroma[1] - chroma[0]
    round_ = 2 * np.sqrt(chroma[0] * chroma[1]) * np.sin(np.radians(turn) / 2)
    l_mean, c_mean = (one[0] + other[0]) / 2, chroma.mean()
    h_mean = hue.sum() if grey else hue.mean()
    if not grey and abs(hue[0] - hue[1]) > 180:
        h_mean += 180 if hue.sum() < 360 else -180
    t = (1 - 0.17 * np.cos(np.radians(h_mean - 30)) + 0.24 * np.cos(np.radians(2 * h_mean))
         + 0.32 * np.cos(np.radians(3 * h_mean + 6)) - 0.20 * np.cos(np.radians(4 * h_mean - 63)))  # fmt: skip
    s_l = 1 + 0.015 * (l_mean - 50) ** 2 / np.sqrt(20 + (l_mean - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    bend = 2 * np.sqrt(c_mean**7 / (c_mean**7 + 25.0**7))
    r_t = -bend * np.sin(np.radians(60 * np.exp(-(((h_mean - 275) / 25) ** 2))))
    return float(np.sqrt((light / s_l) ** 2 + (full / s_c) ** 2 + (round_ / s_h) ** 2
                         + r_t * full / s_c * round_ / s_h))  # fmt: skip


def nearest(colours: tuple[str, ...]) -> Iterator[tuple[float, str, str, str]]:
    """How far the two are apart that are nearest to each other, for each vision, with its name."""
    for vision in VISIONS:
        yield min((apart(one, other, vision), vision, one, other) for one, other in combinations(colours, 2))
