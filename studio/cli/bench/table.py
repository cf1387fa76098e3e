"""The rows of the table, what each is about, and how they are measured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studio.cli.bench import designs, fleets, flight, light, solar, studies, studies_beside, windows
from studio.cli.bench.basilisk import one_orbit
from studio.cli.bench.case import Measured, Run
from studio.cli.bench.peers import Missing
from studio.cli.bench.row import Row
from studio.text import mark, tr

_DESIGNS = mark("designs a second")
_STEPS = mark("million satellite-steps a second")
_SECOND = "s"
_MILLISECOND = "ms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row before it is measured."""

    name: str
    what: str
    unit: str
    measure: Callable[[Run], Measured]
    peer: str = ""
    more_is_better: bool = False
    target: float | None = None
    """Least ratio"""
    limit: float | None = None
    """Worst figure"""
    differs: str = ""

    def row(self, run: Run) -> Row:
        missing = ""
        found: Measured | None
        try:
            found = self.measure(run)
        except Missing as error:
            missing, found = str(error), error.ours
        return Row(
            name=self.name, what=tr(self.what), unit=tr(self.unit), more_is_better=self.more_is_better,
            ours=None if found is None else found.ours, peer=(found.peer if found else "") or self.peer,
            theirs=None if found is None else found.theirs, accuracy=None if found is None else found.accuracy,
            target=None if run.quick else self.target, limit=None if run.quick else self.limit,  # of the whole size
            differs=tr(self.differs), missing=missing)  # fmt: skip


def _steps(name: str, what: str, measure: Callable[[Run], Measured], peer: str, differs: str,
           target: float | None = None) -> Entry:  # fmt: skip
    return Entry(name=name, what=what, unit=_STEPS, measure=measure, peer=peer, more_is_better=True, target=target,
                 differs=differs)  # fmt: skip


ENTRIES = (
    _steps("j2-numpy", mark("J2 mean elements, one thread, beside numpy"), flight.by_reference, "numpy",
           mark("The same positions; numpy is the studio's own reference.")),
    _steps("j2-threads", mark("J2 mean elements, two threads beside one"), flight.by_one_thread, "one thread",
           mark("The same work, shared by two threads.")),
    _steps("j2-write", mark("J2 mean elements beside writing memory alone, two threads"), flight.by_writing,
           "memory alone", mark("The peer only fills the same memory with one number: no propagator can be faster; the "
                                "accuracy is that against extended precision."), 1.0 / 3.0),
    _steps("j2-sgp4", mark("J2 mean elements beside sgp4's SGP4, one thread"), flight.by_sgp4, "sgp4",
           mark("SGP4 also has periodic terms, drag, eccentricity and the velocity; the studio has circles with the "
                "secular drift by J2, so that the two are kilometres apart."), 60.0),
    _steps("j2-heyoka", mark("J2 mean elements beside heyoka's SGP4, float32, two threads"),
           flight.by_heyoka, "heyoka",
           mark("As for sgp4; both write single precision, heyoka the velocity too."), 7.0),
    _steps("kepler-brahe", mark("Two-body circles beside brahe, one thread"), flight.by_brahe, "brahe",
           mark("brahe (Rust) solves ellipses, gives the velocity too, and is called once for all times of an orbit."),
           40.0),
    _steps("kepler-satkit", mark("Two-body circles beside satkit, one thread"), flight.by_satkit, "satkit",
           mark("satkit (Rust) solves ellipses, gives the velocity too, and is called for every position; its clock "
                "counts microseconds."), 40.0),
    _steps("kepler-orekit", mark("Two-body circles beside Orekit, one thread"), flight.by_orekit, "orekit-jpype",
           mark("Orekit (Java) solves ellipses with objects for dates; its loop runs within Java."), 40.0),
    _steps("shadow-numpy", mark("Place and share of the Sun, one thread, beside numpy"), light.by_reference, "numpy",
           mark("The same work; numpy is the studio's own reference.")),
    _steps("shadow-satkit", mark("Place and share of the Sun, one thread, beside satkit"), light.by_satkit, "satkit",
           mark("satkit computes the share alone, from given positions, one call for each; its spherical Earth is made "
                "an ellipsoid by a stretched axis.")),
    _steps("shadow-brahe", mark("Place and share of the Sun, one thread, beside brahe"), light.by_brahe, "brahe",
           mark("brahe computes the share alone, from given positions, one call for each; its spherical Earth is made "
                "an ellipsoid by a stretched axis.")),
    _steps("shadow-orekit", mark("Place and share of the Sun, one thread, beside Orekit"), light.by_orekit,
           "orekit-jpype", mark("Orekit computes the share alone, past its ellipsoid, from states made beforehand; its "
                                "loop runs within Java.")),
    Entry(name="plane-year", what=mark("All entries and exits of one plane in a year"), unit=_MILLISECOND,
          measure=light.plane_year, peer="orekit-jpype", limit=50.0,
          differs=mark("Orekit steps along an orbit with the periodic terms and those in J2², which let the two drift "
                       "minutes apart in a year; the studio solves for the edges of all revolutions at once.")),
    Entry(name="fleet-step", what=mark("A million satellites, one step, conical shadow of the ellipsoid"),
          unit=_MILLISECOND, measure=fleets.step, limit=15.0,
          differs=mark("Two threads; the accuracy is that against the numpy reference.")),
    Entry(name="fleet-orbit", what=mark("A million satellites, one orbit in steps of 60 s"), unit=_SECOND,
          measure=fleets.orbit, limit=1.5,
          differs=mark("Two threads; added up and not stored; the accuracy is that against the numpy reference.")),
    Entry(name="fleet-year", what=mark("A million satellites, one year by planes"), unit=_SECOND,
          measure=fleets.year, limit=10.0,
          differs=mark("Every plane on every day, as the lit share of its circle.")),
    Entry(name="orbit-basilisk", what=mark("One satellite, one orbit: light, power, battery and heat"),
          unit=_MILLISECOND, measure=one_orbit, peer="bsk",
          differs=mark("Basilisk steps every ten seconds and samples the shadow; the studio solves for its edges and "
                       "takes many orbits of a year in one call, of which this is the time of one.")),
    Entry(name="optics-tmm", what=mark("Ten films at 500 wavelengths, absorption of each"), unit=_MILLISECOND,
          measure=solar.transfer_matrix, peer="tmm",
          differs=mark("tmm takes one wavelength a call and keeps all amplitudes.")),
    Entry(name="cell-pvlib", what=mark("Maximum power of 10 000 cells"), unit=mark("cells a second"),
          measure=solar.diode_curve, peer="pvlib", more_is_better=True,
          differs=mark("pvlib solves by the Lambert function and also gives voltage, current and two more points.")),
    Entry(name="limit-scipy", what=mark("Detailed balance of one gap"), unit=mark("gaps a second"),
          measure=solar.detailed_balance, peer="scipy", more_is_better=True,
          differs=mark("The peer is the textbook's limit by scipy's integral and bounded search, gap by gap.")),
    Entry(name="design", what=mark("Whole evaluation of the start design"), unit=_MILLISECOND, measure=designs.whole,
          limit=150.0),
    Entry(name="sweep", what=mark("Designs of other altitude a second, one thread"),
          unit=_DESIGNS, measure=designs.sweep, more_is_better=True,
          differs=mark("Each takes over from the one before what the altitude does not change.")),
    Entry(name="study-single", what=mark("Every result of the start design in a study, one process"), unit=_DESIGNS,
          measure=studies.beside_the_same, peer="single evaluation", more_is_better=True,
          differs=mark("Six numbers vary, nothing is shared; the peer is the studio's evaluation of one design, called "
                       "in a loop on the same sampling of the year.")),
    Entry(name="study-fine", what=mark("A study's first look beside fine evaluations, one process"), unit=_DESIGNS,
          measure=studies.beside_the_fine, peer="single evaluation", more_is_better=True,
          differs=mark("As before, but the peer looks at every other day of the year as the window does. No open model "
                       "of a whole orbital data centre is known to the authors.")),
    Entry(name="study-workers", what=mark("A study of the start design into its file, two workers"), unit=_DESIGNS,
          measure=studies.two_workers, peer="one worker", more_is_better=True, limit=2000.0,
          differs=mark("Every result, six numbers varied; from when every worker has answered once to the last answer, "
                       "written to the disk batch by batch.")),
    Entry(name="study-overhead", what=mark("Workers' time that is no work on a design"), unit="%",
          measure=studies.overhead, limit=5.0,
          differs=mark("Waiting, and what the process that hands out batches and writes them takes itself.")),
    Entry(name="study-dask", what=mark("The same study on two workers of a Dask scheduler"), unit=_DESIGNS,
          measure=studies.dask_workers, peer="one worker", more_is_better=True, target=1.7,
          differs=mark("Scheduler and workers on this machine, on which the scheduler takes its share of two cores.")),
    Entry(name="study-carlo", what=mark("A thousand samples of the uncertain start design"), unit=_SECOND,
          measure=studies.carlo, limit=1.0,
          differs=mark("Every single number and the bands over the life; the design itself is evaluated already.")),
    Entry(name="study-memory", what=mark("Most memory of the process of a study of a million points"), unit="MB",
          measure=studies.million, limit=1000.0,
          differs=mark("Two workers compute the orbit's results; the process hands out, writes and joins the file.")),
    Entry(name="study-orekit", what=mark("Sunlit share of the year of many orbits, one process"), unit=_DESIGNS,
          measure=studies_beside.eclipses, peer="orekit-jpype", more_is_better=True, target=200.0,
          differs=mark("Orekit finds every entry and exit of the year along an orbit with periodic terms; a study's "
                       "first look solves for those of one revolution a day.")),
    Entry(name="study-basilisk", what=mark("Light, power, battery and heat of the year, one process"), unit=_DESIGNS,
          measure=studies_beside.power_and_heat, peer="bsk", more_is_better=True, target=200.0,
          differs=mark("Basilisk steps through an orbit on each of the twelve days of the year that a study's first "
                       "look takes, with a plate for the panel; the studio also has the Earth's light and heat, ageing "
                       "and the radiator in these stages.")),
    *(Entry(name=name, what=what, unit=unit, measure=windows.figure(name), more_is_better=more, limit=limit,
            differs=differs)
      for name, what, unit, more, limit, differs in windows.FIGURES),
)  # fmt: skip


def chosen(names: tuple[str, ...]) -> tuple[Entry, ...]:
    """The entries of these names or beginnings of names; all of them where none is given.

    Raises
    ------
    ValueError
        If no entry has such a name.
    """
    if not names:
        return ENTRIES
    for name in names:
        if not any(entry.name.startswith(name) for entry in ENTRIES):
            known = ", ".join(entry.name for entry in ENTRIES)
            raise ValueError(tr(mark("there is no row “{name}”; there are {known}"), name=name, known=known))
    return tuple(entry for entry in ENTRIES if entry.name.startswith(names))


def rows(entries: tuple[Entry, ...], run: Run) -> Iterator[Row]:
    """The rows, one after the other as they are measured."""
    for entry in entries:
        yield entry.row(run)
