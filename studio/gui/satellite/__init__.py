"""The Satellite tab: one satellite in three dimensions (`scene` knows no Qt), and pages on what happens in it."""
