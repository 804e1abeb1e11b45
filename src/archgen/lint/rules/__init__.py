"""The rules: one module each, its docstring is its page.

A module has CODE, SEVERITY, IMPLIES (codes of rules that keep silent about the same subject where this one
speaks), REFERENCES (Security Hub controls, Well-Architected best practices, pages of AWS) and
`faults(topology)`, which yields what is broken. Its name is the module's.
"""

SHARED = frozenset({"addresses", "chosen_sizes", "fault", "standing", "ways"})
"""Modules here that are no rules."""
