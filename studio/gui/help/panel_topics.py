"""Topics on the pages of the Panel tab."""

from studio.gui.help.topic import Topic
from studio.text import mark

PANEL = (
    Topic("panel.layers", mark("Layers"), mark(
        "<p>The stack as a table, the Sun above: material, role, thickness. Type into a cell; Alt+Up and Alt+Down move "
        "a layer, Ins adds one, Ctrl+D doubles it, Del removes it. The drawing beside it is edited the same way: drag "
        "a band to move it, its lower edge to make it thicker.</p>"), ("panel.layer", "panel")),
    Topic("panel.layer", mark("One layer"), mark(
        "<p>Everything about the layer that is selected: material, thickness, coverage, and for a junction its band "
        "gap, radiative efficiency and damage. Below the material stands where its n and k come from.</p>"),
        ("panel.layers", "panel.what-if")),
    Topic("panel.cell", mark("Cell and technology"), mark(
        "<p>Technologies as whole stacks, each with published efficiency, readiness, flight heritage, price and "
        "damage curve. Choosing one exchanges the stack, in one step to undo. Below: whether the cell is computed "
        "from its layers or taken from a data sheet.</p>"), ("panel.compare", "panel")),
    Topic("panel.figures", mark("Key figures"), mark(
        "<p>What a panel is judged by, new and at end of life: efficiency, power per mass, per area and per dollar, "
        "temperature, what each layer weighs. Pin a state to compare later ones with it.</p>"), ("panel.compare",)),
    Topic("panel.light", mark("Light in the layers"), mark(
        "<p>Where the light of each wavelength goes: reflected, taken by each layer, passed on. The junctions turn "
        "theirs into current. A click on an area selects its layer; arrow keys move the cross-hair.</p>"),
        ("panel.curve", "panel.losses")),
    Topic("panel.curve", mark("J–V curve"), mark(
        "<p>Current over voltage for the whole cell and for each junction, with the detailed-balance limit beside it, "
        "and how well the currents of junctions in series match.</p>"), ("panel.light", "panel.losses")),
    Topic("panel.losses", mark("Losses"), mark(
        "<p>From the sunlight to the watt at the bus: every loss is a bar that begins where the one before has ended. "
        "A click on a bar explains it.</p>"), ("panel.life", "panel.curve")),
    Topic("panel.life", mark("Life and radiation"), mark(
        "<p>What is left of the power year by year, with a band for what is not known of the radiation, and the named "
        "factors that take it. <b>Panel → Compute the radiation exactly</b> runs the particle models for this orbit "
        "in place of the shipped table.</p>"), ("panel.losses", "panel")),
    Topic("panel.compare", mark("Comparing stacks"), mark(
        "<p>Up to four stacks that are pinned, beside the open one: which wins in power per mass, in price per watt, "
        "and after how many years.</p>"), ("panel.cell", "compare.side")),
    Topic("panel.what-if", mark("What if"), mark(
        "<p>The layer that is selected at every thickness, or a junction at every band gap, against every merit, "
        "before anything is set. A click in a chart sets the value. <b>Optimise thickness</b> searches several layers "
        "for one goal.</p>"), ("panel.layer", "study.optimise")),
    Topic("panel.claim", mark("The founding claim"), mark(
        "<p>Are such cells the backbone of orbital solar power? The open design is held against the triple junction "
        "that flies today, in the same orbit: the answer in a sentence, and what it rests on.</p>"),
        ("claims.statements",)),
)  # fmt: skip
