"""What earlier renders called things, so that an upgrade replaces nothing."""
