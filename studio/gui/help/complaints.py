"""What users of other tools complain of, where they did so, and how it is here: told, and proven by a test each."""

from dataclasses import dataclass

from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Complaint:
    """`told` names threads of trackers and forums; `proof` is a test of this project, empty where there is none yet."""

    what: str
    told: str
    here: str
    proof: str


COMPLAINTS = (
    Complaint(
        mark("Work is lost or damaged after a crash, and the recovery crashes too."),
        "FreeCAD #18044, #32351, #21367, #20393; assembly3 #213; OpenSCAD #3373",
        mark("A file is written beside the old one and takes its place when it is whole. Unsaved work is kept by "
             "a file of its own a second and a half after each edit, and at once before a crash is told; the "
             "next start offers it, also after a second crash."),
        "tests/document/test_recovery.py"),
    Complaint(
        mark("A decimal comma is read wrongly in silence: 80 mm become 800 m, then 8,000 km."),
        "FreeCAD #5871, #29340, #29800; OpenRocket #1746",
        mark("The decimal sign is a setting. What could be read in two ways is refused with both readings, the "
             "text stays, and so does the old value."),
        "tests/design/test_unit_text.py"),
    Complaint(
        mark("The window freezes while it computes, and nothing stops it."),
        "FreeCAD #28906, #17610, #20907; SAM #1541",
        mark("Computing has a process of its own, and the newest design wins. Long work shows how far it is and "
             "stops within the blink of an eye (Ctrl+.)."),
        "tests/gui/test_session.py"),
    Complaint(
        mark("Undo forgets some changes and reverts too many others."),
        "OpenRocket #1391, #2307, #2680; napari #1448; OpenSCAD #734",
        mark("Every edit is one step, a drag as well, opening a study point and closing a design among them. "
             "Saving forgets none; Edit → History goes to any."),
        "tests/document/test_history.py"),
    Complaint(
        mark("Files of an older version crash the new one."),
        "SAM #1912, #518, #639",
        mark("Every version of every design that ever shipped opens, and a field that has moved is moved."),
        "tests/document/test_early_designs.py"),
    Complaint(
        mark("What a row of a sweep said is not what the design opened from it says."),
        "SAM #1003; SolarPILOT #84",
        mark("Each row carries the hash of its design, which is checked when it is opened."),
        "tests/jobs/study/test_store.py"),
    Complaint(
        mark("It takes ten seconds to start."),
        "napari #8689, #8686, #7282",
        mark("The window is there in a quarter of a second; the views fill it one by one, the one you look at "
             "first. “dawnline bench” measures it on your machine."),
        "tests/cli/test_bench.py"),
    Complaint(
        mark("Words are cut on a small or a fine screen."),
        "OpenRocket #2143, #1024, #1285; pyvistaqt #445",
        mark("Everything fits 1280 × 800, texts grow to 175 %, and a test looks for cut words and overlaps on "
             "every page, in both languages."),
        "tests/gui/test_window.py"),
    Complaint(
        mark("Nobody finds the commands."),
        "FreeCAD #8290, #11949, #17633, #27287",
        mark("Ctrl+K finds commands, fields, results, pages, designs, the catalogue, claims and help, in either "
             "language; “altitude = 650 km” sets the field."),
        "tests/gui/test_palette.py"),
    Complaint(
        mark("Scripts and plug-ins break with each version."),
        "napari #7881",
        mark("Scripts use a few public names, the same in the console, in recordings and on the command line. "
             "There are no plug-ins."),
        "tests/scripting/test_recorder.py"),
    Complaint(
        mark("A lock that a crash left keeps the file shut."),
        "LibrePCB #734; jlcpcb-tools #848",
        mark("Locks are held by the running process and end with it. Design files are not locked."),
        "tests/document/test_recovery.py"),
    Complaint(
        mark("A file saved by the newer version can no longer be opened by the older."),
        "KiCad forum 25302, 34802",
        mark("The older version says so in one sentence and touches nothing. Writing for an earlier version is "
             "not there: fields with defaults of their own are all that was ever added."),
        "tests/document/test_design_files.py"),
    Complaint(
        mark("Installers are blocked, unsigned or taken for malware."),
        "OpenRocket #1365, #3019, #2924; PyInstaller #6754, #7976",
        mark("Each step of the build that signs is there, and says “unsigned” until there are keys. Nothing packs or "
             "hides code, and dawnline --self-test compares every file with the list that it was built with."),
        "tests/installers/test_wheel.py"),
)  # fmt: skip


def rows() -> str:
    """The complaints as rich text, in the language of the window."""
    told = "".join(f"<p><b>{tr(one.what)}</b> <i>({one.told})</i><br>{tr(one.here)}</p>" for one in COMPLAINTS)
    return f"<p>{tr('Each with threads where users said so, and how it is here.')}</p>{told}"
