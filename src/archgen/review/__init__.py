"""What fails, what a change means and what was promised, said of a model or a plan."""
