"""Pictures of a design without a window: its orbits as SVG, PNG and film, and the figures of the report one by one."""
