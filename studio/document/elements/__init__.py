"""Reading element sets of real satellites: two-line sets, and orbit mean-elements messages in four ways of writing."""
