import asyncio
import csv
import functools
import hashlib
import io
import json
import os
import re
import time
from pathlib import Path

import httpx

FILES = Path(os.environ.get("VISIT_FILES", "./files")).resolve()
# ----
def slug(value: str) -> str:
    value = re.sub(r"[^a-z0-9]+", "-", value.lower())
    return value.strip("-")
# ----
async def retry(times, work, *arguments):
    for attempt in range(times):
        try:
            return await work(*arguments)
        except (ConnectionError, TimeoutError):
            if attempt == times - 1:
                raise
            await asyncio.sleep(2**attempt * 0.1)
# ----
def cached(seconds):
    def decorate(function):
        known = {}

        @functools.wraps(function)
        async def wrapper(self, *arguments):
            at, value = known.get(arguments, (0, None))
            if time.monotonic() - at > seconds:
                value = await function(self, *arguments)
                known[arguments] = (time.monotonic(), value)
            return value

        return wrapper

    return decorate
# ----
def csv_line(values) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(values)
    return buffer.getvalue()
# ----
def visit_file(name: str) -> bytes:
    full = (FILES / os.path.basename(name)).resolve()
    if not full.is_relative_to(FILES):
        raise PermissionError("outside of the folder of visits")
    with open(full, "rb") as file:
        return file.read()
# ----
def etag(value) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
# ----
async def notify_visit(url: str, visit) -> bool:
    async with httpx.AsyncClient(timeout=2.0) as client:
        payload = {"id": visit.id, "purpose": visit.purpose}
        response = await client.post(f"{url}/hooks/visits", json=payload)
        return response.status_code < 300
# ----
def group_by(items, key):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
# ----
def page(arguments):
    limit = min(int(arguments.get("limit", 20)), 100)
    at = max(int(arguments.get("page", 1)), 1)
    return limit, (at - 1) * limit
