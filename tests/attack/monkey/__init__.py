"""A monkey at the real window, in a process of its own: what it does, what it watches, and how it is replayed."""
