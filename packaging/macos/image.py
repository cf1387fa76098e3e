"""How the disk image looks, read by dmgbuild: the app, and beside it the folder that it is dragged into."""

from pathlib import Path

app = Path(globals()["defines"]["app"])

format = "ULFO"  # LZFSE, which every macOS that we run on can read
filesystem = "APFS"
files = [str(app)]
symlinks = {"Applications": "/Applications"}
icon_locations = {app.name: (140, 150), "Applications": (400, 150)}
badge_icon = str(app / "Contents" / "Resources" / "dawnline.icns")
window_rect = ((200, 200), (540, 340))
icon_size = 112
default_view = "icon-view"
