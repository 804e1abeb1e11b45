"""Findings as text, JSON, SARIF and more: one module a format."""
