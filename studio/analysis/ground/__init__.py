"""The ground comparison: the site that a design names, and the steps from sunlight to the ratio of yields."""
