"""Runs the rules on a topology; applies what is ignored; reports and fixes findings."""
