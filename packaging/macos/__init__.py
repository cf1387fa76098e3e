"""The disk image for macOS, built on a Mac of the processor that it is for."""
