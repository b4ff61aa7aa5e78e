"""What an upload of boundaries comes to, told as plain values: for a page, for a shell, and for JSON."""

from typing import Any

import pandas as pd

from geo.intake.boundaries.columns import Columns, other_names
from geo.intake.boundaries.faults import Checked
from geo.intake.boundaries.features import texts_of
from geo.intake.boundaries.shapes import Boundaries


def account_of(boundaries: Boundaries, columns: Columns, checked: Checked) -> dict[str, Any]:
    """
    Tell what stands in boundaries, what each column is taken for, and everything that is wrong; fit for JSON.

    Returns
    -------
    account
        ``features`` and ``with_shape`` are counts, ``bounds`` is west, south, east, north in degrees of EPSG:4326 or
        `None`, ``parents`` counts the units above, ``spellings`` lists other names by id, and ``problems`` has
        ``feature``, ``kind``, ``what``, ``harmless`` and ``repaired`` of each fault. ``other_names`` is one column, or
        a list of several. ``overlaps`` and ``gaps`` count what is left of them. While ``asks`` is not empty, nothing is
        drawn, and ``valid`` is false.
    """
    frame = boundaries.frame
    drawn = checked.frame.geometry.dropna()
    ids = texts_of(frame[columns.id].tolist()) if columns.id else [""] * len(frame)
    by_feature = dict(zip(frame.index.tolist(), ids, strict=True))
    others = columns.other_names
    return {
        "features": boundaries.features,
        "with_shape": len(drawn),
        "crs": boundaries.crs,
        "layer": boundaries.layer or None,
        "layers": list(boundaries.layers),
        "bounds": [round(float(number), 6) for number in checked.frame.total_bounds] if len(drawn) else None,
        "id": columns.id,
        "name": columns.name,
        "parent": columns.parent,
        "parents": _different(frame[columns.parent]) if columns.parent else None,
        "level": columns.level,
        "other_names": others[0] if len(others) == 1 else list(others) or None,
        "spellings": {
            by_feature[feature] or f"feature {feature}": names for feature, names in other_names(frame, columns).items()
        },
        "problems": [
            {
                "feature": fault.feature,
                "kind": str(fault.kind),
                "what": fault.what,
                "harmless": fault.harmless,
                "repaired": fault.repaired,
            }
            for fault in checked.faults
        ],
        "valid": checked.valid and not boundaries.asks,
        "overlaps": checked.overlaps,
        "gaps": checked.gaps,
        "asks": boundaries.asks or None,
        "warns": boundaries.warns or None,
    }


def _different(column: "pd.Series[Any]") -> int:
    return len({told for told in texts_of(column.tolist()) if told})
