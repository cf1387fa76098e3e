"""The factories behind a programme: what one watt is made of, what the world can supply, and the plan by year."""
