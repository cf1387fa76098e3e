"""What the satellites and their service cost: priced items, and the money through the years."""
