"""What several stages need to know of one satellite."""
