"""The first answer to an interaction: a message, a deferral, an update, choices or a modal."""

import time
from datetime import timedelta

from tests.discord_server.call import Answer, Call, Route
from tests.discord_server.errors import already_acknowledged, invalid_form, unknown
from tests.discord_server.json_shape import Json
from tests.discord_server.limits import message_problems, modal_problems
from tests.discord_server.messages import EPHEMERAL, LOADING
from tests.discord_server.posting import Details, Posting
from tests.discord_server.reply import CallbackKind, InteractionKind, Reply
from tests.discord_server.world import World

DEADLINE = timedelta(seconds=3)
SPEAKING = {CallbackKind.MESSAGE, CallbackKind.UPDATE}
FITTING: dict[InteractionKind, set[CallbackKind]] = {
    InteractionKind.COMMAND: {CallbackKind.MESSAGE, CallbackKind.DEFERRED_MESSAGE, CallbackKind.MODAL},
    InteractionKind.COMPONENT: set(CallbackKind) - {CallbackKind.CHOICES},
    InteractionKind.AUTOCOMPLETE: {CallbackKind.CHOICES},
    InteractionKind.MODAL: set(CallbackKind) - {CallbackKind.CHOICES, CallbackKind.MODAL},
}


class CallbackRoutes:
    """POST /interactions/…/callback."""

    def __init__(self, world: World, posting: Posting, replies: dict[str, Reply]) -> None:
        self._world = world
        self._posting = posting
        self._replies = replies

    def routes(self) -> list[Route]:
        path = "/interactions/{interaction_id}/{interaction_token}/callback"
        return [Route("POST", path, self.answer, open=True)]

    def answer(self, call: Call) -> Answer:
        reply = self._replies.get(call.params["interaction_token"])
        if reply is None or str(reply.id) != call.params["interaction_id"]:
            raise unknown("Interaction")
        if self._world.clock.now() - reply.opened_at > DEADLINE:
            raise unknown("Interaction")
        if reply.kind is not None:
            raise already_acknowledged()
        kind = self._kind(call, reply)
        self._apply(call, reply, kind)
        reply.elapsed = time.perf_counter() - reply.started
        reply.kind, reply.callback = kind, call.body
        reply.pulse.beat()
        return Answer(200, self._outcome(reply, kind)) if call.asks("with_response") else Answer()

    def _kind(self, call: Call, reply: Reply) -> CallbackKind:
        kind = call.body.get("type")
        if kind not in set(CallbackKind) or CallbackKind(kind) not in FITTING[reply.asked]:
            raise self._refuse(call, [f"callback type {kind} does not fit {reply.asked.name}"])
        return CallbackKind(kind)

    def _apply(self, call: Call, reply: Reply, kind: CallbackKind) -> None:
        data: Json = call.body.get("data") or {}
        problems = self._message_problems(call, reply, data, kind) if kind in SPEAKING else []
        problems += modal_problems(data) if kind is CallbackKind.MODAL else []
        if problems:
            raise self._refuse(call, problems)
        match kind:
            case CallbackKind.MESSAGE | CallbackKind.DEFERRED_MESSAGE:
                self._speak(call, reply, data, kind)
            case CallbackKind.UPDATE:
                self._update(call, reply, data)
            case CallbackKind.DEFERRED_UPDATE:
                reply.message = reply.source

    def _message_problems(self, call: Call, reply: Reply, data: Json, kind: CallbackKind) -> list[str]:
        before = reply.source if kind is CallbackKind.UPDATE else None
        files = self._posting.file_names(call.files, data, before)
        return message_problems(data, files=files, edit=kind is CallbackKind.UPDATE, before=before)

    def _speak(self, call: Call, reply: Reply, data: Json, kind: CallbackKind) -> None:
        flags = data.get("flags") or 0
        if kind is CallbackKind.DEFERRED_MESSAGE:
            data, flags = {}, flags & EPHEMERAL | LOADING
        files = self._posting.files(call.files, data)
        details = Details(files=files, flags=flags, interaction=reply.metadata)
        reply.message = self._posting.create(reply.channel, self._world.bot, data, **details)

    def _update(self, call: Call, reply: Reply, data: Json) -> None:
        if reply.source is None:
            raise self._refuse(call, ["there is no message to update"])
        files = self._posting.files(call.files, data)
        reply.message = self._posting.edit(reply.source, data, files)

    def _outcome(self, reply: Reply, kind: CallbackKind) -> Json:
        about: Json = {"id": str(reply.id), "type": int(reply.asked)}
        if reply.message is None:
            return {"interaction": about}
        about |= {
            "response_message_id": str(reply.message.id),
            "response_message_loading": reply.waiting,
            "response_message_ephemeral": reply.ephemeral,
        }
        if kind not in SPEAKING:
            return {"interaction": about}
        resource = {"type": int(kind), "message": self._posting.payload(reply.message)}
        return {"interaction": about, "resource": resource}

    def _refuse(self, call: Call, problems: list[str]) -> Exception:
        call.request.problems += problems
        return invalid_form(problems)
