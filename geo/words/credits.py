"""Whom we credit for what we ship."""

from geo.language import message

CREDIT = message(
    "Each report names its source. Boundaries: geoBoundaries.org (Runfola et al. 2020), simplified; they do not "
    "imply endorsement. Districts, names and codes: AGCHO, NSIA, IEC and OCHA, by way of Map Sync and Colin Cookman."
)
