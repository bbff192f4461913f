"""`python -m bench.calls.load PORT SECONDS RATE SEED < people`: a thousand people on one process of signalling.

One loop without threads, which only reads lines and notes when they came: it costs a fraction of what it measures.
"""

import asyncio
import json
import random
import sys
import time
from typing import Any

OPEN_AT_ONCE = 20


class Crowd:
    """Everybody, each with an open stream."""

    def __init__(self, port: int, people: list[dict[str, str]]) -> None:
        self.port, self.people = port, people
        self.sent: dict[str, float] = {}
        self.came: list[float] = []
        self.heard: dict[str, int] = {}
        self.refused = 0
        self.open = 0
        self._room = asyncio.Semaphore(OPEN_AT_ONCE)

    async def listen(self, person: dict[str, str]) -> None:
        """Hold a stream, and note when what was said comes out of it."""
        async with self._room:
            reader, _writer = await self._ask(person, "GET", "events", b"")
            await reader.readuntil(b"event: heartbeat")
            self.open += 1
        while line := await reader.readline():
            if line.startswith(b"data: ") and b'"chat"' in line:
                self._note(json.loads(line[6:])["body"]["text"], time.perf_counter())

    def _note(self, text: str, came: float) -> None:
        if text in self.sent:
            self.came.append((came - self.sent[text]) * 1000)
            self.heard[text] = self.heard.get(text, 0) + 1

    async def say(self, person: dict[str, str], name: str) -> None:
        """Say a word to everybody in the call."""
        body = json.dumps({"id": f"{name}-{time.time_ns()}"[:36], "kind": "chat", "body": {"text": name}})
        self.sent[name] = time.perf_counter()
        reader, writer = await self._ask(person, "POST", "messages", body.encode())
        status = await reader.readline()
        if b" 201 " not in status:
            self.refused += 1
        writer.close()

    async def _ask(self, person: dict[str, str], method: str, path: str, body: bytes) -> Any:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        head = f"{method} /api/v1/video/calls/{person['call']}/{path} HTTP/1.1\r\nHost: localhost\r\n"
        head += f"Authorization: Bearer {person['key']}\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        return reader, writer


async def run(port: int, seconds: float, rate: float, chance: random.Random) -> dict[str, Any]:
    """Open all streams, then let somebody say something `rate` times a second."""
    people = json.load(sys.stdin)
    crowd = Crowd(port, people)
    began = time.perf_counter()
    streams = [asyncio.create_task(crowd.listen(each)) for each in people]
    while crowd.open < len(people):
        await asyncio.sleep(0.05)
        if time.perf_counter() - began > 300:
            raise SystemExit(f"Only {crowd.open} streams could be opened.")
    opened = time.perf_counter() - began
    await asyncio.sleep(10)
    print("open", flush=True)
    words = []
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        name = f"word-{len(words)}-of-the-crowd"
        words.append(asyncio.create_task(crowd.say(chance.choice(people), name)))
        await asyncio.sleep(chance.expovariate(rate))
    await asyncio.gather(*words)
    await asyncio.sleep(5)
    for each in streams:
        each.cancel()
    return {
        "opened_in": opened,
        "came": crowd.came,
        "said": len(words),
        "refused": crowd.refused,
        "heard": sorted(crowd.heard.values()),
    }


if __name__ == "__main__":
    told = asyncio.run(
        run(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), random.Random(int(sys.argv[4])))
    )
    print(json.dumps(told))
