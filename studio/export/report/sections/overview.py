"""The first page after the contents: what the design is, what it comes to, and what it has to meet."""

from collections.abc import Iterator

from studio.analysis import RESULTS, STAGES, Verdict, judge
from studio.analysis import issues as all_issues
from studio.analysis.difference import field_words
from studio.analysis.judge import Light
from studio.analysis.merits import headline
from studio.design import Design
from studio.design.mission import Mission
from studio.design.quantity import AREA, LENGTH
from studio.design.unit_text import display, raised
from studio.export.report.content import Cell, Section, Sign, Text, table
from studio.export.report.subject import Subject
from studio.export.summary import compared
from studio.physics.constants import R_EARTH
from studio.text import mark, tr, tr_count

LIGHTS: dict[Light, str] = {
    "green": mark("met"),
    "amber": mark("met, narrowly"),
    "red": mark("not met"),
    "unknown": mark("not known"),
}
_SEVERITIES = {"error": mark("error"), "warning": mark("warning"), "note": mark("note"), "info": mark("note")}
_OVER_GROUND = "ground.cost_ratio"


def overview(subject: Subject) -> Section:
    """Description, key figures, requirements with margins, and what is wrong."""
    verdicts = judge(subject.results)
    described = tuple(Text(part) for part in subject.design.description.split("\n") if part.strip())
    keys = table(tr(mark("Key figures")), (tr(mark("Figure")), tr(mark("Value")), tr(mark("Stage"))),
                 _key_figures(subject), (0.52, 0.24, 0.24), (1,))  # fmt: skip
    asked = table(
        tr(mark("Requirements with their margins")),
        (tr(mark("Requirement")), tr(mark("Result")), tr(mark("Found")), tr(mark("Asked")), tr(mark("Margin")),
         tr(mark("Verdict"))),
        (_requirement(one, subject.design) for one in verdicts), (0.24, 0.24, 0.13, 0.13, 0.13, 0.13),
        (2, 3, 4))  # fmt: skip
    wrong = table(tr(mark("What the studio warns of")), (tr(mark("Kind")), tr(mark("Where")), tr(mark("What"))),
                  _issues(subject), (0.11, 0.24, 0.65))  # fmt: skip
    return Section(tr(mark("Summary")), (Text(_in_words(verdicts), "lead"), *_comes_to(subject), *described), (
        Section(tr(mark("Requirements")), asked or (Text(tr(mark("The design states no requirement."))),)),
        Section(tr(mark("Key figures")), keys),
        Section(tr(mark("Warnings")), wrong or (Text(tr(mark("Nothing is wrong with the design."))),)),
    ))  # fmt: skip


def _in_words(verdicts: tuple[Verdict, ...]) -> str:
    if not verdicts:
        return tr(mark("The design states no requirement that its results could be held against."))
    met = sum(one.light in {"green", "amber"} for one in verdicts)
    said = tr_count("{met} of {count} requirement is met.", "{met} of {count} requirements are met.", len(verdicts),
                    met=met)  # fmt: skip
    lost = [one.requirement.name for one in verdicts if one.light == "red"]
    if lost:
        said += " " + tr(mark("Not met: {names}."), names=_listed(lost))
    narrow = [one.requirement.name for one in verdicts if one.light == "amber"]
    if narrow:
        said += " " + tr(mark("Met narrowly: {names}."), names=_listed(narrow))
    return said


def _comes_to(subject: Subject) -> Iterator[Text]:
    """What the design is in a few sentences, each where its numbers are known."""
    design, said = subject.design, []
    if subject.has("constellation.satellites", "mass.satellite"):
        said.append(tr_count(
            "{count:,} satellite of {mass} flies at {altitude}.",
            "{count:,} satellites of {mass} each fly at {altitude}.",
            subject.value("constellation.satellites"), mass=subject.text("mass.satellite"),
            altitude=_altitude(design.mission)))  # fmt: skip
    if subject.has("power.array_eol", "payload.compute_rate"):
        said.append(tr(mark("Each has {area} of array, which give {power} at the end of life, and computes at {rate} "
                            "in the mean of its life."), area=display(design.array.area, AREA, None, 4),
                       power=subject.text("power.array_eol"), rate=subject.text("payload.compute_rate")))  # fmt: skip
    if subject.has("illumination.sunlit_fraction_year", "illumination.eclipse_max"):
        said.append(tr(mark("It sees {sunlit} of the year's sunlight; the longest darkness is {longest}."),
                       sunlit=subject.text("illumination.sunlit_fraction_year"),
                       longest=subject.text("illumination.eclipse_max")))  # fmt: skip
    if subject.has("cost.capex", "cost.accelerator_hour"):
        said.append(tr(mark("Capital is {capital}, and an accelerator-hour costs {hour}."),
                       capital=subject.text("cost.capex"), hour=subject.text("cost.accelerator_hour")))  # fmt: skip
    if subject.has(_OVER_GROUND):
        said.append(tr(mark("That is {ratio} times what it costs on the ground."), ratio=subject.text(_OVER_GROUND)))
    if said:
        yield Text(" ".join(said))


def _altitude(mission: Mission) -> str:
    """The altitude of a circle, those of perigee and apogee otherwise."""
    if mission.eccentricity == 0.0:
        return display(mission.altitude, LENGTH, "km", 4)
    away = mission.eccentricity * (R_EARTH + mission.altitude)
    low, high = (display(mission.altitude + sign * away, LENGTH, "km", 5) for sign in (-1.0, 1.0))
    return tr(mark("{low} to {high}"), low=low, high=high)


def _listed(names: list[str]) -> str:
    return "; ".join(tr(name) for name in names)


def _key_figures(subject: Subject) -> Iterator[tuple[Cell, ...]]:
    for name in headline(subject.design.requirements):
        if subject.has(name) and RESULTS[name].kind != "series":
            known = RESULTS[name]
            yield tr(known.label), subject.text(name), tr(STAGES[known.stage].label)


def _requirement(one: Verdict, design: Design) -> tuple[Cell, ...]:
    asked, known = one.requirement, RESULTS.get(one.requirement.result)
    if known is None or one.actual is None or one.margin is None:
        return tr(asked.name), tr(known.label) if known else asked.result, "–", "–", "–", Sign("unknown", one.reason)
    actual, bound = compared(one, design)
    return (tr(asked.name), tr(known.label), actual, bound, margin_text(one),
            Sign(one.light, tr(LIGHTS[one.light])))  # fmt: skip


def margin_text(one: Verdict) -> str:
    """How far a result is from its bound, with its sign: a difference of temperatures is in kelvin."""
    from studio.analysis.study.uncertainty.words import difference_words

    assert one.margin is not None
    words = difference_words(one.requirement.result, one.margin)
    return f"+{words}" if one.margin > 0 else words.replace("-", "−", 1)


def _where(subject: Subject, path: str) -> str:
    """What people call the field that an issue is about, and its name for who looks it up."""
    called = field_words((subject.design,), path)
    return called if called == path else f"{called} ({path})"


def _issues(subject: Subject) -> Iterator[tuple[Cell, ...]]:
    for issue in all_issues(subject.results):
        yield tr(_SEVERITIES.get(issue.severity, issue.severity)), _where(subject, issue.where), raised(issue.text)
    for name, outcome in subject.results.outcomes.items():
        if not outcome.ok:
            yield tr(_SEVERITIES["error"]), tr(STAGES[name].label), outcome.failure
