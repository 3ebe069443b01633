"""Drawings of the desk: inline SVG made in Python, without colour or font of its own; the stylesheet gives both.

Every drawing is a `Markup` whose words are escaped. Positions are in user units, which are CSS pixels at full width.
"""
