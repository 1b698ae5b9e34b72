"""`python -m tests.discord_server`: a stand-alone loopback Discord; prints its address as one JSON line."""

import argparse
import asyncio
import json
import sys

from tests.discord_server.server import DiscordServer


async def serve(port: int, shards: int) -> None:
    async with DiscordServer(ticking=True, port=port) as server:
        server.gateway.shards = shards
        about = {"api_url": server.api_url, "token": server.token, "guild": str(server.guild.id)}
        sys.stdout.write(json.dumps(about | {"channel": str(server.channel.id)}) + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.discord_server", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--shards", type=int, default=1)
    arguments = parser.parse_args()
    try:
        asyncio.run(serve(arguments.port, arguments.shards))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
