"""What comes after the first answer: follow-ups, and looking up, editing and deleting what was said."""

from datetime import timedelta

from tests.discord_server.call import Answer, Call, Route
from tests.discord_server.errors import expired_token, invalid_form, too_many_followups, unknown
from tests.discord_server.limits import message_problems
from tests.discord_server.messages import File, Message
from tests.discord_server.posting import Details, Posting
from tests.discord_server.reply import Reply
from tests.discord_server.world import World

LIFETIME = timedelta(minutes=15)
FOLLOWUPS_OF_USER_INSTALL = 5


class WebhookRoutes:
    """Everything under /webhooks/{application}/{interaction token}."""

    def __init__(self, world: World, posting: Posting, replies: dict[str, Reply]) -> None:
        self._world = world
        self._posting = posting
        self._replies = replies

    def routes(self) -> list[Route]:
        hook = "/webhooks/{webhook_id}/{webhook_token}"
        original, one = hook + "/messages/@original", hook + "/messages/{message_id}"
        actions = {"GET": self.read, "PATCH": self.edit, "DELETE": self.delete}
        changing = [
            Route(method, path, action, open=True)
            for path in (original, one)
            for method, action in actions.items()
        ]
        return [Route("POST", hook, self.follow_up, open=True), *changing]

    def follow_up(self, call: Call) -> Answer:
        reply = self._reply(call)
        self._check(call, reply.message if reply.waiting else None, edit=False)
        files = self._posting.files(call.files, call.body)
        if reply.waiting and reply.message:
            message = self._posting.edit(reply.message, call.body, files)
        else:
            message = self._another(call, reply, files)
        reply.pulse.beat()
        return Answer(200, self._posting.payload(message)) if call.asks("wait") else Answer()

    def read(self, call: Call) -> Answer:
        return Answer(200, self._posting.payload(self._message(call)))

    def edit(self, call: Call) -> Answer:
        reply, message = self._reply(call), self._message(call)
        self._check(call, message, edit=True)
        files = self._posting.files(call.files, call.body)
        self._posting.edit(message, call.body, files)
        reply.pulse.beat()
        return Answer(200, self._posting.payload(message))

    def delete(self, call: Call) -> Answer:
        reply, message = self._reply(call), self._message(call)
        self._posting.delete(message)
        reply.pulse.beat()
        return Answer()

    def _reply(self, call: Call) -> Reply:
        reply = self._replies.get(call.params["webhook_token"])
        right_application = call.params["webhook_id"] == str(self._world.application.id)
        if reply is None or not right_application or reply.kind is None:
            raise unknown("Webhook")
        if self._world.clock.now() - reply.opened_at > LIFETIME:
            raise expired_token()
        return reply

    def _message(self, call: Call) -> Message:
        reply = self._reply(call)
        wanted = call.params.get("message_id")
        named = (message for message in reply.messages if str(message.id) == wanted)
        message = reply.message if wanted is None else next(named, None)
        if message is None or message.deleted:
            raise unknown("Message")
        return message

    def _another(self, call: Call, reply: Reply, files: list[File]) -> Message:
        if reply.installed == "user" and len(reply.followups) >= FOLLOWUPS_OF_USER_INSTALL:
            raise too_many_followups()
        details = Details(interaction=reply.metadata, reply_to=reply.message, files=files)
        message = self._posting.create(reply.channel, self._world.bot, call.body, **details)
        reply.followups.append(message)
        return message

    def _check(self, call: Call, before: Message | None, *, edit: bool) -> None:
        files = self._posting.file_names(call.files, call.body, before)
        problems = message_problems(call.body, files=files, edit=edit, before=before)
        if problems:
            call.request.problems += problems
            raise invalid_form(problems)
