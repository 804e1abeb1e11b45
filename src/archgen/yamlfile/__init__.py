"""YAML text to plain data and back, with the position of every value; the only user of `yaml`."""
