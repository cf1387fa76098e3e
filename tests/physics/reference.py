"""The Sun and the clock of astropy, kept off the network and silent about dates past its tables."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import erfa
import numpy as np
from astropy.coordinates import get_sun
from astropy.time import Time
from astropy.utils import iers


@contextmanager
def quiet_astropy() -> Iterator[None]:
    """No download, and no warning about dates that the tables in the package do not reach."""
    with (
        iers.conf.set_temp("auto_download", False),
        iers.conf.set_temp("auto_max_age", None),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


def apparent_sun(tt):
    """Vector [m] to the apparent Sun in the true equator and equinox of date, `tt` seconds of TT after J2000.0."""
    with quiet_astropy():
        time = Time(2451545.0, np.asarray(tt) / 86400.0, format="jd", scale="tt")
        vector = get_sun(time).cartesian.xyz.to_value("m").T
    return np.einsum("...ij,...j->...i", erfa.pnm06a(time.jd1, time.jd2), vector)
