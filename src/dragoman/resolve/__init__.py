"""From readings to the record: pure functions over articles and readings; no SQL, no parser.

    copies ▶ dating ▶ link ▶ merge ▶ fuse ▶ arrangements ▶ conflicts

`derive` runs them in this order.
"""

from dragoman.resolve.derive import Derived, derive

__all__ = ["Derived", "derive"]
