"""How does evidence lie in an S3-compatible store (AWS, MinIO, Ceph)? boto3 speaks to it, with its own settings for credentials."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

from tracker.config import ConfigurationError
from tracker.evidence.vault import Held, NotThere, Print, print_of

ABSENT = ("NoSuchKey", "404", "NotFound")


class Bucket:
    """Files in a bucket: `s3://bucket/prefix?endpoint=https://…&region=…`; endpoint and region may be left out for AWS."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
        self.bucket, self.prefix = parts.netloc, parts.path.strip("/")
        self.endpoint, self.region = (next(iter(asked.get(name, [])), None) for name in ("endpoint", "region"))

    @cached_property
    def client(self) -> Any:
        """One client for each process; ConfigurationError when the extra `s3` is not installed."""
        try:
            import boto3
            from botocore.config import Config
        except ImportError as error:
            raise ConfigurationError(
                "TRACKER_EVIDENCE_URL names an S3 store, but boto3 is not installed; install resolution-tracker[s3]."
            ) from error
        patience = Config(connect_timeout=5, read_timeout=30, retries={"max_attempts": 3, "mode": "standard"})
        return boto3.client("s3", endpoint_url=self.endpoint, region_name=self.region, config=patience)

    def keep(self, id_: str, file: BinaryIO) -> Print:
        """One request that the store takes whole, with the sum that it checks, or not at all."""
        found = print_of(file)
        checksum = b64encode(bytes.fromhex(found.sha256)).decode()
        with _reached():
            self.client.put_object(
                Bucket=self.bucket, Key=self._key(id_), Body=file, ContentLength=found.size, ChecksumSHA256=checksum,
                ContentType="application/octet-stream",
            )  # fmt: skip
        return found

    def open(self, id_: str) -> BinaryIO:
        """A copy on this machine, so that it can be checked before a byte of it is sent."""
        from botocore.exceptions import ClientError

        copy = tempfile.TemporaryFile()  # noqa: SIM115 – it is the answer, and closed on every other way out
        try:
            with _reached():
                try:
                    self.client.download_fileobj(self.bucket, self._key(id_), copy)
                except ClientError as error:
                    if error.response.get("Error", {}).get("Code") in ABSENT:
                        raise NotThere(id_) from error
                    raise
        except BaseException:
            copy.close()
            raise
        copy.seek(0)
        return copy

    def held(self) -> Iterator[Held]:
        """Every object under the prefix."""
        with _reached():
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._key("")):
                for each in page.get("Contents", ()):
                    yield Held(each["Key"].rpartition("/")[2], each["Size"], each["LastModified"])

    def discard(self, id_: str) -> None:
        """Remove the object."""
        with _reached():
            self.client.delete_object(Bucket=self.bucket, Key=self._key(id_))

    def sweep(self, before: datetime) -> int:
        """The store itself forgets a request that broke off."""
        return 0

    def _key(self, id_: str) -> str:
        return f"{self.prefix}/{id_}" if self.prefix else id_


@contextmanager
def _reached() -> Iterator[None]:
    """A store that does not answer, or answers no, is a connection that failed, for whoever asked."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise ConnectionError(f"The store of evidence does not answer: {error}") from error
