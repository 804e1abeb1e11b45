"""What a file may say: the architecture, its components by kind, and chains of connections."""
