"""What `dawnline --self-test` does: every part of this installation is used once, and a table says what came of it."""
