#!/usr/bin/env bash
# The examples and the table of the brief, made again.
set -e
for name in tres-capas un-servidor nginx; do
  archgen render "examples/$name/architecture.yaml" -o "examples/$name/output" --force > /dev/null
done
python tests/brief_table.py
