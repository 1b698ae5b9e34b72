"""Every collection there is, by name."""

from collections.abc import Callable, Iterable

from bench.collections.collection import Collection, NotThereError
from bench.collections.frequent_questions import load_debian_faq, load_python_faq
from bench.collections.phrasing_groups import load_clusters, load_intents
from bench.collections.sentences import load_sentences

LOADERS: dict[str, Callable[[], Collection]] = {
    "intents": load_intents,
    "clusters": load_clusters,
    "debian-faq": load_debian_faq,
    "python-faq": load_python_faq,
    "sentences": load_sentences,
}


def load_reported(names: Iterable[str] = ()) -> tuple[tuple[Collection, ...], tuple[str, ...]]:
    """The named collections (all when none is named), and a sentence for each that cannot be loaded here."""
    loaded, missing = [], []
    for name in tuple(names) or tuple(LOADERS):
        try:
            loaded.append(LOADERS[name]())
        except NotThereError as reason:
            missing.append(f"{name}: {reason}")
    return tuple(loaded), tuple(missing)
