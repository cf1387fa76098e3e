"""The real program started with one part of its world broken, by a person who works, and looked at from outside."""
