"""The guided tour: steps as data, done by the user on the real window, pointed at by a bubble and a ring."""
