"""The ground: the types that flow between the wings, and the taxonomy of indicators.

Nothing here reads a file of the archive or knows a page's drawing; both wings and the roof build on it.
"""
