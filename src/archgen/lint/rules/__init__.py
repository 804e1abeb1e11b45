"""The rules: one module each, its docstring is its page.

A module has CODE, SEVERITY, IMPLIES (codes of rules that are not reported for the same subject where this one
is), REFERENCES (Security Hub controls, Well-Architected best practices, pages of AWS) and
`faults(topology)`, which yields what is broken. Its name is the module's.
"""

SHARED = frozenset({"addresses", "chosen_sizes", "fault", "standing", "ways"})
"""Modules here that are no rules."""
