"""Words of an actor's page: the network around it, its roles, whom it could work with, an intermediary's mandate."""

from __future__ import annotations

from graph_schema import Text

WORDS_PORTRAIT: dict[str, Text] = {
    "ego_title": Text("{name} 둘레의 관계", "Ties around {name}"),
    "ego_heading": Text("둘레의 관계", "The network around it"),
    "ego_summary": Text(
        "상대는 {alters}곳입니다. 상대끼리 가능한 {possible}쌍 가운데 {tied}쌍이 서로 이어져 있습니다",
        "It works with {alters} others. Of {possible} possible pairs among them, {tied} are tied",
    ),
    "ego_share": Text("({percent}%)", "({percent}%)"),
    "ego_by": Text("상대를 묶는 기준", "Group them by"),
    "ego_between": Text("상대끼리의 관계", "Tie among them"),
    "ego_group": Text("{name} {count}곳", "{name}: {count}"),
    "ego_no_group": Text("기록 없음", "Not recorded"),
    "ego_too_many": Text(
        "상대가 많아 집단별로 모아 그렸습니다. 원의 넓이는 상대의 수, 선의 굵기는 관계의 수입니다.",
        "There are many, so groups are drawn: areas are numbers of actors, widths numbers of ties.",
    ),
    "ego_group_head": Text("집단", "Group"),
    "ego_alters": Text("상대", "Actors"),
    "ego_inside": Text("집단 안에서 이어진 쌍", "Tied pairs inside"),
    "ego_outside": Text("다른 집단과 이어진 쌍", "Tied pairs to others"),
    "ego_first": Text("관계가 가장 많은 상대", "Most ties"),
    "ego_full_map": Text("전체 지도에서 보기", "See it on the whole map"),
    "ego_file": Text("둘레 지도 파일 받기 (인터넷 없이 열림)", "Download the map around it (opens without a network)"),
    "pt_roles": Text("관계망에서 하는 구실", "Its part in the network"),
    "pt_roles_help": Text(
        "관계 기록에서 계산한 값이며, 같은 유형의 주체들과 견줍니다. 기록되지 않은 관계는 들어 있지 않습니다.",
        "Computed from recorded ties and compared with actors of its kind. Ties that nobody recorded are missing.",
    ),
    "pt_candidates": Text("새로 함께할 만한 상대", "Whom it could work with"),
    "pt_candidates_help": Text(
        "공통 상대, 분야, 지역, 함께한 사업을 보고 지난 관계로 배운 추천입니다. 결정은 사람이 합니다.",
        "Learnt from past ties by partners in common, fields, places and programmes. People decide.",
    ),
    "pt_open": Text("계산해서 보기", "Compute and show"),
    "pt_back": Text("{name} 쪽으로 돌아가기", "Back to {name}"),
    "pt_failed": Text("불러오지 못했습니다. 다시 보기", "It could not be loaded. Try again"),
    "st_measure": Text("지표", "Measure"),
    "st_value": Text("값", "Value"),
    "st_strip": Text("같은 유형 가운데의 자리", "Place among its kind"),
    "st_kind": Text("같은 유형", "Same kind"),
    "st_field": Text("같은 유형·분야", "Same kind and field"),
    "st_district": Text("같은 유형·자치구", "Same kind and district"),
    "st_rank": Text("{size}곳 중 {rank}위 · 중앙값 {median}", "{rank} of {size} · median {median}"),
    "st_few": Text("견줄 곳이 적음", "Too few"),
    "st_legend": Text(
        "가는 선은 같은 유형의 주체, 굵은 선은 중앙값, 마름모는 이 주체입니다.",
        "Thin lines are actors of its kind, the thick one is the median, the diamond is this actor.",
    ),
    "st_strip_told": Text(
        "같은 유형 {size}곳의 값은 {low}에서 {high}까지이고 중앙값은 {median}, 이 주체는 {value}입니다.",
        "Its kind ranges from {low} to {high} over {size} actors, median {median}; this actor has {value}.",
    ),
    "st_degree": Text("상대 수", "Partners"),
    "st_betweenness": Text("매개 중심성", "Betweenness"),
    "st_constraint": Text("제약", "Constraint"),
    "st_brokerage": Text("분야 사이 중개", "Brokerage between fields"),
    "st_fields_index": Text("분야 E-I 지수", "E-I index by field"),
    "st_districts_index": Text("자치구 E-I 지수", "E-I index by district"),
    "st_degree_help": Text("관계가 있는 서로 다른 주체의 수", "Different actors it has a tie with"),
    "st_betweenness_help": Text(
        "다른 주체 둘 사이의 가장 짧은 길이 이곳을 지나는 비율", "Share of shortest paths of others that run through it"
    ),
    "st_constraint_help": Text(
        "낮을수록 서로 떨어진 상대들 사이에 있고, 높을수록 한 묶음의 상대에 매임 (버트)",
        "Low: its partners are apart; high: it depends on one circle (Burt)",
    ),
    "st_brokerage_help": Text(
        "서로 이어지지 않은 두 상대 사이에 선 횟수 (굴드·페르난데스)",
        "How often it stands between two partners who are not tied (Gould and Fernandez)",
    ),
    "st_index_help": Text(
        "−1이면 상대가 모두 같은 집단, 1이면 모두 다른 집단", "−1: all partners in its own groups, 1: all in others"
    ),
    "st_more": Text(
        "{label} {value} – {like} {size}곳 가운데 {rank}번째로 많습니다(위에서 {top}%, 중앙값 {median}).",
        "{label} {value}: rank {rank} of {size} ({like}; top {top}%, median {median}), the most first.",
    ),
    "st_higher": Text(
        "{label} {value} – {like} {size}곳 가운데 {rank}번째로 높습니다(위에서 {top}%, 중앙값 {median}).",
        "{label} {value}: rank {rank} of {size} ({like}; top {top}%, median {median}), the highest first.",
    ),
    "st_lower": Text(
        "{label} {value} – {like} {size}곳 가운데 {rank}번째로 낮습니다(위에서 {top}%, 중앙값 {median}).",
        "{label} {value}: rank {rank} of {size} ({like}; top {top}%, median {median}), the lowest first.",
    ),
    "st_also_field": Text("같은 분야에서는 {size}곳 가운데 {rank}번째입니다.", "In its fields it is {rank} of {size}."),
    "st_also_district": Text(
        "같은 자치구에서는 {size}곳 가운데 {rank}번째입니다.", "In its districts it is {rank} of {size}."
    ),
    "st_apart": Text("상대들이 서로 떨어져 있어 이곳이 이어 줍니다.", "Its partners are apart, and it links them."),
    "st_tied": Text(
        "상대들이 서로 이어져 있어 한 묶음에 매여 있는 편입니다.",
        "Its partners know each other: it leans on one circle.",
    ),
    "st_share_fields": Text(
        "상대의 {share}%가 다른 분야에서 일합니다.", "{share}% of its partners work in other fields."
    ),
    "st_share_districts": Text(
        "상대의 {share}%가 다른 자치구에 있습니다.", "{share}% of its partners are in other districts."
    ),
    "st_main_role": Text(
        "가장 자주 하는 중개 역할: {role}({help}), 중개의 {share}%.",
        "Most frequent brokerage role: {role} ({help}), {share}% of all.",
    ),
    "st_none": Text(
        "관계가 없어 견줄 값이 없습니다. 관계를 등록하면 나타납니다.",
        "Without ties there is nothing to compare. Register ties and it will show.",
    ),
    "st_role": Text("중개 역할", "Brokerage role"),
    "st_role_help": Text("무엇을 하는가", "What it does"),
    "st_times": Text("횟수", "Times"),
    "st_share": Text("비율", "Share"),
    "st_see_all": Text("모든 주체의 순위와 방법 보기", "All actors' ranks, and the methods"),
    "pc_reasons": Text("이유", "Reasons"),
    "pc_chance": Text("새 관계의 가능성", "Chance of a tie"),
    "pc_register": Text("관계 등록", "Register the tie"),
    "pc_register_with": Text("{name}와(과)의 관계", "with {name}"),
    "pc_none": Text("추천할 만한 상대를 찾지 못했습니다.", "Nobody to recommend was found."),
    "pc_trust": Text("얼마나 믿을 만한가", "How far to trust it"),
    "pc_all": Text("조건을 바꾸어 더 보기", "More, with other conditions"),
    "md_heading": Text("중간지원조직으로서", "As an intermediary"),
    "md_matrix": Text(
        "맡은 분야 × 자치구: 이어진 곳 / 지원받을 곳", "Fields × districts in its mandate: reached / to be served"
    ),
    "md_legend": Text(
        "칸의 수는 이곳과 이어진 시민사회단체 / 그 칸의 모든 시민사회단체입니다. 진할수록 많이 닿습니다.",
        "Cells give civil-society organisations tied to it / all in the cell. The darker, the more are reached.",
    ),
    "md_missed": Text("맡은 범위에서 놓친 주체", "Whom it misses in its mandate"),
    "md_others": Text("이어진 다른 중간지원조직", "Other intermediaries tied to it"),
    "md_overlaps": Text("겹치는 중간지원조직", "Intermediaries that overlap"),
    "md_other": Text("중간지원조직", "Intermediary"),
    "md_clients": Text("이어진 주체의 겹침", "Overlap of clients"),
    "md_cells": Text("맡은 칸의 겹침", "Overlap of mandates"),
    "md_connects": Text("잇는 상대", "Whom it connects"),
    "md_group": Text("집단", "Group"),
    "md_contacts": Text("이웃", "Contacts"),
    "md_of": Text("그 집단의 주체", "Actors of the group"),
    "md_mandated": Text("맡은 범위", "In its mandate"),
    "md_by": Text("기준", "By"),
    "md_nobody": Text("맡은 분야나 지역이 기록되어 있지 않습니다.", "No field or place of its mandate is recorded."),
    "md_analysis": Text("중간지원조직 분석 전체 보기", "The whole analysis of intermediaries"),
}
