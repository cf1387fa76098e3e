"""Attacks on the studio: what loses work, lets something in or counts wrong falls here and not at a user's desk.

`python -m tests.attack` runs them, short or long, by a seed, and writes a report.
"""
