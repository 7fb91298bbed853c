"""Plans side by side.

periods and matching (when are two deadlines, two headings the same?) → comparison (of two plans) → pairing (which plans
of two runs) → views (on the terminal, as CSV) → command.
"""
