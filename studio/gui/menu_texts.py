"""What menus call the tabs, their pages and the places to look from, and the keys of those."""

from studio.text import mark

ORBIT_LOOKS = (
    ("overview", mark("&Overview")),
    ("sun", mark("From the &Sun")),
    ("edge", mark("&Edge-on to the orbit")),
    ("pole", mark("&North pole")),
    ("chase", mark("&Follow the satellite")),
    ("cluster", mark("&Cluster")),
)

PANEL_PAGES = (
    ("layers", mark("&Layers")),
    ("layer", mark("One la&yer")),
    ("cell", mark("&Cell and technology")),
    ("figures", mark("Key &figures")),
    ("light", mark("L&ight in the layers")),
    ("curve", mark("&J–V curve")),
    ("losses", mark("L&osses")),
    ("life", mark("Life an&d radiation")),
    ("compare", mark("Co&mpare")),
    ("what-if", mark("&What if")),
    ("claim", mark("The fo&unding claim")),
)

SATELLITE_LOOKS = (
    ("overview", mark("&Overview")),
    ("sun", mark("From the &Sun")),
    ("earth", mark("From the &Earth")),
    ("front", mark("From the &front")),
    ("side", mark("From the s&ide")),
    ("follow", mark("Follo&w")),
)

DOCK_KEYS = {"design": "F6", "margins": "F7", "explain": "F8", "power": "F9", "thermal": "F12"}
TAB_TEXTS = {
    "orbit": mark("&Orbit"),
    "panel": mark("&Panel"),
    "satellite": mark("Sa&tellite"),
    "season": mark("&Season"),
    "fleet": mark("Fl&eet"),
    "money": mark("&Money"),
    "factory": mark("&Factory"),
    "claims": mark("&Claims"),
    "study": mark("St&udy"),
    "compare": mark("Co&mpare"),
    "review": mark("Re&view"),
}
TAB_KEYS = {"review": "Ctrl+Alt+R"}
"""Tabs beyond the ten that digits reach."""
PAGE_MENUS = {
    "satellite": ("satellite", "Ctrl"),
    "fleet": ("orbit", "Ctrl+Alt"),
    "money": ("money", "Shift"),
    "factory": ("money", "Ctrl+Shift"),
    "claims": ("money", "Alt+Shift"),
    "study": ("view", "Ctrl+Alt+Shift"),
    "compare": ("view", "Alt+Shift"),
    "review": ("edit", "Alt+Shift"),
}
"""Tabs of pages: the menu that lists the pages, and the keys beside F2, F3, …"""
FIRST_KEYS = {"compare": 9, "review": 4}
"""Tabs whose pages begin at another key than F2."""
