"""
Read an article as the page Add does, and print what was understood as JSON.

    python -m events.articles --published 2021-07-05 article.txt
    python -m events.articles --published 2024-01-15 --war myanmar-2023 --language en article.html

It prints one object: ``places``, ``drafts``, ``claims``, and what was read and ``unused``, with the reason. Codes are
P-codes for provinces and codes of the war's list for districts. It ends with 2 if the file is refused.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from events.articles.datelines import proposed_day
from events.articles.files import read_article_file
from events.articles.read import Reader
from events.articles.words.lexicon import LANGUAGES
from events.ledger.folder import FOLDER
from events.ledger.wars import war_folder
from geo.intake.ground import setting_of
from geo.places.check import open_war

REFUSED = 2
"""How the command ends if the file is refused."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the article that the arguments name; returns how the command ends."""
    parser = ArgumentParser(
        prog="python -m events.articles", description="Read an article, and print what it reports as drafts."
    )
    parser.add_argument("file", type=Path, help="text, HTML, DOCX or PDF")
    day = "its day, like 2021-07-05; else as its text or its file says"
    parser.add_argument("--published", type=date.fromisoformat, help=day)
    parser.add_argument("--war", default=FOLDER.name, help="the name of a war that the atlas has, or its folder")
    parser.add_argument("--language", choices=LANGUAGES, default="", help="found, if it is not given")
    asked = parser.parse_args(arguments)
    try:
        article = read_article_file(asked.file.name, asked.file.read_bytes())
        folder = war_folder(asked.war)
        country, ledger = open_war(folder)
        setting = setting_of(country, ledger, folder)
        published = asked.published or proposed_day(article, setting.war)[0]
        if published is None:
            raise ValueError("the file does not say when it was published: add --published with a day like 2021-07-05")
        reading = Reader(setting, country.province_names).read(article.text, published, asked.language)
    except (ValueError, OSError) as error:
        print(json.dumps({"file": asked.file.name, "refused": str(error)}, ensure_ascii=False))
        return REFUSED
    print(json.dumps(reading.told(), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
