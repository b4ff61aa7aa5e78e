"""
A digest of all that a map is made from: what the ledger says, and the country it is laid over.

Every file and picture that we give away carries it, so that a reader can tell which data it was made from.
"""

from events.control.reading import Reading
from events.ledger.digest import digest_of
from geo.places.country import Country


def data_digest(reading: Reading, country: Country) -> str:
    """
    Give the digest of a reading and a country.

    It is the same for the same reports, boundaries and districts, in whatever order the files have them; the first
    `events.ledger.digest.SHORT` digits are its short form.

    Returns
    -------
    digest
        64 hexadecimal digits.
    """
    return digest_of([reading.ledger.digest, *country.lines])
