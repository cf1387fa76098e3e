"""Makes the folder that every installer with a frozen program carries: freeze.py INTO, run by the workshop's Python."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bundle import licences, pruning, sbom  # noqa: E402


def freeze(into: Path, epoch: int, version: str) -> None:
    """`into` becomes the folder of the program, its licences and the list of its parts inside."""
    work = into.parent / "pyinstaller"
    shutil.rmtree(into, ignore_errors=True)
    # The order of sets decides that of modules in the archive: the same each time.
    environment = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(epoch), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "--distpath", str(into.parent),
         "--workpath", str(work), str(HERE / "dawnline.spec")],
        env=environment, check=True,
    )  # fmt: skip
    of_system = pruning.prune(into / "_internal")
    parts = licences.collect(into, version)
    sbom.write(into, parts, of_system, epoch, version)
    for path in [into, *into.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


if __name__ == "__main__":
    freeze(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
