"""The one shape that crosses the wire: a JSON object whose inside only the reader knows."""

from typing import Any

Json = dict[str, Any]
