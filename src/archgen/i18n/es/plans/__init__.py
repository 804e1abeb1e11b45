"""What is said of plans: what an import writes, and what `archgen conform` says."""
