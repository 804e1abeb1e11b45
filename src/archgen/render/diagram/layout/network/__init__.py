"""Where the things of the network picture are."""
