"""Whether a life was as it should be: all that a person did worked, and what is off was said in a sentence."""

import re

from tests.attack.broken_parts.start import Life
from tests.attack.broken_parts.worlds import World

_NUMBER = 655.5e3


def working(life: Life, world: World) -> list[str]:
    """What was not as it should be in a life of work."""
    wrong = _ended(life, world)
    typed, evaluated = life.one("typed"), life.one("evaluated")
    if typed is None or typed["altitude"] != _NUMBER or "655.5" not in str(typed["text"]):
        wrong.append(f"typing 655.5 km gave {typed and (typed['altitude'], typed['text'])}")
    if evaluated is not None and "*" not in world.may_fail:
        failed = {stage: status for stage, status in evaluated.items()
                  if stage not in {"what", "at", "since", *world.may_fail} and status != "fresh"}  # fmt: skip
        if failed:
            wrong.append(f"stages: {failed}")
    for step, key, value in (("undone", "right", True), ("redone", "altitude", _NUMBER), ("saved", "modified", False)):
        found = life.one(step)
        if found is None or found[key] != value:
            wrong.append(f"{step}: {found and found[key]}")
    wrong += [f"no “{step}”" for step in ("evaluated", "looked", "leaving") if life.one(step) is None]
    for wanted in world.says:
        if not re.search(wanted, life.words):
            wrong.append(f"“{wanted}” was not said, but: {life.words[:600]!r}")
    for notice in life.all("notice"):
        text = str(notice["text"])
        known = any(re.search(wanted, text) for wanted in world.says)
        if notice["level"] == "error" and not world.errors and not known:
            wrong.append(f"an error was told: {text} {notice['details'][-300:]}")
        if notice["level"] == "warning" and not world.says:
            wrong.append(f"a warning without a reason: {text}")
    crashes = [one for one in life.all("dialog") if one["name"] == "crash"]
    if crashes:
        wrong.append(f"a program error nobody caught: {crashes[0]['details'][-1500:]}")
    return wrong


def _ended(life: Life, world: World) -> list[str]:
    if life.hung:
        return [f"it hung after {life.seconds:.0f} s, having told {[one['what'] for one in life.told][-3:]}"]
    wrong = [f"it ended with {life.status}: {life.said[-500:]}"] if life.status else []
    if "Traceback" in life.said:
        wrong.append(f"a traceback: {life.said[-900:]}")
    return wrong
