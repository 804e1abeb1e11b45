"""Who uses which service, and what only serves others."""
