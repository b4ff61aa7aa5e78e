"""
Read a long article in a process that knows its war and has read none: run by `tests.benchmark_articles`.

It takes the text from its standard input, and prints the megabytes that reading added to the process, and the seconds
of each reading; the first has the loading of all that reads.
"""

import sys
import time

import psutil

from events.ledger.folder import FOLDER
from geo.intake.ground import setting_of
from geo.places.check import open_war

RUNS = 5


def main() -> None:
    """Read the text, and again, and print what it took."""
    text = sys.stdin.read()
    country, ledger = open_war(FOLDER)
    setting, process = setting_of(country, ledger, FOLDER), psutil.Process()
    before, took = process.memory_info().rss, []
    begun = time.perf_counter()
    from events.articles.read import Reader

    reader = Reader(setting, country.province_names)
    for _ in range(1 + RUNS):
        reader.read(text, ledger.war.opening_day)
        took.append(time.perf_counter() - begun)
        begun = time.perf_counter()
    print((process.memory_info().rss - before) / 1e6, *took)


if __name__ == "__main__":
    main()
