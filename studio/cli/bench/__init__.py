"""How fast the studio is, beside the packages that do the same, measured in one run on one machine."""
