"""A Debian of its own in a folder: what a user has who never installed more than a desktop brings, and less."""

import contextlib
import os
import shutil
import signal
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

SUITE = "bookworm"
USER = "engineer"
_LISTED = Path("/etc/apt/sources.list.d/debian.sources")
_OF_MIRRORS = [f"Acquire::{name}" for name in ("Check-Valid-Until", "Check-Date", "http::Proxy", "https::Proxy")]
_PLAIN = "http://deb.debian.org/debian"
_KEPT_BY_SYSTEM = ("var/log/", "var/cache/", "var/lib/apt/", "var/lib/dpkg/", "etc/ld.so.cache", "tmp/", "run/")
"""Where Debian itself writes down what came and went."""

_ENTER = """
mount --rbind /dev "$0/dev" && mount -t proc proc "$0/proc" || exit 125
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix" || exit 125; fi
exec chroot "$0" "$@"
"""


class Machine:
    """The system in `folder`; commands run there as root or as a user, in a process tree that ends with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
        if subprocess.run([*self._apart, "true"], capture_output=True).returncode:
            self._apart = []  # where mounting is forbidden, a plain chroot: X is then reached by its abstract socket

    @classmethod
    def fresh(cls, folder: Path) -> "Machine":
        """The smallest Debian there is (no Python, no compiler), and a user in it."""
        # These options stay in the system: a mirror that does not answer once is no fault of the packages, and what
        # this machine has to know of its mirror (a proxy, a date) the new one has to know as well.
        told = subprocess.run(["apt-config", "dump", "--format", '%f "%v";%n', *_OF_MIRRORS], capture_output=True,
                              text=True, check=True).stdout.splitlines()  # fmt: skip
        options = [f"--aptopt={line}" for line in ('Acquire::Retries "5";', *told)]
        command = ["mmdebstrap", "--variant=minbase", "--quiet", *options, SUITE, str(folder)]
        command += [str(_LISTED)] if _LISTED.exists() else [_PLAIN]
        made = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert made.returncode == 0, made.stderr[-4000:]
        shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        (folder / "tmp" / ".X11-unix").mkdir(mode=0o1777)
        machine = cls(folder)
        assert machine.run("useradd", "--create-home", USER).returncode == 0
        return machine

    def command(self, *words: str, user: str = "root", **variables: str) -> list[str]:
        """What has to be started on the building machine for `words` to run in the system as `user`."""
        home = "/root" if user == "root" else f"/home/{user}"
        given = {"HOME": home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "USER": user,
                 "DEBIAN_FRONTEND": "noninteractive", **variables}  # fmt: skip
        inside = [f"--userspec={user}:", str(self.folder)]
        entered = ["env", "-i", *(f"{name}={value}" for name, value in given.items()), *words]
        if not self._apart:
            return ["chroot", *inside, *entered]
        script = _ENTER.replace('chroot "$0"', f'chroot {inside[0]} "$0"')
        return [*self._apart, "sh", "-c", script, str(self.folder), *entered]

    def run(
        self, *words: str, user: str = "root", timeout: float = 300, **variables: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return subprocess.run(self.command(*words, user=user, **variables), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, errors="replace", timeout=timeout)  # fmt: skip

    @contextlib.contextmanager
    def running(self, *words: str, user: str, log: Path, **variables: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A program that runs meanwhile; what it says goes into `log`."""
        with log.open("wb") as file:
            process = subprocess.Popen(self.command(*words, user=user, **variables), stdin=subprocess.DEVNULL,
                                       stdout=file, stderr=subprocess.STDOUT, start_new_session=True)  # fmt: skip
        try:
            yield process
        finally:
            # The first process of the tree as well: with it, the system ends all others there.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def home(self) -> Path:
        """The user's own folder, by its path on the building machine."""
        return self.folder / "home" / USER

    def empty_home(self) -> None:
        """As that of a user who has just come: nothing is remembered of what ran before."""
        for path in self.home().iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def bring(self, file: Path, into: str) -> str:
        """Put a copy of `file` into a folder of the system; its path there."""
        target = self.folder / into.strip("/") / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
        target.chmod(0o644)
        return f"/{target.relative_to(self.folder)}"

    def unpack(self, archive: Path, into: str) -> str:
        """Unpack `archive` into a folder of the system, which nobody but root may change; the path of its folder."""
        target = self.folder / into.strip("/")
        target.mkdir(parents=True)
        with tarfile.open(archive) as packed:
            packed.extractall(target)
        (only,) = target.iterdir()
        for path in (target, only, *only.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & 0o555)
        return f"/{only.relative_to(self.folder)}"

    def files(self) -> set[str]:
        """Every file, folder and link that is not the system's own bookkeeping."""
        found: set[str] = set()
        for folder, folders, names in os.walk(self.folder):
            at = os.path.relpath(folder, self.folder)
            if at in {"proc", "sys", "dev"}:
                folders.clear()
                continue
            found.update(os.path.normpath(os.path.join(at, name)) for name in (*folders, *names))
        return {name for name in found if not f"{name}/".startswith(_KEPT_BY_SYSTEM) and name not in _KEPT_BY_SYSTEM}
