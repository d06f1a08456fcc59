"""What people may not reach by a detour: undoing, merging, erasing, surveys, and papers without an owner."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from api.pages.proposal_view import differences
from ecomap.domain.papers import Paper
from ecomap.errors import Conflict, NotFound, OutsideScope, RefusedFields, TooManyAttempts
from ecomap.services import histories, previews, proposals, survey_answers, surveys
from ecomap.services.access import Principal
from ecomap.services.attempts import Attempts
from ecomap.services.erasure import erase_contact
from ecomap.services.listing import edges_of
from ecomap.services.redirects import merge_papers, present_id
from ecomap.services.survey_papers import INVITATION, SURVEY, link_hash
from ecomap.services.undo import undo_change
from ecomap.services.workspace import Workspace
from tests.registry.conftest import EDITOR, REGISTRAR, SEOCHO, Desk
from tests.registry.surveying import ADMIN, invited
from tests.registry.test_erasing_contacts import everything
from tests.support.builders import change


def test_a_merge_is_taken_back_as_a_merge_only(desk: Desk, workspace: Workspace) -> None:
    a, b = desk.register("망원돌봄").subject, desk.register("망원 돌봄회", SEOCHO).subject
    desk.do("merge-actors", a, other=b, other_tag="*", tag="*")
    merged = workspace.store.revision()
    with pytest.raises(Conflict) as refused:
        undo_change(workspace, EDITOR, merged, via="api")
    assert "changed" not in refused.value.context
    assert present_id(workspace.store, b) == a
    desk.do("unmerge-actors", merge_papers(workspace.store, a)[0].id)
    with pytest.raises(Conflict):
        undo_change(workspace, EDITOR, workspace.store.revision(), via="api")
    assert workspace.store.get_nodes([a, b]).keys() == {a, b}


def test_undoing_pulls_no_record_into_ones_own_district(desk: Desk, workspace: Workspace) -> None:
    made = desk.register("이사한 모임")
    desk.do("change-actor", made.subject, tag=made.tag, located_in=[SEOCHO])
    moved = workspace.store.revision()
    with pytest.raises(OutsideScope):
        desk.do(
            "restore-actor",
            made.subject,
            who=replace(REGISTRAR, scopes=frozenset({"write"})),
            tag="*",
            revision=moved - 1,
        )
    with pytest.raises(OutsideScope):
        undo_change(workspace, REGISTRAR, moved, via="api")


def test_a_registrar_undoes_her_own_work(desk: Desk, workspace: Workspace) -> None:
    made = desk.register("마포 모임", who=REGISTRAR)
    first = workspace.store.revision()
    desk.do("change-actor", made.subject, who=REGISTRAR, tag=made.tag, located_in=["place:1144066000"])
    undo_change(workspace, REGISTRAR, workspace.store.revision(), via="api")
    desk.do("change-actor", made.subject, who=REGISTRAR, tag="*", staff=2)
    with pytest.raises(Conflict):
        undo_change(workspace, REGISTRAR, first, via="api")
    undo_change(workspace, REGISTRAR, workspace.store.revision(), via="api")
    assert workspace.store.get_nodes([made.subject])[made.subject].properties == {}


def test_a_key_sees_no_proposals_of_others_that_have_no_account(desk: Desk, workspace: Workspace) -> None:
    some, other = (Principal(f"{name} (k-{name})", frozenset({"propose"})) for name in ("a", "b"))
    filed = desk.register("제안한 모임", who=some)
    assert proposals.list_proposals(workspace, other).items == ()
    assert [one.id for one in proposals.list_proposals(workspace, some).items] == [filed.proposal]
    assert proposals.read_proposal(workspace, some, filed.proposal).by == some.name
    with pytest.raises(NotFound):
        proposals.read_proposal(workspace, other, filed.proposal)


def test_only_who_is_in_charge_refuses(desk: Desk, workspace: Workspace) -> None:
    filed = desk.register("서초 모임", SEOCHO, who=replace(EDITOR, scopes=frozenset({"propose"})))
    with pytest.raises(OutsideScope):
        proposals.refuse(workspace, REGISTRAR, filed.proposal, answer="싫음")
    assert proposals.read_proposal(workspace, EDITOR, filed.proposal).state == "waiting"


def test_erasing_reaches_what_was_merged_and_what_was_typed(desk: Desk, workspace: Workspace) -> None:
    a = desk.register("망원돌봄", contact_person="김하나둘", phone="02-312-9087").subject
    b = desk.register("망원 돌봄회", SEOCHO, contact_person="박세넷다", email="old@marker.kr").subject
    desk.do("merge-actors", a, other=b, other_tag="*", tag="*")
    fields = {"name_ko": ["망원돌봄"], "contact_person": ["김하나둘"], "staff": ["3"]}
    with workspace.store.write(change()) as writing:
        writing.put_papers([Paper("typed", "t", {"fields": fields}, owner="u-x")])
        writing.put_papers([Paper("draft", "d", {"form": "actor", "subject": "", "values": fields}, owner="u-x")])
        writing.commit()
    assert erase_contact(workspace, EDITOR, b, via="form").record
    told = everything(workspace)
    assert [trace for trace in ("김하나둘", "박세넷다", "old@marker", "312-9087") if trace in told] == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_erasing_removes_uploaded_files_that_name_the_organisation(
    desk: Desk, workspace: Workspace, encoding: str
) -> None:
    made = desk.register("망원돌봄", contact_person="김하나둘").subject
    sheet = "단체명,자치구,담당자\n{},마포구,김하나둘\n"
    hers, other = (
        previews.upload(workspace, EDITOR, io.BytesIO(sheet.format(name).encode(encoding)), "단체.csv")
        for name in ("망원돌봄", "강 건너")
    )
    kept = previews.upload(workspace, EDITOR, io.BytesIO("단체명,자치구\n강 건너,마포구\n".encode(encoding)), "b.csv")
    assert erase_contact(workspace, EDITOR, made, via="form").files == 2
    assert (hers.folder.exists(), other.folder.exists(), kept.folder.exists()) == (False, False, True)
    with pytest.raises(NotFound):
        previews.check(workspace, EDITOR, hers.id)


def test_a_file_sent_twice_at_once_is_taken_once(workspace: Workspace) -> None:
    class Second(io.BytesIO):
        """A file during whose upload it is sent again."""

        def read(self, size: int | None = -1) -> bytes:
            with pytest.raises(Conflict):
                previews.upload(workspace, EDITOR, io.BytesIO(self.getvalue()), "a.csv", key="k")
            return super().read(size)

    sheet = "단체명,자치구\n망원돌봄,마포구\n".encode()
    made = previews.upload(workspace, EDITOR, Second(sheet), "a.csv", key="k")
    assert previews.upload(workspace, EDITOR, io.BytesIO(sheet), "a.csv", key="k").id == made.id


def test_a_link_follows_a_merge_and_is_withdrawn_after_the_end(desk: Desk, workspace: Workspace) -> None:
    a, b, c = desk.register("망원돌봄").subject, desk.register("망원 돌봄회").subject, desk.register("다른 곳").subject
    survey, links = invited(workspace, b)
    token = links[b]
    survey_answers.answer_consent(workspace, token, agreed=True)
    survey_answers.save_report(workspace, token, {"partner": c, "type": "cooperates"})
    survey_answers.submit_answers(workspace, token)
    desk.do("merge-actors", a, other=b, other_tag="*", tag="*")
    assert survey_answers.open_link(workspace, token).actor.node.id == a
    surveys.close_survey(workspace, ADMIN, survey)
    survey_answers.withdraw(workspace, token)
    assert workspace.store.get_papers(INVITATION, [link_hash(token)])[link_hash(token)].state == "withdrawn"
    assert workspace.store.counts().get("cooperates", 0) == 0
    withdrawal = workspace.store.revision()
    with pytest.raises(Conflict):
        undo_change(workspace, ADMIN, withdrawal, via="api")


def test_a_registrar_manages_no_survey_of_others(desk: Desk, workspace: Workspace) -> None:
    made = desk.register("서초 모임", SEOCHO).subject
    survey, links = invited(workspace, made)
    with pytest.raises(OutsideScope):
        surveys.revoke(workspace, REGISTRAR, link_hash(links[made]))
    with pytest.raises(OutsideScope):
        surveys.close_survey(workspace, REGISTRAR, survey)
    assert workspace.store.get_papers(SURVEY, [survey])[survey].state == "open"


def test_relations_are_read_as_they_are_and_lead_to_another_record(desk: Desk, workspace: Workspace) -> None:
    a, b, c = (desk.register(name).subject for name in ("망원돌봄", "망원 돌봄회", "지부"))
    desk.do("merge-actors", a, other=b, other_tag="*", tag="*")
    for said in ({"related": "abc"}, {"related": [a]}, {"related": {a: []}}, {"related": {c: "branch"}}, {"ties": [a]}):
        with pytest.raises(RefusedFields):
            desk.do("change-with-ties", c, tag="*", **said)
    with pytest.raises(RefusedFields):
        desk.do("change-with-ties", a, tag="*", related={b: "branch"})
    desk.do("change-with-ties", c, tag="*", related={b: "branch"})
    assert [e.target for e in edges_of(workspace.store, [c], ("part_of",))] == [a]


def test_no_change_has_a_number_without_end(workspace: Workspace) -> None:
    for revision in (-1, 0, 10**40):
        with pytest.raises(NotFound):
            histories.read_change(workspace, EDITOR, revision)
        with pytest.raises(NotFound):
            undo_change(workspace, EDITOR, revision, via="api")


def test_a_proposal_about_a_merged_record_hides_what_it_did_before(desk: Desk, workspace: Workspace) -> None:
    a, b = desk.register("망원돌봄").subject, desk.register("망원 돌봄회").subject
    proposer = replace(EDITOR, scopes=frozenset({"propose"}))
    filed = desk.do("change-actor", b, who=proposer, tag="*", contact_person="박세넷다").proposal
    desk.do("merge-actors", a, other=b, other_tag="*", tag="*")
    program = replace(EDITOR, scopes=frozenset({"write"}))
    intent = proposals.read_proposal(workspace, program, filed).intent
    assert "박세넷다" not in repr(differences(workspace, program, intent, "ko"))
    assert "박세넷다" in repr(differences(workspace, EDITOR, intent, "ko"))


def test_refused_attempts_push_out_nobody_and_take_no_room() -> None:
    attempts = Attempts(clock=lambda: 0.0)
    for _ in range(3):
        attempts.begin(account=("kim", 3), address=("a", 3))
    for number in range(10):
        with pytest.raises(TooManyAttempts):
            attempts.begin(account=(f"other{number}", 3), address=("a", 3))
    assert len(attempts) == 2
