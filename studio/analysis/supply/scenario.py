"""What an export control of China stops: which company still delivers what to a buyer outside."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from studio.catalogue.company import EQUIPMENT, Company, Role
from studio.text import mark

Control = Literal["none", "equipment", "all"]

CONTROLS: Mapping[Control, str] = MappingProxyType({
    "none": mark("China exports everything"),
    "equipment": mark("China exports no production machines"),
    "all": mark("China exports nothing of the chain"),
})  # fmt: skip


def stopped(company: Company, role: Role, control: Control) -> bool:
    """Whether `control` keeps what `company` does as `role` from a buyer outside China."""
    if company.country != "CN" or control == "none":
        return False
    return control == "all" or role.stage in EQUIPMENT
