"""Asking partners: invitations, consent, corrected records, reported ties, withdrawal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ecomap.domain.records import Edge
from ecomap.errors import Conflict, LinkClosed, NotAllowed, NotAuthenticated, NotFound, OutsideScope, RefusedFields
from ecomap.services import analyses, surveys
from ecomap.services import survey_answers as answers
from ecomap.services.access import ANONYMOUS
from ecomap.services.filters import parse_filter
from ecomap.services.jobs import Asked, start_job
from ecomap.services.maps import network_html
from ecomap.services.survey_papers import today
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import EdgeQuery
from tests.registry.conftest import EDITOR, PLANNER, REGISTRAR, SEOCHO, Desk
from tests.registry.surveying import ADMIN, RATED, invited, said

NOTE = "MARKER-note"


def three(desk: Desk) -> tuple[str, str, str]:
    return desk.register("가람").subject, desk.register("나래").subject, desk.register("서초 모임", SEOCHO).subject


def test_a_partner_agrees_corrects_reports_and_withdraws(desk: Desk, workspace: Workspace) -> None:
    a, b, c = three(desk)
    survey, tokens = invited(workspace, a, b, c)
    with pytest.raises(Conflict):
        answers.save_report(workspace, tokens[a], {"partner": b, "type": "cooperates"})
    answers.answer_consent(workspace, tokens[a], agreed=True)
    own = answers.open_link(workspace, tokens[a])
    answers.correct_record(workspace, tokens[a], {"staff": 7, "phone": "02-312-9087"}, own.actor.tag)
    first = answers.save_report(
        workspace, tokens[a], {"partner": b, "type": "cooperates", "contact_frequency": "weekly", "note": NOTE, **RATED}
    )
    second = answers.save_report(workspace, tokens[a], {"partner": c, "type": "funds", "direction": "in"})
    assert workspace.store.counts().get("cooperates", 0) == 0
    assert answers.submit_answers(workspace, tokens[a]) == 2
    ties = {tie.type: tie for tie in reported(workspace, a)}
    assert (ties["funds"].source, ties["funds"].target) == (c, a)
    told = {"contact_frequency": "weekly", "note": NOTE, "reported_by": a, "origin": survey, **RATED}
    assert ties["cooperates"].properties == told
    assert workspace.store.history(ties["cooperates"].id).items[0].change.via == "survey"

    answers.answer_consent(workspace, tokens[b], agreed=True)
    answers.save_report(workspace, tokens[b], {"partner": a, "type": "cooperates", "reliability": 2})
    answers.submit_answers(workspace, tokens[b])
    assert len(reported(workspace, a)) == 3  # both reports of one tie are kept

    answers.save_report(workspace, tokens[a], {"partner": b, "type": "cooperates", "reliability": 1}, first)
    answers.drop_report(workspace, tokens[a], second)
    assert answers.submit_answers(workspace, tokens[a]) == 1
    assert len(reported(workspace, a)) == 2
    assert surveys.read_survey(workspace, ADMIN, survey).counts == {"answered": 2, "invited": 1}

    answers.withdraw(workspace, tokens[a])
    (left,) = reported(workspace, a)
    assert left.properties["reported_by"] == b
    with workspace.store.contents() as contents:
        everything = repr([list(contents.papers), *map(list, (contents.changes, contents.nodes, contents.edges))])
        everything += repr(list(contents.past))
    for trace in (NOTE, "02-312-9087", f"'reported_by': '{a}'"):
        assert trace not in everything
    assert workspace.store.get_nodes([a])[a].properties == {"staff": 7}
    figures = surveys.read_survey(workspace, ADMIN, survey)
    assert (figures.invited, figures.answered, dict(figures.counts)) == (
        3,
        1,
        {"answered": 1, "invited": 1, "withdrawn": 1},
    )


def reported(workspace: Workspace, actor: str) -> list[Edge]:
    query = EdgeQuery(types=["cooperates", "funds"], nodes=[actor], limit=50)
    return list(workspace.store.find_edges(query).items)


def test_a_link_that_is_over_says_why(desk: Desk, workspace: Workspace) -> None:
    a, b, c = three(desk)
    survey, tokens = invited(workspace, a, b, c)
    with pytest.raises(NotFound):
        answers.open_link(workspace, "guessed")
    ids = {one.actor: one.id for one in surveys.list_invitations(workspace, ADMIN, survey)}
    surveys.revoke(workspace, ADMIN, ids[a])
    answers.withdraw(workspace, tokens[b])
    answers.answer_consent(workspace, tokens[c], agreed=False)
    assert answers.open_link(workspace, tokens[c]).invitation.state == "refused"
    answers.answer_consent(workspace, tokens[c], agreed=True)
    assert answers.open_link(workspace, tokens[c]).invitation.state == "opened"
    yesterday = today() - timedelta(days=1)
    (again,) = surveys.invite(workspace, ADMIN, survey, [a, b, c], expires=yesterday)
    assert again.actor == a  # only a revoked link is replaced
    surveys.close_survey(workspace, ADMIN, survey)
    expected = {tokens[a]: "revoked", tokens[b]: "withdrawn", tokens[c]: "closed", again.token: "expired"}
    for token, state in expected.items():
        for use in (answers.open_link, answers.submit_answers, answers.withdraw)[: 2 if state == "closed" else 3]:
            with pytest.raises(LinkClosed) as caught:
                use(workspace, token)
            assert caught.value.context["state"] == state
    with pytest.raises(Conflict):
        surveys.revoke(workspace, ADMIN, ids[b])
    with pytest.raises(Conflict):
        surveys.invite(workspace, ADMIN, survey, [a])


def test_a_link_is_for_its_own_record_only(desk: Desk, workspace: Workspace) -> None:
    a, b, _ = three(desk)
    _, tokens = invited(workspace, a)
    answers.answer_consent(workspace, tokens[a], agreed=True)
    opened = answers.open_link(workspace, tokens[a])
    with pytest.raises(OutsideScope):
        desk.do("change-actor", b, who=opened.who, staff=9, tag="*", via="survey")
    before = desk.state()
    refused = (
        {"partner": b, "type": "oversees"},
        {"partner": b, "type": "cooperates", "reliability": 5},
        {"partner": b, "type": "cooperates", "contact_frequency": "hourly"},
        {"partner": a, "type": "cooperates"},
        {"partner": b, "type": "cooperates", "secret": "x"},
    )
    for report in refused:
        with pytest.raises(RefusedFields):
            answers.save_report(workspace, tokens[a], report)
    with pytest.raises(NotFound):
        answers.save_report(workspace, tokens[a], {"partner": "org-none", "type": "cooperates"})
    assert desk.state() == before


def test_who_may_ask(desk: Desk, workspace: Workspace) -> None:
    a, _, seocho = three(desk)
    with pytest.raises(NotAllowed):
        surveys.create_survey(workspace, PLANNER, said())
    survey = surveys.create_survey(workspace, REGISTRAR, said())
    with pytest.raises(OutsideScope):
        surveys.invite(workspace, REGISTRAR, survey, [a, seocho])
    assert surveys.list_invitations(workspace, REGISTRAR, survey) == ()
    assert len(surveys.invite(workspace, REGISTRAR, survey, [a])) == 1
    assert [one.id for one in surveys.list_surveys(workspace, EDITOR)] == [survey]
    for wrong in ({"title_ko": " "}, {"types": ["located_in"]}, {"closes": "2020-01-01"}, {"opens": "soon"}):
        with pytest.raises(RefusedFields):
            surveys.create_survey(workspace, ADMIN, said(**wrong))


def test_results_say_how_many_answered_and_trust_is_for_members(desk: Desk, workspace: Workspace) -> None:
    a, b, c = three(desk)
    assert analyses.run_analysis(workspace, ANONYMOUS, "cooperation/trust", {}).tables[0].rows == ()
    _, tokens = invited(workspace, a, b, c)
    for reporter, partner in ((a, b), (b, a), (a, c)):
        answers.answer_consent(workspace, tokens[reporter], agreed=True)
        answers.save_report(workspace, tokens[reporter], {"partner": partner, "type": "cooperates", **RATED})
        answers.submit_answers(workspace, tokens[reporter])
    result = analyses.run_analysis(workspace, ANONYMOUS, "linkage/overview", {})
    assert "초대한 3곳 가운데 2곳이 응답했고(응답률 66.7%)" in result.notes[-1].ko
    assert workspace.snapshot().ties.m == 2  # a tie that both ends reported is one
    for rule, count in (("both", 1), ("one", 1), ("either", 2)):
        assert workspace.snapshot(parse_filter(workspace, {"reports": rule})).ties.m == count
    both = parse_filter(workspace, {"reports": "both"})
    for name, wanted in (("cooperation/trust", None), ("linkage/overview", both)):
        with pytest.raises(NotAuthenticated):
            analyses.run_analysis(workspace, ANONYMOUS, name, {}, wanted)
        with pytest.raises(NotAuthenticated):
            start_job(workspace, ANONYMOUS, Asked(name, {}, {"reports": "both"}))
        assert analyses.run_analysis(workspace, PLANNER, name, {}, wanted).explanation
    with pytest.raises(NotAuthenticated):
        network_html(workspace, ANONYMOUS, both, lang="ko")
    (network,) = analyses.run_analysis(workspace, PLANNER, "cooperation/trust", {}).tables[1].rows
    assert network[:4] == (3, 2, pytest.approx(2 / 3), 3)
    answers.withdraw(workspace, tokens[b])
    assert analyses.run_analysis(workspace, PLANNER, "cooperation/trust", {}).tables[1].rows[0][:2] == (3, 1)
