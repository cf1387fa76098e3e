"""Where the files that ship with the studio lie, in a checkout and in an installed package alike."""

from pathlib import Path

FOLDERS = ("cases", "catalogue", "cost_models", "export", "fonts", "icons", "optical", "presets", "radiation", "report",
           "selftest", "spectra", "stacks", "start", "textures", "translations")  # fmt: skip
"""What is below the folder of shipped files."""
FILES = ("claims.json",)
"""The shipped files beside these folders."""
_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The folder of shipped files: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def path(*parts: str) -> Path:
    """The path of one shipped file or folder."""
    return root().joinpath(*parts)


def missing() -> list[str]:
    """The folders and files that ship and are not there, or are empty."""
    folders = [name for name in FOLDERS if not any(path(name).glob("*"))]
    return folders + [name for name in FILES if not path(name).is_file()]
