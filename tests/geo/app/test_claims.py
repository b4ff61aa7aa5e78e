"""The page Claims."""

from tests.geo.app.visits import Run, reports_on, written


def test_a_claim_that_is_picked_shows_as_many_reports_as_it_says(run: Run) -> None:
    script = run("claims", claim="CL21-31")
    reports = reports_on(script)
    assert reports
    assert f"Reports behind our figure: {len(reports)}" in written(script)


def test_the_seeds_third_and_its_ten_districts_stand_among_the_claims(run: Run) -> None:
    said = written(run("claims"))
    assert "our count is 157 of 421 districts held by the Taliban (152 to 167), 37%; a third would be 140" in said
    assert "NOS counts at least 10 districts captured since 3 July, in Badakhshan alone" in said
    assert "name 15: Argo, Baharak" in said


def test_a_claim_known_later_is_left_out(run: Run) -> None:
    everything, then = run("claims").dataframe[0].value, run("claims", known="2021-07-05").dataframe[0].value
    assert 0 < len(then) < len(everything) == 64


def test_the_newest_claim_on_the_day_that_travels_comes_first(run: Run) -> None:
    in_august, in_july = (written(run("claims", day=day)) for day in ("2021-08-14", "2021-07-23"))
    assert in_august.startswith("FDD Long War Journal (via Washington Newsday), 12 August 2021: ")
    assert in_july.startswith("Taliban delegation in Moscow (via AFP), 9 July 2021: ")
