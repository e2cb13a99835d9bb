"""Where does mail lie when no server is set? One file for each message, in the instance folder."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from tracker.reminders.faults import Fault, NotNow
from tracker.reminders.outbox_store import Message

FOLDER = "outbox"


def file_name(message: Message) -> str:
    """What a message's file is called: its day, and its Message-ID with nothing that a file system minds."""
    own = re.sub(r"[^0-9A-Za-z.@_-]", "-", message.message_id.strip("<>")).strip(".")[:150]
    return f"{message.day.isoformat()}-{own}.eml"


def write(instance: Path, message: Message, content: bytes) -> Path:
    """Write a message's file, whole or not at all; a second time takes the place of the first. NotNow when it cannot be written."""
    folder = instance / FOLDER
    fresh = folder / f".tmp-{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        try:
            _written(fresh, content)
            fresh.replace(folder / file_name(message))
        finally:
            fresh.unlink(missing_ok=True)
        _kept(folder)
    except OSError as error:
        raise NotNow(Fault.STORAGE, error.strerror or error) from error
    return folder / file_name(message)


def remove(instance: Path, message: Message) -> None:
    """Remove a message's file, if there is one; OSError when it cannot be removed."""
    (instance / FOLDER / file_name(message)).unlink(missing_ok=True)


def _written(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _kept(folder: Path) -> None:
    """Let the folder remember its new name through a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
