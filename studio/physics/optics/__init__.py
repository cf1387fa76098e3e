"""Thin-film optics: where in a stack of layers the light ends."""
