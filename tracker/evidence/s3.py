"""How does evidence lie in an S3-compatible store (AWS, MinIO, Ceph)? boto3 speaks to it, with its own settings for credentials."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cached_property
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

from tracker.config import ConfigurationError
from tracker.evidence.vault import ASIDE, ID, Held, NotThere, Print, print_of

ABSENT = ("NoSuchKey", "404", "NotFound")


class Bucket:
    """Files in a bucket: `s3://bucket/prefix?endpoint=https://…&region=…`; endpoint and region may be left out for AWS.

    Objects whose keys are not of ours are never touched: a bucket is often shared.
    """

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
        copy = tempfile.TemporaryFile()  # noqa: SIM115 – it is the answer, and closed on every other way out
        try:
            with _reached():
                for key in (self._key(id_), self._aside(id_), self._key(id_)):
                    with suppress(NotThere), _present(id_):
                        self.client.download_fileobj(self.bucket, key, copy)
                        copy.seek(0)
                        return copy
            raise NotThere(id_)
        except BaseException:
            copy.close()
            raise

    def held(self) -> Iterator[Held]:
        """Every object of ours right under the prefix."""
        yield from self._listed(self._key(""))

    def discard(self, id_: str) -> None:
        """Remove the object."""
        with _reached():
            self.client.delete_object(Bucket=self.bucket, Key=self._key(id_))

    def set_aside(self, id_: str) -> None:
        """Copy first: at no moment is the object in neither place."""
        with _reached(), suppress(NotThere), _present(id_):
            self._copy(self._key(id_), self._aside(id_))
            self.client.delete_object(Bucket=self.bucket, Key=self._key(id_))

    def bring_back(self, id_: str) -> None:
        """The copy stays aside until it is let go: another sweep may be about to delete the object that was made here."""
        with _reached(), suppress(NotThere), _present(id_):
            self._copy(self._aside(id_), self._key(id_))

    def aside(self) -> Iterator[Held]:
        """Every object of ours among those set aside."""
        yield from self._listed(self._aside(""))

    def let_go(self, id_: str, before: datetime) -> bool:
        """Look at the time again: it may have been set aside anew since it was listed."""
        with _reached(), suppress(NotThere), _present(id_):
            found = self.client.head_object(Bucket=self.bucket, Key=self._aside(id_))
            if found["LastModified"] < before:
                self.client.delete_object(Bucket=self.bucket, Key=self._aside(id_))
                return True
        return False

    def sweep(self, before: datetime) -> int:
        """The store itself forgets a request that broke off."""
        return 0

    def strays(self) -> Iterator[str]:
        """Nothing: a bucket may be shared, and what else lies in it is there by right."""
        return iter(())

    def answers(self) -> None:
        """The bucket can be read under the prefix; what it takes to write there is not tried."""
        with _reached():
            self.client.list_objects_v2(Bucket=self.bucket, Prefix=self._key(""), MaxKeys=1)

    def _key(self, id_: str) -> str:
        return f"{self.prefix}/{id_}"

    def _aside(self, id_: str) -> str:
        return f"{self.prefix}/{ASIDE}/{id_}"

    def _copy(self, source: str, target: str) -> None:
        self.client.copy_object(Bucket=self.bucket, Key=target, CopySource={"Bucket": self.bucket, "Key": source})

    def _listed(self, start: str) -> Iterator[Held]:
        """The objects whose whole key is `start` and an id."""
        with _reached():
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=start, Delimiter="/"
            )
            for page in pages:
                for each in page.get("Contents", ()):
                    id_ = each["Key"].removeprefix(start)
                    if ID.fullmatch(id_):
                        yield Held(id_, each["Size"], each["LastModified"])


@contextmanager
def _present(id_: str) -> Iterator[None]:
    """An object that is absent is NotThere; every other answer goes on its way."""
    from botocore.exceptions import ClientError

    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in ABSENT:
            raise NotThere(id_) from error
        raise


@contextmanager
def _reached() -> Iterator[None]:
    """A store that does not answer, or answers no, is a connection that failed, for whoever asked."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise ConnectionError(f"The store of evidence does not answer: {error}") from error
