"""Finding topics, fields and results by words."""

import html
import re
from dataclasses import dataclass
from functools import cache

from studio.analysis import RESULTS
from studio.design import Design, fields
from studio.gui.help.topics import TOPICS
from studio.text import language, tr

_TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Hit:
    """`link` is "help:KEY" or "name:NAME"."""

    link: str
    label: str
    words: str


def found(typed: str, most: int = 40) -> tuple[tuple[str, tuple[Hit, ...]], ...]:
    """Topics, fields and results that have all the words typed, the best first; `most` of each kind."""
    wanted = typed.casefold().split()
    if not wanted:
        return ()

    def named(hit: Hit) -> bool:
        return not all(word in hit.label.casefold() for word in wanted)

    kinds = ((tr("Topics"), _topics(language())), (tr("Fields"), _fields(language())),
             (tr("Results"), _results(language())))  # fmt: skip
    answer = []
    for title, hits in kinds:
        fitting = [hit for hit in hits if all(word in hit.words for word in wanted)]
        fitting.sort(key=named)
        if fitting:
            answer.append((title, tuple(fitting[:most])))
    answer.sort(key=lambda kind: named(kind[1][0]))  # a kind that has the words in a name comes first
    return tuple(answer)


@cache
def _topics(spoken: str) -> tuple[Hit, ...]:
    made = []
    for key, topic in TOPICS.items():
        title, words = tr(topic.title), html.unescape(_TAGS.sub(" ", topic.shown()))
        made.append(Hit(f"help:{key}", title, f"{title} {words}".casefold()))
    return tuple(made)


@cache
def _fields(spoken: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(f"name:{spec.path}", tr(spec.label), f"{tr(spec.label)} {spec.path} {tr(spec.help)}".casefold())
        for spec in fields(Design) if "[]" not in spec.path and not spec.hidden
    )  # fmt: skip


@cache
def _results(spoken: str) -> tuple[Hit, ...]:
    return tuple(Hit(f"name:{name}", tr(info.label), f"{tr(info.label)} {name}".casefold())
                 for name, info in RESULTS.items())  # fmt: skip
