"""The solar cell: from absorbed light to current, voltage and power, and the ceiling that thermodynamics sets."""
