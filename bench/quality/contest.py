"""Puts every question of a collection to every engine, clean and with typos."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bench.collections.collection import Collection
from bench.engines.bm25 import VARIANTS, Bm25
from bench.engines.engine import Engine
from bench.engines.ours import Ours
from bench.engines.ratio import Ratio
from bench.engines.tantivy_index import FUZZY_WEIGHTS, Tantivy
from bench.quality.measures import Figures, Outcome, figures
from bench.typos import with_typos
from bot.matching.results import Record

Build = Callable[[Sequence[Record]], Engine]
LIMIT = 5
OURS = "ours"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one engine, in one of its variants, did on one collection."""

    engine: str
    variant: str
    clean: Figures
    typos: Figures


@dataclass(frozen=True, slots=True)
class Contest:
    """One collection and how ours and every variant of the others did on it."""

    collection: Collection
    ours: Standing
    peers: tuple[Standing, ...]

    @property
    def shown(self) -> tuple[Standing, ...]:
        """Ours, then each other engine in the variant with the best clean hit@1 on this very collection."""
        families: dict[str, list[Standing]] = {}
        for peer in self.peers:
            families.setdefault(peer.engine, []).append(peer)
        return (self.ours, *(max(family, key=_merit) for family in families.values()))


def hold(collection: Collection, *, peers: bool = True) -> Contest:
    """Ours and, unless told otherwise, every variant of the others."""
    ours = _standing(collection, OURS, "", Ours)
    return Contest(collection, ours, tuple(_others(collection)) if peers else ())


def _others(collection: Collection) -> Iterator[Standing]:
    for variant in VARIANTS:
        yield _standing(collection, "bm25s", str(variant), partial(Bm25, variant=variant))
    yield _standing(collection, "tantivy", "", Tantivy)
    for weight in FUZZY_WEIGHTS:
        yield _standing(collection, "tantivy fuzzy", f"x{weight:g}", partial(Tantivy, fuzzy_weight=weight))
    yield _standing(collection, "rapidfuzz WRatio", "", Ratio)


def outcomes_of(collection: Collection, engine: Engine, *, typos: bool) -> list[Outcome]:
    """What the engine gives back for each question."""
    return [
        Outcome(asked, engine.ask(with_typos(asked.text) if typos else asked.text, LIMIT))
        for asked in collection.asked
    ]


def _standing(collection: Collection, name: str, variant: str, build: Build) -> Standing:
    engine = build(collection.records)
    return Standing(
        name,
        variant,
        clean=figures(outcomes_of(collection, engine, typos=False)),
        typos=figures(outcomes_of(collection, engine, typos=True)),
    )


def _merit(standing: Standing) -> tuple[float, float]:
    return standing.clean.hit_at_1, standing.clean.answered_right
