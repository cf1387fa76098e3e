"""What the user decides: frozen values with bounds, quantity, label and help on each field, and pure edits of them."""

from studio.design.ageing import Ageing
from studio.design.baseline import Baseline
from studio.design.battery import Battery
from studio.design.check import Issue, check
from studio.design.constellation import Constellation
from studio.design.cost import Cost
from studio.design.design import Design
from studio.design.display import Display, Typed
from studio.design.edit import get_value, set_text, set_value
from studio.design.element_sets import ElementSets
from studio.design.environment import Environment
from studio.design.error import DesignError
from studio.design.field import Field, fields
from studio.design.fingerprint import fingerprint, same_design
from studio.design.fleet import Fleet, Shell
from studio.design.geometry import Geometry
from studio.design.ground import Ground
from studio.design.junction import Junction
from studio.design.launch import Launch
from studio.design.link import Link
from studio.design.margin_policy import MarginPolicy
from studio.design.mission import Mission
from studio.design.own_claim import OwnClaim
from studio.design.panel import Array, Layer, Stack, Surface
from studio.design.payload import Payload
from studio.design.platform import Platform
from studio.design.power import Power
from studio.design.programme import Programme
from studio.design.requirement import Requirement, Source
from studio.design.review import Note, Review, SignOff
from studio.design.spread import Spread, Uncertainty
from studio.design.thermal import Thermal
from studio.design.user_material import UserMaterial

__all__ = [
    "Ageing", "Array", "Baseline", "Battery", "Constellation", "Cost", "Design", "DesignError", "Display",
    "ElementSets", "Environment", "Field", "Fleet", "Geometry", "Ground", "Issue", "Junction", "Launch", "Layer",
    "Link", "MarginPolicy", "Mission", "Note", "OwnClaim", "Payload", "Platform", "Power", "Programme",
    "Requirement", "Review", "Shell", "SignOff", "Source", "Spread", "Stack", "Surface", "Thermal", "Typed",
    "Uncertainty", "UserMaterial", "check", "fields", "fingerprint", "get_value", "same_design", "set_text",
    "set_value",
]  # fmt: skip
