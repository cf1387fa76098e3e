"""The figures of a report: vector pictures of a design's results, as SVG."""
