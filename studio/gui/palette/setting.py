"""What is typed as a field and a value: "altitude = 650 km", "altitude 650 km", "sun synchronous no"."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from studio.design import Design, DesignError, get_value, set_text
from studio.design.edit import field_at
from studio.design.field import Field
from studio.gui.inspector.change import change
from studio.gui.inspector.words import catalogue_entries, entry_label, option_label, sentence
from studio.gui.palette.entry import Entry
from studio.gui.palette.match import Query, Text, query_of
from studio.gui.palette.values import field_text, go_to_field, shown_unit
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_NUMBER = re.compile(r"\s+(?=[+\-−]?\.?\d)")
_OFFERED = 3
_CLEAR = 0.55
"""What fits so much worse than the best field is not offered beside it."""
_NOT_HERE = ("requirements[", "claims[", "baselines[")
"""Their numbers are those of a result, in its unit, and have dialogs of their own."""
_WORDS = {"yes": "yes", "no": "no", "on": "yes", "off": "no", "true": "yes", "false": "no"}


def readings(typed: str) -> Iterator[tuple[str, str]]:
    """The ways to read what was typed as the name of a field and a value for it, the likeliest first."""
    head, equals, tail = typed.partition("=")
    if equals:
        if head.strip() and tail.strip():
            yield head.strip(), tail.strip()
        return
    for gap in _NUMBER.finditer(typed):
        if typed[: gap.start()].strip():
            yield typed[: gap.start()].strip(), typed[gap.end() :].strip()
    words = typed.split()
    for count in range(1, len(words)):
        yield " ".join(words[:-count]), " ".join(words[-count:])


def settings(window: "MainWindow", typed: str, entries: Sequence[Entry]) -> list[Entry]:
    """What would be set by what was typed: the best few fields of `entries`; what cannot be set says why."""
    equals = "=" in typed
    for name, text in readings(typed):
        query = query_of(name)
        found = [one for one in _fitting(query, entries) if _takes(window, one.key, text, equals)]
        if found:
            return [_offer(window, one, text) for one in found[:_OFFERED]]
    return []


def _fitting(query: Query, entries: Sequence[Entry]) -> list[Entry]:
    """The fields that the query fits well, the best first."""
    if not query.words:
        return []
    scored = [(one.text.score(query), one) for one in entries
              if one.kind == "field" and not one.key.startswith(_NOT_HERE)]  # fmt: skip
    best = max((score for score, _ in scored), default=0.0)
    if best < 50.0:
        return []
    scored.sort(key=lambda pair: (-pair[0], len(pair[1].text.title)))
    return [one for score, one in scored if score >= _CLEAR * best][: 4 * _OFFERED]


def _takes(window: "MainWindow", path: str, text: str, equals: bool) -> bool:
    """Whether the text may be meant for the field: anything after an equals sign, else a number or one of its words."""
    assert window.session is not None
    spec = field_at(window.session.design, path)
    if spec.kind in {"number", "integer"}:
        return equals or bool(re.match(r"[+\-−]?\.?\d", text))
    if spec.kind == "switch" or spec.kind == "choice" or spec.catalogue:
        return equals or _option(spec, text) is not None
    return equals


def _option(spec: Field, text: str) -> str | None:
    """What a field holds for one of the words by which its options are known."""
    wanted = text.strip().casefold()
    if spec.kind == "switch":
        return {**_WORDS, tr("yes").casefold(): "yes", tr("no").casefold(): "no"}.get(wanted)
    known: dict[str, tuple[str, ...]] = {}
    if spec.kind == "choice":
        known = {option: (option.casefold(), option_label(option).casefold()) for option in spec.choices}
    elif spec.catalogue:
        known = {id: (id.casefold(), str(getattr(entry, "name", "")).casefold(),
                      entry_label(spec.catalogue, entry).casefold())
                 for id, entry in catalogue_entries(spec.catalogue).items()}  # fmt: skip
    for option, words in known.items():
        if wanted in words:
            return option
    if len(wanted) < 3:
        return None
    beginning = [option for option, words in known.items() if any(word.startswith(wanted) for word in words)]
    return beginning[0] if len(beginning) == 1 else None


def _offer(window: "MainWindow", entry: Entry, typed: str) -> Entry:
    """The entry that sets a field, or says why it cannot hold what was typed."""
    session = window.session
    assert session is not None
    path = entry.key
    spec = field_at(session.design, path)
    unit = shown_unit(window, path, spec)
    option = _option(spec, typed)
    text = typed if option is None else option

    def edit(design: Design) -> Design:
        return set_text(design, path, text, unit or None)

    def now() -> str:
        return tr("now {value}", value=field_text(spec, get_value(session.design, path), unit))

    try:
        if spec.catalogue and option is None:
            raise DesignError(path, tr("“{text}” is not in the catalogue", text=typed))
        value = get_value(edit(session.design), path)
    except DesignError as refusal:
        reason = sentence(refusal.text)
        title = tr("{field} cannot be “{text}”", field=entry.text.title, text=typed)
        return Entry("set", path, Text(title, "", entry.text.place), partial(go_to_field, window, path),
                     tr("set it"), now, why=lambda: reason)  # fmt: skip
    title = tr("{field} = {value}", field=entry.text.title, value=field_text(spec, value, unit))

    def run() -> None:
        refused = change(session, path, spec.label, edit)
        session.end_gesture()
        if refused is not None:
            session.notices.tell(sentence(refused.text), "error")

    return Entry("set", path, Text(title, "", entry.text.place), run, tr("set it"), now,
                 more=lambda: [(tr("Go to the field"), partial(go_to_field, window, path))])  # fmt: skip
