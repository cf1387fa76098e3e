"""What menus call the pages of the panel and the places to look from."""

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
