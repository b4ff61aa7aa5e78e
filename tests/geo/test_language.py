"""
Languages: numbers and days as CLDR has them, words as the catalogues do, and each catalogue whole.
"""

import json
import re
from dataclasses import replace
from datetime import date
from gettext import c2py
from io import StringIO
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from events.control.counts import Count, Lens
from events.control.reading import read_as_known
from events.ledger.folder import FOLDER as LEDGER
from events.ledger.war import load_war
from geo.atlas.atlas import Atlas, draw
from geo.forms import CASES, LABEL, VERBS, Name
from geo.language import ENGLISH, FOLDER, LOCALES, Language, language
from geo.links.citation import Citation, bibtex, plain, wikipedia
from geo.links.permalink import ViewState
from geo.places.country import Country, load_country
from geo.posters.content import change_poster, day_poster
from geo.wording import spoken as spoken_in
from geo.words.catalogues import NAMES, ROOT, cases, gather, main, renew
from geo.words.description import alt, long, what_changed
from geo.words.reports import EITHER_SIDE
from geo.words.sentences import sentence
from geo.words.standings import called
from tests.conftest import THREE_SQUARES, july

DAY = date(2021, 7, 5)
OTHERS = [code for code in LOCALES if code != "en"]
GATHERED = gather()
WAR = load_war(LEDGER / "war.toml")


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


def catalogue_of(code: str) -> Catalog:
    with (FOLDER / f"{code}.po").open("rb") as opened:
        return read_po(opened, LOCALES[code], abort_invalid=True)


def forms_of(words: object) -> tuple[str, ...]:
    """The words of a message or its translation, of a count in each of its forms."""
    return (words,) if isinstance(words, str) else tuple(words)  # type: ignore[arg-type]


def told(message: Message) -> bool:
    return bool(message.id)


def values_in(words: str) -> list[str]:
    """The names in braces, without the cases that a translation asks for."""
    return sorted(name for _, name, _, _ in Formatter().parse(words) if name is not None)


@pytest.mark.parametrize(
    ("code", "direction", "day", "short", "number"),
    [
        ("en", "ltr", "5 July 2021", "5 July", "15,000"),
        ("nl", "ltr", "5 juli 2021", "5 juli", "15.000"),
        ("de", "ltr", "5. Juli 2021", "5. Juli", "15.000"),
        ("fr", "ltr", "5 juillet 2021", "5 juillet", "15\u202f000"),
        ("fa", "rtl", "۵ جولای ۲۰۲۱", "۵ جولای", "۱۵٬۰۰۰"),
    ],
)
def test_cldr(code: str, direction: str, day: str, short: str, number: str) -> None:
    spoken = language(code)
    assert spoken.direction == direction
    assert (spoken.day(DAY), spoken.day(DAY, year=False), spoken.number(15000)) == (day, short, number)


@pytest.mark.parametrize(
    ("code", "days", "months", "listed"),
    [
        ("en", "3–4 July", "28 June – 4 July", "a, b and c"),
        ("nl", "3–4 juli", "28 juni – 4 juli", "a, b en c"),
        ("de", "3.–4. Juli", "28. Juni – 4. Juli", "a, b und c"),
        ("fr", "3–4 juillet", "28 juin – 4 juillet", "a, b et c"),
        ("fa", "۳ تا ۴ جولای", "۲۸ جون تا ۴ جولای", "a،\u200f b و c"),
    ],
)
def test_intervals_and_lists(code: str, days: str, months: str, listed: str) -> None:
    spoken = language(code)
    assert spoken.days(july(3), july(4)) == days
    assert spoken.days(date(2021, 6, 28), july(4)) == months
    assert spoken.days(july(4), july(4)) == spoken.day(july(4), year=False)
    assert spoken.listed(["a", "b", "c"]) == listed


def test_the_first_of_a_month_is_written_as_the_language_has_it() -> None:
    french, dutch = language("fr"), language("nl")
    assert (french.day(july(1)), dutch.day(july(1))) == ("1er juillet 2021", "1 juli 2021")
    assert (french.days(july(1), july(7)), dutch.days(july(1), july(7))) == ("1er–7 juillet", "1–7 juli")
    assert french.days(date(2021, 6, 30), july(1)) == "30 juin – 1er juillet"
    assert french.day(date(2021, 7, 11), year=False) == "11 juillet"
    assert (french.told()["first"], dutch.told()["first"]) == ("1er", "")


def test_values_are_put_in_as_the_language_writes_them() -> None:
    english = language("en")
    assert english.say("{held} of {total}", held=1440, total=2000) == "1,440 of 2,000"
    assert [english.count(number, "{number} day", "{number} days") for number in (0, 1, 2)] == [
        "0 days",
        "1 day",
        "2 days",
    ]
    assert english.say("{not a value}") == "{not a value}"


@pytest.mark.parametrize(
    ("code", "none", "one", "many"),
    [
        ("nl", "0 districten", "1 district", "2 districten"),
        ("de", "0 Distrikte", "1 Distrikt", "2 Distrikte"),
        ("fr", "0 district", "1 district", "2 districts"),
        ("fa", "۰ ولسوالی", "۱ ولسوالی", "۲ ولسوالی"),
    ],
)
def test_a_count_takes_the_form_that_the_language_has_for_it(code: str, none: str, one: str, many: str) -> None:
    spoken = language(code)
    assert [spoken.count(number, "{number} district", "{number} districts") for number in (0, 1, 2)] == [
        none,
        one,
        many,
    ]


MADE_UP = {
    "pl": (
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
        ("{number} dystrykt", "{number} dystrykty", "{number} dystryktów"),
    ),
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
        ("{number} район", "{number} района", "{number} районов"),
    ),
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
        tuple(f"{category} {{number}}" for category in ("zero", "one", "two", "few", "many", "other")),
    ),
}
"""By code of a language that we do not publish in: how its catalogue counts, and its words for districts."""

COUNTED_BY_HAND = [
    ("pl", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 12: 2, 21: 2, 22: 1, 112: 2, 122: 1}),
    ("ru", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 12: 2, 21: 0, 22: 1, 111: 2, 121: 0}),
    ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4}),
]
"""By language: which form goes with a number."""


def made_up(code: str, plural_forms: str, forms: tuple[str, ...]) -> Language:
    """Make a language whose catalogue counts districts and says nothing else."""
    words = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    text = (
        f'msgid ""\nmsgstr ""\n"Plural-Forms: {plural_forms};\\n"\n\n#: geo/atlas/assets/atlas-side.js\n'
        f'msgid "{{number}} district"\nmsgid_plural "{{number}} districts"\n{words}'
    )
    return Language(code, Locale.parse(code), read_po(StringIO(text), code))


@pytest.mark.parametrize(("code", "form_of"), COUNTED_BY_HAND)
def test_a_language_with_three_or_six_forms_takes_each_for_its_own_numbers(code: str, form_of: dict[int, int]) -> None:
    plural_forms, forms = MADE_UP[code]
    spoken = made_up(code, plural_forms, forms)
    assert [spoken.count(number, "{number} district", "{number} districts") for number in form_of] == [
        forms[form].format(number=spoken.number(number)) for number, form in form_of.items()
    ]


def test_a_catalogue_numbers_its_forms_by_an_expression_of_its_own() -> None:
    """As Babel writes that of Arabic, whose last two forms change places."""
    plural_forms = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100<=2 ? 4 : 5)"
    spoken = made_up("ar", plural_forms, ("zero", "one", "two", "few", "other", "many"))
    assert [spoken.count(number, "{number} district", "{number} districts") for number in (2, 3, 11, 100)] == [
        *("two", "few", "many", "other"),
    ]
    assert spoken.told()["plurals"] == {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 5, "other": 4}


def test_what_a_catalogue_has_no_words_for_is_counted_as_english_is() -> None:
    plural_forms, forms = MADE_UP["ru"]
    spoken = made_up("ru", plural_forms, (*forms[:2], ""))
    assert [spoken.count(number, "{number} district", "{number} districts") for number in (1, 2, 21)] == [
        *("1 district", "2 districts", "21 districts"),
    ]
    assert spoken.told()["words"] == {}


@pytest.mark.parametrize("code", LOCALES)
def test_every_catalogue_counts_whole_numbers_as_gettext_does_by_its_header(code: str) -> None:
    spoken = language(code)
    form = c2py(spoken.catalogue.plural_expr)
    numbers = (*range(2000), 10**6, 10**6 + 1)
    assert {number: spoken.plurals[spoken.locale.plural_form(number)] for number in numbers} == {
        number: form(number) for number in numbers
    }


def test_a_renewed_catalogue_counts_as_it_did() -> None:
    plural_forms, forms = MADE_UP["ar"]
    renewed = renew(made_up("ar", plural_forms, forms).catalogue, GATHERED)
    assert renewed.plural_forms == f"{plural_forms};"
    assert renewed.get("{number} district").string == forms  # type: ignore[union-attr]


def test_names_are_sorted_as_their_alphabet_has_them() -> None:
    names = ["هرات", "کابل", "پروان", "ناړی", "بلخ", "لوگر", "نارنگ", "رُخه", "رستاق", "گرم سیر", "گرمسیر"]
    ordered = ["بلخ", "پروان", "رخه", "رستاق", "کابل", "گرم سیر", "گرمسیر", "لوگر", "نارنگ", "ناړی", "هرات"]
    assert [name.replace("\u064f", "") for name in sorted(names, key=language("fa").order)] == ordered
    assert sorted(["Zabul", "Balkh"], key=ENGLISH.order) == ["Balkh", "Zabul"]


def test_a_place_is_written_in_the_letters_of_its_language() -> None:
    assert language("fa").place("Sancharak", "سانچارك") == "سانچارک"
    assert ENGLISH.place("Sancharak", "") == "Sancharak"


def test_a_name_is_put_in_in_the_case_that_is_asked_for() -> None:
    name = spoken_in("fr", WAR).name("the Taliban")
    assert f"{name}, {name:of}, {name:to}" == "les talibans, des talibans, aux talibans"
    assert f"{ENGLISH.name('the Taliban'):of}" == "the Taliban"


def test_a_name_that_has_no_forms_in_a_language_stands_in_a_shape_that_needs_none() -> None:
    war = replace(THREE_SQUARES, parties=(replace(THREE_SQUARES.parties[0], name="Oaks", called="the Oaks"),))
    german, french = (called(war, DAY, spoken_in(code, war))["reds"] for code in ("de", "fr"))
    assert f"{german}, {german:of}, {german:to}, {german:by}" == "Oaks, von Oaks, an Oaks, von Oaks"
    assert f"{french}, {french:of}, {french:have}" == "Oaks, d’Oaks, Oaks tient"


def test_a_province_is_named_with_its_preposition_where_the_language_melts_them(country: Country) -> None:
    provinces = country.province_names_in(spoken_in("fr", WAR)).values()
    of = {str(province): f"{province:of}" for province in provinces}
    assert (of["Uruzgan"], of["Hérat"], of["Helmand"], of["Kaboul"]) == (
        "d’Uruzgan",
        "d’Hérat",
        "du Helmand",
        "de Kaboul",
    )
    assert all(said.removesuffix(name) in ("de ", "du ", "d’") for name, said in of.items())
    assert [said for name, said in of.items() if name[0] in "AEIOUÉ" and not said.startswith("d’")] == []


def test_every_language_has_a_locale() -> None:
    with pytest.raises(KeyError):
        language("xx")
    assert {spoken_in(code, WAR).code for code in LOCALES} == set(LOCALES)


# The catalogues are whole.


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_just_what_is_said(code: str) -> None:
    catalogue = catalogue_of(code)
    bent = {(name, case) for value, case in cases(catalogue) for name in NAMES.get(value, ())}
    assert {(message.id, message.context) for message in catalogue if told(message)} == set(GATHERED) | bent


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_has_words_in_as_many_forms_as_the_language_has(code: str) -> None:
    catalogue = catalogue_of(code)
    assert [message.id for message in catalogue if message.fuzzy] == []
    for message in filter(told, catalogue):
        forms = forms_of(message.string)
        assert len(forms) == (1 if isinstance(message.id, str) else catalogue.num_plurals), message.id
        assert all(form.strip() for form in forms), message.id


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_puts_in_what_its_message_does_in_cases_that_there_are(code: str) -> None:
    for message in filter(told, catalogue_of(code)):
        for form in forms_of(message.string):
            assert values_in(form) == values_in(forms_of(message.id)[0]), message.id
            assert {case for _, _, case, _ in Formatter().parse(form) if case} <= set(CASES), message.id


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_begins_and_ends_as_its_message_does(code: str) -> None:
    """A sentence stays one, and what stands between words keeps its blanks."""
    for message in filter(told, catalogue_of(code)):
        for said, form in zip((forms_of(message.id) * 2)[:2], (forms_of(message.string) * 2)[:2], strict=True):
            assert said.endswith(".") == form.endswith("."), message.id
            assert form == form.strip() or said != said.strip(), message.id


def test_what_the_page_says_is_said_where_it_can_be_found() -> None:
    """Within a template string of JavaScript nothing is found, and what is not a literal is marked where it stands."""
    for path in (ROOT / "geo" / "assets").glob("atlas*.js"):
        script, file = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        literal = {json.loads(words) for words in re.findall(r'\.say\(\s*("(?:[^"\\]|\\.)*")', script)}
        literal |= {json.loads(words) for words in re.findall(r'\.count\([^"]*?("(?:[^"\\]|\\.)*")', script)}
        found = {forms_of(said)[0] for (said, _), files in GATHERED.items() if file in files}
        assert found == literal, path.name
        assert len(re.findall(r"\.say\((?!\s*\")", script)) == script.count("say(this.options.credit)"), path.name


def test_renewing_changes_nothing_that_is_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for code in OTHERS:
        (tmp_path / f"{code}.po").write_bytes((FOLDER / f"{code}.po").read_bytes())
    monkeypatch.setattr("geo.words.catalogues.FOLDER", tmp_path)
    assert main() == 0
    for code in OTHERS:
        assert (tmp_path / f"{code}.po").read_bytes() == (FOLDER / f"{code}.po").read_bytes(), code


def test_renewing_adds_what_is_new_without_words_and_drops_what_is_no_longer_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = (FOLDER / "nl.po").read_text(encoding="utf-8")
    assert shipped.count('msgid "Also that day"') == 1
    (tmp_path / "nl.po").write_text(
        shipped.replace('msgid "Also that day"', 'msgid "No longer said"'), encoding="utf-8"
    )
    monkeypatch.setattr("geo.words.catalogues.FOLDER", tmp_path)
    main()
    renewed = (tmp_path / "nl.po").read_text(encoding="utf-8")
    assert renewed == shipped.replace('msgstr "Ook die dag"', 'msgstr ""')
    assert re.search(r"nl\.po: \d+ messages, 1 without words", capsys.readouterr().out)


@pytest.mark.slow
@pytest.mark.parametrize("code", OTHERS)
def test_all_that_is_asked_for_is_in_the_catalogue(
    shipped: Atlas, country: Country, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """What a page, a poster and a description say is found where it stands, however it comes to be said."""
    asked: set[str] = set()
    say, count, own = Language.say, Language.count, Language.own

    def hear(self: Language, message: str, **values: object) -> str:
        asked.add(message)
        return say(self, message, **values)

    def hear_count(self: Language, number: float, one: str, many: str, **values: object) -> str:
        asked.add(one)
        return count(self, number, one, many, **values)

    def hear_own(self: Language, words: str) -> str:
        asked.add(words)
        return own(self, words)

    monkeypatch.setattr(Language, "own", hear_own)
    monkeypatch.setattr(Language, "say", hear)
    monkeypatch.setattr(Language, "count", hear_count)
    spoken, reading = spoken_in(code, WAR), shipped.reading
    then = read_as_known(shipped.ledger, country.gazetteer.province_of, DAY)
    draw(reading, country, spoken)
    draw(then, country, spoken)
    for day in (shipped.first, DAY, date(2021, 8, 15), shipped.last):
        for read in (reading, then) if day <= DAY else (reading,):
            long(read, country, day, spoken)
            alt(read, country, day, spoken)
            what_changed(read, country, day, spoken, shipped.first)
            day_poster(read, country, day, spoken)
            change_poster(read, country, shipped.first, day, spoken, lens=country.lenses["people"])
    cited = Citation("Afghanistan 2021", ViewState(DAY), DAY, "0123", "geoBoundaries", "https://example.org")
    assert plain(cited, spoken) and bibtex(cited, spoken) and wikipedia(cited, spoken)
    days = {said for said in asked if re.fullmatch(r"[\d-]+", said)}
    names = {name for name, context in spoken.wording.names if context in (None, LABEL)}
    standings = {baseline.standing for baseline in shipped.ledger.baselines}
    assert asked - days - names - standings <= {forms_of(said)[0] for said, _ in GATHERED}
    assert len(asked) > 150


# What is said in them.


def said_on_the_day(shipped: Atlas, country: Country, spoken: Language) -> tuple[str, str]:
    """The headline and the sentence of a poster; the atlas page has the same headline, and less of the sentence."""
    page, day = json.loads(draw(shipped.reading, country, spoken).page), (DAY - shipped.first).days
    poster = day_poster(shipped.reading, country, DAY, spoken)
    assert page["headlines"][day] == poster.title
    return poster.title, poster.subtitle


def test_the_dutch_edition_of_5_july_reads_as_a_newspaper_has_it(shipped: Atlas, country: Country) -> None:
    headline, sentence = said_on_the_day(shipped, country, spoken_in("nl", WAR))
    assert headline == ("30 districten komen in drie dagen in handen van de Taliban, 16 daarvan in Badachsjan")
    assert sentence == (
        "Volgens berichten hebben de Taliban 157 van de 421 districten in handen; met claims en onzekere datums"
        " meegerekend zijn het er 152 tot 167. Bij 5 daarvan blijkt dat alleen uit berichten over een hele provincie of"
        " het hele land. Voor 252 van de districten zegt geen hard bericht wie er de macht heeft."
    )


def test_the_german_edition_of_5_july_reads_as_a_newspaper_has_it(shipped: Atlas, country: Country) -> None:
    spoken = spoken_in("de", WAR)
    headline, sentence = said_on_the_day(shipped, country, spoken)
    assert headline == "30 Distrikte fallen in drei Tagen an die Taliban, 16 davon in Badachschan"
    assert sentence == (
        "Den Meldungen nach haben die Taliban 157 von 421 Distrikten unter Kontrolle; je nach Wertung von Behauptungen"
        " und ungenauen Zeitangaben sind es 152 bis 167. Bei 5 davon liegen nur Meldungen über eine ganze Provinz oder"
        " das ganze Land vor. Für 252 der Distrikte sagt keine gesicherte Meldung, wer die Kontrolle hat."
    )
    changed = change_poster(shipped.reading, country, date(2021, 6, 28), DAY, spoken)
    assert "1 gilt neu als umkämpft (zuvor in der Hand der Taliban)" in changed.subtitle


def test_the_french_edition_of_5_july_reads_as_a_newspaper_has_it(shipped: Atlas, country: Country) -> None:
    spoken = spoken_in("fr", WAR)
    headline, sentence = said_on_the_day(shipped, country, spoken)
    assert headline == (
        "30 districts passent en trois jours aux mains des talibans, dont 16 dans la province du Badakhchan"
    )
    assert sentence == (
        "Selon les informations recensées, les talibans tiennent 157 des 421 districts, entre 152 et 167 selon la prise"
        " en compte des revendications et des dates incertaines. Pour 5 d’entre eux, les seules informations portent"
        " sur une province entière ou sur tout le pays. Pour 252 des districts, aucune information sûre ne dit qui les"
        " tient."
    )
    changed = change_poster(shipped.reading, country, july(1), date(2021, 7, 31), spoken)
    assert (
        changed.title
        == "Selon les informations, les talibans tiennent 76\u00a0districts de plus qu’au 1er juillet 2021"
    )
    assert changed.subtitle.startswith(
        "Après le 1er juillet, jusqu’au 31 juillet 2021, 57 districts sont passés aux mains"
    )


def test_french_keeps_a_narrow_space_before_its_double_marks() -> None:
    said = [form for found in catalogue_of("fr") if told(found) for form in forms_of(found.string)]
    outside = [re.sub(r"{[^}]*}", "x", form) for form in said]
    assert [form for form in outside if re.search("[^\u202f][:;!?»]|«[^\u202f]", form)] == []


@pytest.mark.slow
@pytest.mark.parametrize("code", LOCALES)
def test_every_sentence_of_every_language_counts_what_the_english_one_does(
    shipped: Atlas, country: Country, code: str
) -> None:
    page, english = json.loads(draw(shipped.reading, country, spoken_in(code, WAR)).page), json.loads(shipped.page)
    assert [digits(said) for said in page["sentences"]] == [digits(said) for said in english["sentences"]]
    assert page["tallies"] == english["tallies"]
    assert page["runs"] == english["runs"]


def digits(words: str) -> list[int]:
    """The numbers in some words, whatever their digits, in any order."""
    return sorted(int(number) for number in re.findall(r"\d+", words))


@pytest.mark.slow
@pytest.mark.parametrize("code", OTHERS)
def test_nothing_of_the_page_is_left_in_english(shipped: Atlas, country: Country, code: str) -> None:
    """Of all that is said in sentences, looks and reports, what is the same in both is what its sources wrote."""
    page, english = json.loads(draw(shipped.reading, country, spoken_in(code, WAR)).page), json.loads(shipped.page)
    for key in ("headlines", "sentences", "boundaries", "eyebrow"):
        pairs = (
            zip(page[key], english[key], strict=True) if isinstance(page[key], list) else [(page[key], english[key])]
        )
        assert [said for said, in_english in pairs if said == in_english] == [], key
    reports = [
        (ours[at], theirs[at])
        for ours, theirs in zip(page["reports"], english["reports"], strict=True)
        for at in (2, 3, 8)
    ]
    assert [said for said, in_english in reports if said == in_english] == []
    assert [said for said, _ in page["outcomes"] if said and said in {words for words, _ in english["outcomes"]}] == []


def test_a_dari_headline_says_that_a_name_which_is_a_word_is_a_district(shipped: Atlas, country: Country) -> None:
    """Nerkh is "price" and Dawlatshah "the government of Shah"; a capital stands for itself."""
    headlines = json.loads(draw(shipped.reading, country, spoken_in("fa", WAR)).page)["headlines"]
    told = [headlines[(day - shipped.first).days] for day in (date(2021, 5, 11), date(2021, 5, 21), date(2021, 8, 6))]
    assert told == [
        "ولسوالی نرخ به دست طالبان افتاد",
        "ولسوالی‌های جلریز و دولت شاه به دست طالبان افتاد",
        "زرنج به دست طالبان افتاد",
    ]


def test_dari_names_districts_as_the_official_list_does_and_keeps_their_latin_names_beside(
    shipped: Atlas, country: Country
) -> None:
    page = json.loads(draw(shipped.reading, country, spoken_in("fa", WAR)).page)
    named = {place[0]: (place[2], place[3][0]) for place in page["places"]}
    yawan = next(district for district in country.districts if district.code == "1709")
    assert named["1709"] == (yawan.names["fa"], "Yawan")
    assert all(re.search("[\u0600-\u06ff]", dari) and latin for dari, latin in named.values())
    assert [script for script, _ in page["scripts"]] == ["en", "ps"]


@pytest.mark.parametrize(
    ("code", "taliban", "government"),
    [
        ("nl", "hebben de Taliban 2", "heeft de regering 1"),
        ("de", "haben die Taliban 2", "hat die Regierung 1"),
        ("fr", "les talibans tiennent 2", "le gouvernement tient 1"),
        ("fa", "در دست طالبان است", "در دست دولت است"),
    ],
)
def test_a_verb_follows_its_party(shipped: Atlas, code: str, taliban: str, government: str) -> None:
    spoken = spoken_in(code, WAR)
    counts = {"taliban": Count(2, 2, 2), "government": Count(1, 1, 1)}
    said = [
        sentence(counts, party, called(shipped.ledger.war, date(2021, 7, 5), spoken), Lens("districts", "", {}), spoken)
        for party in ("taliban", "government")
    ]
    assert taliban in said[0] and government in said[1]


@pytest.mark.parametrize("code", OTHERS)
def test_every_name_has_every_case_that_its_catalogue_asks_for(code: str) -> None:
    asked = cases(catalogue_of(code))
    of_parties, of_provinces = (
        {case for asking, case in asked if asking == value and asking in NAMES} for value in ("party", "province")
    )
    spoken = language(code)
    for name in (EITHER_SIDE, "the reds"):
        assert set(spoken.name(name).cases) - set(VERBS) == of_parties, name
    assert set(spoken.place("East", "").cases) == of_provinces
    assert isinstance(spoken.name(EITHER_SIDE), Name)
