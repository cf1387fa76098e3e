"""Claims: statements and cases with their verdicts."""
