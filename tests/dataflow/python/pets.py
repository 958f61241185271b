import asyncio
import html
import os
from flask import Flask, request
from run import run

app = Flask(__name__)


class Order:
    def __init__(self, name, kind):
        self.name = name
        self.kind = kind


async def fetch(value):
    return value


@app.get("/pets")
async def pets():
    name = request.args["name"]
    run(name)
    ask = lambda: os.system("ls " + name) # finding
    ask()
    order = Order(name, "a")
    os.system("ls " + order.kind)
    os.system("ls " + order.name) # finding
    held = {"clean": "a", "sent": name}
    os.system("ls " + held["clean"])
    os.system("ls " + held["sent"]) # finding
    later = name
    later = "a"
    os.system("ls " + later)
    os.system("ls " + html.escape(name)) # finding
    os.system("ls " + (name if 1 > 2 else "a"))
    if 1 > 2:
        os.system("ls " + name)
    all = ""
    for part in name.split(","):
        all += part
    os.system("ls " + all) # finding
    try:
        check(name)
        tried = name
    except ValueError:
        tried = "b"
    os.system("ls " + tried) # finding
    value = await fetch(name)
    os.system("ls " + value) # finding

    async def task():
        os.system("ls " + name) # finding

    asyncio.create_task(task())
    if name not in ("a", "b"):
        return ""
    os.system("ls " + name)
    return ""
