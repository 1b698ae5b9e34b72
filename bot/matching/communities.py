"""Communities of a graph: groups whose members have more to do with each other than with the rest.

The Louvain method (Blondel and others, "Fast unfolding of communities in large networks", 2008) with a
resolution; deterministic, for nodes and communities are always looked at in their order.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

Graph = Sequence[Mapping[int, float]]
_ROUNDS = 30
_EPSILON = 1e-12


def communities(graph: Graph, resolution: float, least: float = 0.0) -> list[int]:
    """The community of each node, numbered from 0; the graph gives each node's neighbours and both ways.

    A graph with less weight than `least` is taken for a part of one that has it: in a small graph all
    nodes would else seem to be tied by chance.
    """
    labels = list(range(len(graph)))
    total = max(sum(sum(neighbours.values()) for neighbours in graph), least) or 1.0
    while True:
        found = _moved(graph, resolution / total)
        names = {name: number for number, name in enumerate(sorted(set(found)))}
        if len(names) == len(graph):
            return labels
        labels = [names[found[label]] for label in labels]
        graph = _condensed(graph, [names[each] for each in found])


def _moved(graph: Graph, chance: float) -> list[int]:
    """Every node where it gains most, as long as one gains anything by moving."""
    degrees = [sum(neighbours.values()) for neighbours in graph]
    labels, sizes = list(range(len(graph))), list(degrees)
    for _ in range(_ROUNDS):
        before = list(labels)
        for node, neighbours in enumerate(graph):
            sizes[labels[node]] -= degrees[node]
            cost = chance * degrees[node]
            labels[node] = _best(labels[node], _ties(node, neighbours, labels), sizes, cost)
            sizes[labels[node]] += degrees[node]
        if labels == before:
            break
    return labels


def _ties(node: int, neighbours: Mapping[int, float], labels: Sequence[int]) -> dict[int, float]:
    """How much a node has to do with each community, without itself."""
    ties: defaultdict[int, float] = defaultdict(float)
    for other, weight in neighbours.items():
        if other != node:
            ties[labels[other]] += weight
    return ties


def _best(own: int, ties: Mapping[int, float], sizes: Sequence[float], cost: float) -> int:
    best, gain = own, ties.get(own, 0.0) - cost * sizes[own]
    for label in sorted(ties):
        other = ties[label] - cost * sizes[label]
        if other > gain + _EPSILON:
            best, gain = label, other
    return best


def _condensed(graph: Graph, labels: Sequence[int]) -> list[dict[int, float]]:
    """Each community as one node, with all that its members have to do with each other."""
    joined: list[defaultdict[int, float]] = [defaultdict(float) for _ in range(max(labels) + 1)]
    for node, neighbours in enumerate(graph):
        for other, weight in neighbours.items():
            joined[labels[node]][labels[other]] += weight
    return [dict(each) for each in joined]
