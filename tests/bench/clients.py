"""Eight clients that ask as fast as they are answered: `python -m tests.bench.clients`.

Reads {port, seconds, asks} as JSON, prints {requests, failed, seconds}. Standard library only,
one thread per client, connections kept open.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
import uuid

CLIENTS = 8


def ask_on(port: int, ask: dict, until: float, tally: list) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in ask["cookies"].items())}
    if ask["body"]:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    done = failed = 0
    while time.perf_counter() < until:
        body = ask["body"].replace("{id}", str(uuid.uuid4())) if ask["body"] else None
        line.request("POST" if body else "GET", ask["path"], body, headers)
        answer = line.getresponse()
        answer.read()
        done += 1
        failed += answer.status not in (200, 302)
    line.close()
    tally.append((done, failed))


def main() -> None:
    order = json.load(sys.stdin)
    tally: list[tuple[int, int]] = []
    begun = time.perf_counter()
    until = begun + order["seconds"]
    asks = order["asks"]
    threads = [
        threading.Thread(target=ask_on, args=(order["port"], asks[n % len(asks)], until, tally))
        for n in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begun
    said = {"requests": sum(d for d, _f in tally), "failed": sum(f for _d, f in tally)}
    print(json.dumps({**said, "seconds": took}))


if __name__ == "__main__":
    main()
