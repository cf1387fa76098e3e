"""Two programs on one file: what another one wrote is not replaced in silence."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from studio.design import Design
from studio.document import FileError, read, write
from studio.document.document import Document
from studio.document.turns import ChangedOutsideError, turn

OURS, THEIRS = Design(title="ours"), Design(title="theirs")


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Document, Path]:
    path = tmp_path / "design.json"
    write(path, Design(title="before"))
    document = Document()
    document.open(path)
    document.edit("mine", OURS)
    return document, path


def test_a_file_that_another_program_changed_is_left_as_it_is(opened: tuple[Document, Path]) -> None:
    document, path = opened
    write(path, THEIRS)
    with pytest.raises(ChangedOutsideError, match=r"^design\.json: was changed by another program since"):
        document.save()
    assert read(path) == THEIRS
    assert document.is_modified
    assert document.design == OURS


def test_what_we_wrote_ourselves_is_replaced(opened: tuple[Document, Path]) -> None:
    document, path = opened
    document.save()
    document.edit("again", THEIRS)
    document.save()
    assert read(path) == THEIRS


def test_the_same_content_or_no_file_is_no_change(opened: tuple[Document, Path]) -> None:
    document, path = opened
    path.write_bytes(path.read_bytes())
    os.utime(path, (0, 0))
    document.save()
    path.unlink()
    document.edit("again", THEIRS)
    document.save()
    assert read(path) == THEIRS


def test_a_name_through_a_link_is_the_same_file(opened: tuple[Document, Path], tmp_path: Path) -> None:
    document, path = opened
    write(path, THEIRS)
    (tmp_path / "link.json").symlink_to(path)
    with pytest.raises(ChangedOutsideError):
        document.save_as(tmp_path / "link.json")
    document.save_as(tmp_path / "other.json")
    assert read(tmp_path / "other.json") == OURS


def test_recovered_work_still_knows_the_file(opened: tuple[Document, Path]) -> None:
    document, path = opened
    again = Document()
    again.recover(document.design, path, document.mark)
    write(path, THEIRS)
    with pytest.raises(ChangedOutsideError):
        again.save()


def test_what_is_not_wanted_any_more_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "design.json"
    write(path, OURS)
    with pytest.raises(FileError):
        write(path, THEIRS, wanted=lambda: False)
    assert read(path) == OURS
    assert list(tmp_path.iterdir()) == [path]


def test_only_one_of_many_that_save_at_once_replaces_what_was_opened(tmp_path: Path) -> None:
    path = tmp_path / "design.json"
    write(path, Design(title="before"))
    documents = []
    for number in range(6):
        document = Document()
        document.open(path)
        document.edit("mine", Design(title=f"number {number}"))
        documents.append(document)
    saved: list[str] = []
    start = threading.Barrier(len(documents))

    def save(document: Document) -> None:
        start.wait()
        try:
            document.save()
        except ChangedOutsideError:
            return
        saved.append(document.design.title)

    threads = [threading.Thread(target=save, args=(document,)) for document in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert saved == [read(path).title]


def test_the_turn_of_one_that_was_killed_is_free(tmp_path: Path) -> None:
    code = ("import os, signal, sys; from pathlib import Path; from studio.document.turns import turn\n"
            "with turn(Path(sys.argv[1])): os.kill(os.getpid(), getattr(signal, 'SIGKILL', 15))")  # fmt: skip
    path = tmp_path / "design.json"
    assert subprocess.run([sys.executable, "-c", code, str(path)], timeout=60).returncode != 0
    with turn(path):
        pass
    write(path, OURS)
    assert read(path) == OURS
