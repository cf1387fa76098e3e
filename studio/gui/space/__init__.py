"""What the views in three dimensions share: VTK drawn in Qt, camera, colours, texts, and the Earth."""
