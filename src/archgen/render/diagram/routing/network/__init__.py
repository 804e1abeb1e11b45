"""How the lines of the network picture run."""
