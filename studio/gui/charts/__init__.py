"""What charts of results share, whatever tab they stand in: the frame, bars, lines, areas, notes, numbers above."""
