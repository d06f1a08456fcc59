"""Which kind extends which."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.reading import Block


class Family:
    """The files of one folder by name, with their parents."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = {block.string("name"): block for block in blocks}

    @property
    def concrete(self) -> list[Block]:
        """The kinds that records may have; abstract kinds only lend what they hold."""
        return [block for block in self._blocks.values() if not block.flag("abstract", False)]

    def lineage(self, block: Block) -> list[Block]:
        """Return a kind and its parents, the nearest first."""
        chain = [block]
        while "extends" in chain[-1].data:
            chain.append(self._parent(chain[-1]))
            if chain[-1] in chain[:-1]:
                chain[-2].fail("extends", "부모가 돌고 돕니다.", "The parents form a circle.")
        return chain

    def holder(self, block: Block, key: str) -> Block:
        """Return the nearest kind of the lineage that has a key, or the kind itself where none has."""
        return next((member for member in self.lineage(block) if key in member.data), block)

    def _parent(self, block: Block) -> Block:
        name = block.string("extends")
        parent = self._blocks.get(name)
        if parent is None:
            block.fail("extends", f"모르는 부모입니다: {name}", f"Unknown parent: {name}")
        if not parent.flag("abstract", False):
            block.fail("extends", f"부모가 추상 종류가 아닙니다: {name}", f"The parent is not abstract: {name}")
        return parent
