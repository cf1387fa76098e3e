"""The installer for Windows, built on Debian or one of its kin."""
