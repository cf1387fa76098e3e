"""The orbit in the formats of flight dynamics."""
