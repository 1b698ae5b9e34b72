"""Puts every question of a collection to every engine, clean and with typos."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.collections.collection import Collection
from bench.engines.bm25 import VARIANTS, Bm25
from bench.engines.engine import Engine
from bench.engines.ours import Ours
from bench.engines.ratio import Ratio
from bench.engines.tantivy_index import Tantivy
from bench.quality.measures import Figures, Outcome, figures
from bench.typos import with_typos
from bot.domain.matching.match import Record

Build = Callable[[Sequence[Record]], Engine]
LIMIT = 5
OURS = "ours"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one engine did on one collection."""

    engine: str
    clean: Figures
    typos: Figures


@dataclass(frozen=True, slots=True)
class Contest:
    """One collection and the standing of every engine on it, ours first."""

    collection: Collection
    standings: tuple[Standing, ...]

    @property
    def ours(self) -> Standing:
        return next(standing for standing in self.standings if standing.engine == OURS)

    @property
    def peers(self) -> tuple[Standing, ...]:
        return tuple(standing for standing in self.standings if standing.engine != OURS)


def hold(collection: Collection, *, peers: bool = True) -> Contest:
    """Ours and the others; of the BM25 variants the one that did best on this collection."""
    standings = [_standing(collection, OURS, Ours)]
    if peers:
        standings += [
            _best(_standing(collection, f"bm25s {variant}", _bm25(variant)) for variant in VARIANTS),
            _standing(collection, "tantivy", Tantivy),
            _standing(collection, "tantivy fuzzy", lambda records: Tantivy(records, fuzzy=True)),
            _standing(collection, "rapidfuzz WRatio", Ratio),
        ]
    return Contest(collection, tuple(standings))


def outcomes_of(collection: Collection, engine: Engine, *, typos: bool) -> list[Outcome]:
    """What the engine gives back for each question."""
    return [
        Outcome(asked, engine.ask(with_typos(asked.text) if typos else asked.text, LIMIT))
        for asked in collection.asked
    ]


def _standing(collection: Collection, name: str, build: Build) -> Standing:
    engine = build(collection.records)
    return Standing(
        name,
        clean=figures(outcomes_of(collection, engine, typos=False)),
        typos=figures(outcomes_of(collection, engine, typos=True)),
    )


def _bm25(variant: object) -> Build:
    return lambda records: Bm25(records, variant)


def _best(standings: Iterable[Standing]) -> Standing:
    return max(standings, key=lambda standing: (standing.clean.hit_at_1, standing.clean.answered_right))
