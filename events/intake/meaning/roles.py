"""
What a column of an uploaded table is for: by its HXL tag, and else by its heading in five languages.

Headings match regardless of case, accents and what stands between words. Tags are those of the Humanitarian Exchange
Language, version 1.1 (hxlstandard.org): the tag and some of its attributes, in any order.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from events.ledger.locate import fold

TAG = re.compile(r"#\s*[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*\s*", re.IGNORECASE)


class Role(StrEnum):
    """What a column is for."""

    ID = "id"
    DATE = "date"
    """The day, or the first day, of what happened."""
    END = "end date"
    KNOWN = "date known"
    DAY_PRECISION = "precision of the date"
    KIND = "kind"
    SIDE = "side"
    """Who gains."""
    GIVER = "side that gives"
    DENIER = "side that denies"
    CERTAINTY = "certainty"
    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    CODE = "place code"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    PLACE_PRECISION = "precision of the place"
    SCOPE = "scope"
    """Whether it is on a district, or on a wider area."""
    PART = "part"
    """Whether it is on a part of a district only."""
    SOURCE = "source"
    TITLE = "title"
    ADDRESS = "address"
    NOTE = "note"


HEADINGS: dict[Role, str] = {
    Role.ID: (
        "id, event id, event_id_cnty, report id, report, report_id, nr, nummer, numéro, kennung, شماره, event no, "
        "incident no, incident id, incident number"
    ),
    Role.DATE: (
        "date, day, event date, event_date, earliest, date_start, when, start, start date, date from, "
        "date of event, datum, dag, tag, beginn, jour, date de l'événement, début, تاریخ, روز, incident date, "
        "date of incident, day of event"
    ),
    Role.END: (
        "end date, date_end, latest, end, until, date to, to, einddatum, ende, enddatum, date de fin, fin, تاریخ ختم"
    ),
    Role.KNOWN: (
        "timestamp, known, reported, published, date reported, publication date, report date, gepubliceerd, bekend, "
        "veröffentlicht, bekannt, publié, date de publication, تاریخ نشر"
    ),
    Role.DAY_PRECISION: "time_precision, date_prec, precision, date precision",
    Role.KIND: (
        "kind, event, type, what, what happened, status, event kind, control, soort, gebeurtenis, ereignis, art, "
        "événement, genre, نوع, رویداد, واقعه, event type, type of event, incident type, type of incident"
    ),
    Role.SIDE: (
        "side, party, actor, actor1, who gains, gained by, taken by, controlled by, controller, group, party_id, "
        "partij, kant, zijde, seite, partei, akteur, camp, partie, acteur, طرف, گروه, in control of, in control, "
        "control by, under control of, controlling side, controlling actor, controlling party, held by"
    ),
    Role.GIVER: "given_by, given by, handed over by, from side",
    Role.DENIER: "denied_by, denied by",
    Role.CERTAINTY: (
        "certainty, confidence, zekerheid, sicherheit, certitude, conf, verification, verification status, reliability"
    ),
    Role.COUNTRY: "country, land, pays, کشور",
    Role.PROVINCE: (
        "province, admin1, adm1, adm_1, admin1 name, adm1_en, adm1name, state, region, state or region, provincie, "
        "provinz, bundesland, région, ولایت, prov, province name, state/region, state division, governorate"
    ),
    Role.DISTRICT: (
        "district, admin2, adm2, adm_2, admin2 name, adm2_en, adm2name, township, municipality, county, place, "
        "where, distrikt, gemeente, bezirk, gemeinde, kreis, lieu, commune, ولسوالی, distt, district name, "
        "township name, place name, tsp, municipality name, gemeentenaam"
    ),
    Role.CODE: (
        "code, p-code, pcode, district code, district_pcode, place code, admin2 pcode, adm2_pcode, admin2pcode, "
        "adm2_code, township code, plaatscode, ortscode, ort-code, code du lieu, کد"
    ),
    Role.LONGITUDE: "longitude, lon, lng, long, x, lengtegraad, länge, längengrad, طول البلد",
    Role.LATITUDE: "latitude, lat, y, breedtegraad, breite, breitengrad, عرض البلد",
    Role.PLACE_PRECISION: "geo_precision, where_prec, geographic precision",
    Role.SCOPE: "scope",
    Role.PART: "part",
    Role.SOURCE: (
        "source, sources, publisher, source_office, who says so, bron, quelle, médias, منبع, src, reporting org, "
        "reporting organisation, reported by, source name"  # and French has "source"
    ),
    Role.TITLE: "title, headline, source_headline, titel, titre, عنوان",
    Role.ADDRESS: "url, link, page, address, source url, web, adres, adresse, لینک, source link, weblink, hyperlink",
    Role.NOTE: (
        "note, notes, remark, remarks, comment, comments, description, summary, opmerking, toelichting, bemerkung, "
        "anmerkung, notiz, remarque, commentaire, یادداشت, ملاحظات, rmks, brief description, details, narrative"
    ),
}
"""The headings of each, the most usual first: of two columns of one role, the one whose heading comes first has it."""

TAGS: tuple[tuple[str, frozenset[str], Role], ...] = tuple(
    (tag, frozenset(attributes.split()), role)
    for tag, attributes, role in (
        ("#date", "reported", Role.KNOWN),
        ("#date", "published", Role.KNOWN),
        ("#date", "end", Role.END),
        ("#date", "", Role.DATE),
        ("#event", "id", Role.ID),
        ("#event", "code", Role.ID),
        ("#event", "", Role.KIND),
        ("#status", "", Role.KIND),
        ("#group", "", Role.SIDE),
        ("#org", "", Role.SIDE),
        ("#country", "", Role.COUNTRY),
        ("#adm1", "code", Role.PROVINCE),
        ("#adm1", "", Role.PROVINCE),
        ("#adm2", "code", Role.CODE),
        ("#adm2", "", Role.DISTRICT),
        ("#loc", "code", Role.CODE),
        ("#geo", "lat", Role.LATITUDE),
        ("#geo", "lon", Role.LONGITUDE),
        ("#meta", "url", Role.ADDRESS),
        ("#meta", "source", Role.SOURCE),
        ("#description", "", Role.NOTE),
        ("#item", "", Role.NOTE),
    )
)
"""A tag, attributes that it must have, and its role; the first that fits decides."""

ROLES: dict[str, tuple[Role, int]] = {
    fold(heading): (role, rank)
    for role, headings in reversed(HEADINGS.items())
    for rank, heading in reversed(list(enumerate(headings.split(", "))))
}
"""By folded heading: its role, and how usual it is."""


def is_tagged(cells: Iterable[str]) -> bool:
    """Return whether a record is a row of HXL tags: all that is not blank are tags, or nearly."""
    words = [cell for cell in cells if cell]
    return bool(words) and sum(bool(TAG.fullmatch(word)) for word in words) * 2 > len(words)


def roles_by_tag(tags: Sequence[str]) -> dict[Role, int]:
    """Find what each column is for by its HXL tag; the first of two with one role has it."""
    roles: dict[Role, int] = {}
    for at, tag in enumerate(tags):
        name, *attributes = (part.strip().lower() for part in tag.split("+"))
        fits = (role for wanted, needs, role in TAGS if name.replace(" ", "") == wanted and needs <= set(attributes))
        if role := next(fits, None):
            roles.setdefault(role, at)
    return roles


def roles_by_heading(header: Sequence[str]) -> dict[Role, int]:
    """Find what each column is for by its heading; of two with one role, the more usual heading has it."""
    found: dict[Role, tuple[int, int]] = {}
    for at, heading in enumerate(header):
        if known := ROLES.get(fold(heading)):
            role, rank = known
            found[role] = min(found.get(role, (rank, at)), (rank, at))
    return {role: at for role, (_, at) in found.items()}
