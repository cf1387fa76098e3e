"""The Orbit view: a VTK scene that knows no Qt (`scene`), and the widget that shows it (`widget`)."""
