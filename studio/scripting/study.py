"""A study of many designs run by a script, as the Study tab runs it: into a file that both can open."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from studio.analysis.study.plan import plan_from
from studio.scripting.error import ScriptError
from studio.scripting.host import Host
from studio.text import mark, tr

_PATIENCE = 0.1


def run_study(host: Host, plan: str | Mapping[str, Any], path: Path, *, force: bool) -> Path:
    """Compute what `plan` says of the open design, in processes of this machine; the file, when all of it is there."""
    from studio.export.outlet import refuse_target
    from studio.jobs.study import LocalEngine, StudyCallbacks, StudyRun, discard, unfinished

    asked = plan_from(plan.encode() if isinstance(plan, str) else msgspec.json.encode(plan))
    refuse_target(path, folder=False, over=force)
    if force:
        discard(path)
    elif unfinished(path) is not None:
        raise ScriptError(tr(mark("{name}: an unfinished study is beside it; force=True discards it"), name=path.name))
    checkpoint, shares = host.checkpoint(), [0.0]
    ended: dict[str, Any] = {}
    run = StudyRun(host.design, asked, path, LocalEngine(), StudyCallbacks(
        on_progress=lambda done, total, failed, rate: shares.append(done / max(total, 1)),
        on_done=lambda file: file.close(), on_failed=lambda text: ended.update(failed=text),
        on_error=lambda text: ended.update(error=text),
    ))  # fmt: skip
    run.start()
    try:
        while not run.wait(_PATIENCE):
            checkpoint(shares[-1])
    finally:
        run.close()
    if "failed" in ended:
        raise ScriptError(str(ended["failed"]))
    if "error" in ended:
        raise RuntimeError(ended["error"])
    return path
