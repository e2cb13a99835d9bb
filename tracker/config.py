"""What does this installation need to know before it starts, and is each setting sound?"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlsplit

from tracker.lang import DateNotUnderstood, parse_date
from tracker.mail_server import MailServer, Sender, mail_server, sender

PACKAGE = Path(__file__).resolve().parent
MINIMUM_SECRET_LENGTH = 32


class ConfigurationError(Exception):
    """A setting that the product cannot start with. Its text is one clear line for the operator."""


@dataclass(frozen=True)
class Setting:
    """One TRACKER_* variable: its name, and what it does in one sentence (docs and tests read this row)."""

    name: str
    purpose: str


SETTINGS = (
    Setting(
        "TRACKER_DATABASE_URL",
        "Where the data lives: postgresql://… or sqlite:///…; default: SQLite in the instance folder.",
    ),
    Setting("TRACKER_SECRET_KEY", "Signs cookies; at least 32 characters; must be set in production."),
    Setting(
        "TRACKER_BASE_URL",
        "The address people use, e.g. https://tracker.go.th; an https address means production, behind one reverse proxy.",
    ),
    Setting(
        "TRACKER_TODAY",
        "Freezes the calendar at a day (2013-05-31 or 31/05/2556) for demonstrations; a production start refuses it.",
    ),
    Setting("TRACKER_DEMO_PASSWORD", "The password of the demonstration accounts that `tracker demo` creates."),
    Setting(
        "TRACKER_INSTANCE",
        "The folder for the database, evidence, reports and keys; default: instance/ beside the code.",
    ),
    Setting(
        "TRACKER_EVIDENCE_URL",
        "Where files of evidence lie: s3://bucket/prefix?endpoint=…&region=… or file:///folder; default: evidence/ in the instance folder.",
    ),
    Setting(
        "TRACKER_BACKUP_DIR",
        "The folder into which everything is backed up every night; the last 14 are kept; default: no backup by itself.",
    ),
    Setting(
        "TRACKER_SMTP_URL",
        "The server that takes our mail: smtp://user:password@host:587 or smtps://host:465; default: files in the instance folder.",
    ),
    Setting("TRACKER_MAIL_FROM", "In whose name mail goes out: name <address>; needed with TRACKER_SMTP_URL."),
    Setting(
        "TRACKER_MOST_MESSAGES",
        "When more messages than this are laid out for a day, they wait for a person's word; default: 500.",
    ),
)

MOST_MESSAGES = 500


@dataclass(frozen=True)
class Settings:
    """All settings, checked. `today` is the frozen day or None; `production` is true for an https base address."""

    instance: Path
    database_url: str
    secret_key: str | None
    base_url: str
    today: date | None
    demo_password: str
    evidence_url: str
    mail: MailServer | None
    mail_from: Sender
    most_messages: int
    backup_dir: Path | None = None

    @property
    def production(self) -> bool:
        """An https address is what makes an installation a production one."""
        return self.base_url.startswith("https://")

    @property
    def trusted_hosts(self) -> list[str] | None:
        """In production the only names it answers to: its own, and the machine's own for health checks. None: any."""
        name = urlsplit(self.base_url).hostname or ""
        return [name, "127.0.0.1", "localhost"] if self.production else None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read TRACKER_* from a mapping such as os.environ; raise ConfigurationError with one line for the first fault."""
        instance = Path(environment.get("TRACKER_INSTANCE") or resource_root() / "instance").absolute()
        mail = _mail_server(environment.get("TRACKER_SMTP_URL", ""))
        return cls(
            instance=instance,
            database_url=_database_url(environment.get("TRACKER_DATABASE_URL", ""), instance),
            secret_key=environment.get("TRACKER_SECRET_KEY") or None,
            base_url=_base_url(environment.get("TRACKER_BASE_URL", "")),
            today=_frozen_day(environment.get("TRACKER_TODAY", "")),
            demo_password=environment.get("TRACKER_DEMO_PASSWORD") or "egov-2556-demo",
            evidence_url=_evidence_url(environment.get("TRACKER_EVIDENCE_URL", ""), instance),
            mail=mail,
            mail_from=_sender(environment.get("TRACKER_MAIL_FROM", ""), mail),
            most_messages=_most_messages(environment.get("TRACKER_MOST_MESSAGES", "")),
            backup_dir=Path(given).absolute() if (given := environment.get("TRACKER_BACKUP_DIR", "")) else None,
        )

    def checked_secret(self) -> str:
        """The secret for cookies; outside production one is made and kept in the instance folder.

        Raises ConfigurationError in production when it is missing, short or a well-known word.
        """
        secret = self.secret_key
        if secret is None and not self.production:
            return _kept_secret(self.instance)
        if secret is None:
            raise ConfigurationError(
                "TRACKER_SECRET_KEY is not set; a production start needs one of at least 32 characters."
            )
        if len(secret) < MINIMUM_SECRET_LENGTH or len(set(secret)) < 8:
            raise ConfigurationError("TRACKER_SECRET_KEY is too weak; use at least 32 random characters.")
        return secret


def resource_root() -> Path:
    """The folder that holds templates/, static/ and seeds/: inside the package when installed from a wheel, else beside it."""
    return PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent


def prepare_instance(folder: Path) -> None:
    """Make the instance folder and see that it can be written; raise ConfigurationError with one line when not."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):  # a name of its own: several processes start at once
            pass
    except OSError as error:
        reason = error.strerror or error
        raise ConfigurationError(f"The instance folder {folder} cannot be written: {reason}.") from error


def _database_url(given: str, instance: Path) -> str:
    if not given:
        return f"sqlite:///{instance / 'tracker.db'}"
    if given.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + given.split("://", 1)[1]
    if given.startswith(("postgresql+psycopg://", "sqlite:///")):
        return given
    raise ConfigurationError("TRACKER_DATABASE_URL must start with postgresql:// or sqlite:///.")


def _evidence_url(given: str, instance: Path) -> str:
    if not given:
        return (instance / "evidence").as_uri()
    parts = urlsplit(given)
    path = parts.path.strip("/")
    if path and ((parts.scheme == "s3" and parts.netloc) or (parts.scheme == "file" and not parts.netloc)):
        return given
    raise ConfigurationError(
        "TRACKER_EVIDENCE_URL must be s3://bucket/prefix or file:///folder; without a prefix evidence would lie among other objects."
    )


def _mail_server(given: str) -> MailServer | None:
    try:
        return mail_server(given) if given else None
    except ValueError as error:
        raise ConfigurationError(f"TRACKER_SMTP_URL cannot be used: {error}.") from None


def _sender(given: str, mail: MailServer | None) -> Sender:
    if not given and mail is not None:
        raise ConfigurationError("TRACKER_MAIL_FROM is not set; TRACKER_SMTP_URL needs an address to write from.")
    try:
        return sender(given) if given else Sender("", "tracker@tracker.example")
    except ValueError as error:
        raise ConfigurationError(f"TRACKER_MAIL_FROM cannot be used: {error}.") from None


def _most_messages(given: str) -> int:
    if not given:
        return MOST_MESSAGES
    if not (given.isascii() and given.isdigit() and len(given) < 7):
        raise ConfigurationError("TRACKER_MOST_MESSAGES must be a number up to 999999.")
    return int(given)


def _base_url(given: str) -> str:
    address = given.rstrip("/") or "http://127.0.0.1:8000"
    if not address.startswith(("http://", "https://")):
        raise ConfigurationError("TRACKER_BASE_URL must start with http:// or https://.")
    return address


def _frozen_day(given: str) -> date | None:
    if not given:
        return None
    try:
        return parse_date(given).day
    except DateNotUnderstood as error:
        raise ConfigurationError(f"TRACKER_TODAY is not a date: {error.message.en}") from error


def _kept_secret(instance: Path) -> str:
    import secrets

    prepare_instance(instance)
    path = instance / "secret-key"
    if not path.exists():
        fresh = instance / f".secret-key-{secrets.token_hex(8)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
        with suppress(FileExistsError):
            path.hardlink_to(fresh)  # whole or not at all, and the first of two starts wins
        fresh.unlink()
    return path.read_text(encoding="ascii").strip()
