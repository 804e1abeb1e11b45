"""Topology -> layout -> routing -> scene -> SVG -> PNG, and the flow view."""
