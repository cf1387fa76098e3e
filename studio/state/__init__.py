"""What the studio keeps of itself on this machine: its folder, its log, and what crashes left. Imports next to nothing.

The window arms these before it is painted; they do not bring in the designs, which take longer than the window.
"""
