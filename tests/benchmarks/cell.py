"""How fast the solar-cell kernel is, on this machine: `python tests/benchmarks/cell.py`.

Prints one line a figure with the target beside it. Nothing here passes or fails: machines differ.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np
import pvlib

from studio.catalogue.spectrum import spectrum
from studio.physics.cell.detailed_balance import limit
from studio.physics.cell.diode import Diode, current_voltage, maximum_power
from studio.physics.cell.spectrum import bin_means
from studio.physics.cell.tandem import series_curve, series_maximum_power
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE

THOUSANDS = 10_000


def report(name: str, work: Callable[[], object], target: float | None, repeats: int = 200) -> None:
    work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1e3)
    wanted = f"target {target:6.2f} ms" if target else "for comparison"
    print(f"{name:44} {statistics.median(times):9.3f} ms   {wanted:16}   n = {repeats}")


def pvlib_power(diode: Diode, method: str) -> object:
    thermal = diode.ideality_1 * diode.temperature * (BOLTZMANN / ELEMENTARY_CHARGE)
    return pvlib.pvsystem.singlediode(
        diode.photocurrent, diode.saturation_1, diode.series_resistance, diode.shunt_resistance, thermal, method=method
    )


def main() -> None:
    random = np.random.default_rng(1)
    one = Diode(400.0, 1e-8, 1.1, 0.0, 1e-5, 1.0, 300.0)
    two = Diode(400.0, 1e-9, 1.0, 1e-4, 1e-5, 1.0, 300.0)
    stack = Diode([170.0, 172.0, 250.0], [1e-22, 1e-15, 1e-3], 1.1, 0.0, [0.0, 0.0, 1e-4], 10.0, 300.0)
    light = random.uniform(100.0, 500.0, THOUSANDS)
    many = Diode(light, 1e-8, 1.1, 0.0, 1e-5, 1.0, random.uniform(250.0, 400.0, THOUSANDS))
    stacks = Diode(
        random.uniform(120.0, 200.0, (THOUSANDS, 3)), [1e-22, 1e-15, 1e-3], 1.1, 0.0, [0.0, 0.0, 1e-4], 10.0,
        random.uniform(250.0, 400.0, (THOUSANDS, 1)),
    )  # fmt: skip
    sun, edges = spectrum("am0"), np.linspace(280e-9, 1800e-9, 305)
    gaps = np.array([1.68, 1.12]) * ELEMENTARY_CHARGE

    report("maximum power, one diode", lambda: maximum_power(one), 0.5)
    report("maximum power, two diodes", lambda: maximum_power(two), 0.5)
    report("  pvlib singlediode, lambertw", lambda: pvlib_power(one, "lambertw"), None)
    report("  pvlib singlediode, newton", lambda: pvlib_power(one, "newton"), None, 50)
    report("curve of 200 points, one cell", lambda: current_voltage(one), 0.5)
    report("maximum power, three junctions in series", lambda: series_maximum_power(stack), 0.5)
    report("curve of 200 points, three junctions", lambda: series_curve(stack), 2.0)
    report("spectrum in 304 bins", lambda: bin_means(sun.wavelength, sun.irradiance, edges), 0.5)
    report("detailed balance, one junction", lambda: limit(gaps[1], sun.wavelength, sun.irradiance), 1.0)
    report("detailed balance, two junctions", lambda: limit(gaps, sun.wavelength, sun.irradiance), 1.0)
    report(f"maximum power, {THOUSANDS} cells", lambda: maximum_power(many), 50.0, 20)
    report("  pvlib singlediode, lambertw", lambda: pvlib_power(many, "lambertw"), None, 5)
    report("  pvlib singlediode, newton", lambda: pvlib_power(many, "newton"), None, 5)
    report(f"maximum power, {THOUSANDS} × three junctions", lambda: series_maximum_power(stacks), 200.0, 20)


if __name__ == "__main__":
    main()
