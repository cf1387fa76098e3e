"""Diagrams of what flows between parts: heat through the satellite, light and data between satellites."""
