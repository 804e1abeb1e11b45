"""What fails when a zone, a region or a component does, and how available each path is."""
