"""
A digest of all that a map is made from: the ledger, and the country it is laid over.

Every exported file and picture carries it, so that a reader can tell from which data it was made.
"""

from events.control.reading import Reading
from events.ledger.digest import digest_of
from geo.places.country import Country


def data_digest(reading: Reading, country: Country) -> str:
    """
    Compute the digest of a reading and a country.

    It is the same for the same reports, boundaries and districts, in whatever order the files have them. Its first
    `events.ledger.digest.SHORT` digits are its short form.

    Returns
    -------
    digest
        64 hexadecimal digits.
    """
    return digest_of([reading.ledger.digest, *country.lines])
