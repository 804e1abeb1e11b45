"""A scene as SVG, PNG, PDF, draw.io or Mermaid."""
