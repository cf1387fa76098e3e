"""The satellite and its panel as solids for CAD and 3D viewers, and the panel as a drawing."""
