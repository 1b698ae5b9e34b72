"""The refusals that Discord answers with, each a status, a code and a sentence."""

from tests.discord_server.json_shape import Json


class ApiError(Exception):
    """An error answer of the API."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body: Json = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    return ApiError(404, 0, "404: Not Found")


def unknown(what: str) -> ApiError:
    """Unknown Channel, Unknown Message and their kin."""
    codes = {"Channel": 10003, "Guild": 10004, "Message": 10008, "User": 10013, "Webhook": 10015}
    codes |= {"Interaction": 10062, "application command": 10063, "Member": 10007}
    return ApiError(404, codes[what], f"Unknown {what}")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def cannot_message_user() -> ApiError:
    return ApiError(403, 50007, "Cannot send messages to this user")


def not_the_author() -> ApiError:
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def already_acknowledged() -> ApiError:
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def too_many_followups() -> ApiError:
    return ApiError(400, 40094, "This interaction has reached the max number of follow up messages")


def wrong_channel_type() -> ApiError:
    return ApiError(400, 50024, "Cannot execute action on this channel type")


def already_crossposted() -> ApiError:
    return ApiError(400, 40033, "This message has already been crossposted")


def expired_token() -> ApiError:
    return ApiError(401, 50027, "Invalid Webhook Token")


def invalid_form(problems: list[str]) -> ApiError:
    """Invalid Form Body, or Cannot send an empty message when that is the whole trouble."""
    if problems == ["the message is empty"]:
        return ApiError(400, 50006, "Cannot send an empty message")
    details: Json = {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": text} for text in problems]}
    return ApiError(400, 50035, "Invalid Form Body", details)
