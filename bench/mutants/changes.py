"""Which of cosmic-ray's changes are made, and two of our own: a return gives nothing, `in` is `not in`."""

from collections.abc import Iterator
from typing import Any, Final

from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator
from parso import parse
from parso.python.tree import ReturnStmt
from parso.tree import NodeOrLeaf

Position = tuple[tuple[int, int], tuple[int, int]]

# For each operator the bound moved by one and the opposite, which leaves out what amounts to the same.
COMPARISONS: Final = (
    *("Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt"),
    *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is"),
)
# `/` joins paths more often than it divides, and fails at once when it is changed.
ARITHMETIC: Final = (
    *("Add_Sub", "Sub_Add", "Mul_Div", "FloorDiv_Mul", "Mod_FloorDiv", "Pow_Mul"),
    *("BitOr_BitAnd", "BitAnd_BitOr", "LShift_RShift", "RShift_LShift"),
)
OTHERS: Final = (
    *("AddNot", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_USub_UAdd", "ReplaceAndWithOr"),
    *("ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceBreakWithContinue"),
    *("ReplaceContinueWithBreak", "ZeroIterationForLoop"),
)


class ReturnNothing(Operator):  # type: ignore[misc]  # the library has no types
    """`return found` becomes `return None`."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[Position]:
        if isinstance(node, ReturnStmt) and node.children[1].get_code().strip() not in {"None", "False"}:
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - the library's signature
        node.children[1] = parse(" None")
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


class Membership(Operator):  # type: ignore[misc]  # the same
    """`a in b` becomes `a not in b`, and the other way round."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if node.type == "comparison":
            for sign in node.children[1::2]:
                if self._words(sign) in {"in", "not in"}:
                    yield sign.start_pos, sign.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        words = {at: self._words(sign) for at, sign in enumerate(node.children)}
        signs = [at for at, said in words.items() if said in {"in", "not in"}]
        other = "in" if words[signs[index]] == "not in" else "not in"
        node.children[signs[index]] = parse(f" {other}")
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()

    @staticmethod
    def _words(sign: Any) -> str:
        return " ".join(sign.get_code().split())


def logic() -> dict[str, Operator]:
    names = [
        *(f"ReplaceComparisonOperator_{pair}" for pair in COMPARISONS),
        *(f"ReplaceBinaryOperator_{pair}" for pair in ARITHMETIC),
        *OTHERS,
    ]
    return {name: get_operator(f"core/{name}")() for name in names} | {
        "ReturnNothing": ReturnNothing(),
        "Membership": Membership(),
    }


def constants() -> dict[str, Operator]:
    return {"NumberReplacer": get_operator("core/NumberReplacer")()}
