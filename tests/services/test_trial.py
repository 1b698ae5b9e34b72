"""Of a rehearsal only what was found is remembered, in few bytes."""

from dataclasses import replace

from bot.domain.answering import Found, Thresholds, Unknown
from bot.services.snapshot import Snapshot
from bot.services.trial import rehearsed

QUESTION = "When was the lighthouse first lit?"


def test_what_was_found_is_remembered_without_its_reasons(snapshot: Snapshot) -> None:
    answer = rehearsed(snapshot, [QUESTION])(QUESTION)

    assert isinstance(answer, Found)
    assert (answer.best.id, answer.best.reasons) == ("first-lit", ())


def test_what_was_only_offered_is_remembered_as_not_found(snapshot: Snapshot) -> None:
    strict = replace(snapshot, thresholds=Thresholds(answer=101.0), rehearsed={})

    assert rehearsed(strict, [QUESTION])(QUESTION) == Unknown()
