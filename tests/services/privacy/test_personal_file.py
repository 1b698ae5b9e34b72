"""A person's data comes in files that Discord takes, however much it is, and holds up nobody meanwhile."""

import asyncio
import io
import json
import random
import zipfile

from bot.database.connection import Database
from bot.database.user_key import open_user_key
from bot.services.journal import Pace, open_journal
from bot.services.privacy.personal_file import PLAIN, DataFile, PersonalFile
from bot.services.privacy.privacy import Privacy
from bot.services.privacy.wiping import Wiper
from tests.database.samples import NOON, a_query, log

ADA = 123456789012345678


def opened(file: DataFile) -> dict[str, list[dict[str, object]]]:
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        found: dict[str, list[dict[str, object]]] = json.loads(archive.read("briefing-bot-data.json"))
        return found


def test_little_is_one_plain_file() -> None:
    writer = PersonalFile()
    writer.add("questions", [{"text": "why “so”?", "asked_at": NOON}])
    writer.add("questions", [{"text": "and now?"}])
    writer.add("feedback", [])

    [file] = writer.finish()

    assert file.name == "briefing-bot-data.json"
    assert "why “so”?" in file.content.decode()
    assert json.loads(file.content) == {
        "questions": [{"text": "why “so”?", "asked_at": "2025-04-09T12:00:00+00:00"}, {"text": "and now?"}],
        "feedback": [],
    }


def test_much_is_zipped_into_as_many_parts_as_it_takes() -> None:
    random_words = random.Random(7)
    writer = PersonalFile(largest=100_000)
    entries = [{"number": n, "text": random_words.randbytes(300).hex()} for n in range(4000)]
    for start in range(0, 4000, 200):
        writer.add("questions", entries[start : start + 200])
    writer.add("feedback", [{"verdict": "wrong"}])

    files = writer.finish()

    parts = [opened(file) for file in files]
    assert len(parts) > 5
    assert [file.name for file in files[:2]] == ["briefing-bot-data-1.zip", "briefing-bot-data-2.zip"]
    assert max(len(file.content) for file in files) < 250_000
    assert [entry for part in parts for entry in part["questions"]] == entries
    assert parts[-1]["feedback"] == [{"verdict": "wrong"}]


def test_what_zips_well_is_one_zip() -> None:
    writer = PersonalFile()
    writer.add("questions", ({"text": "the same words " * 10} for _ in range(PLAIN // 100)))

    [file] = writer.finish()

    assert file.name == "briefing-bot-data-1.zip"
    assert len(opened(file)["questions"]) == PLAIN // 100


async def test_others_are_served_while_a_large_file_is_made(database: Database) -> None:
    key = await open_user_key(database)
    await log(database, *(a_query(n, user_hash=key.hash(ADA)) for n in range(5000)))
    async with open_journal(database, pace=Pace(patience=60)) as journal:
        privacy = Privacy(database, journal, key, Wiper(database), 90, lambda: NOON)
        making = asyncio.create_task(privacy.my_data(ADA))
        served = 0
        while not making.done():
            await database.read("SELECT 1")
            served += 1
        [file] = await making

    assert len(opened(file)["questions"]) == 5000
    assert served > 20
