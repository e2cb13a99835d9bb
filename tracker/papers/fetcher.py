"""Which files may the renderer read? The product's own static files by app:/static/…, and nothing else, whatever the HTML asks for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

BASE_URL = "app://static/"
TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}


class Refused(ValueError):
    """An address outside the product's static files; WeasyPrint logs it and goes on without."""


class OwnFilesFetcher(URLFetcher):
    """Serves app://static/NAME from one folder. Every other scheme, host, folder and type is refused; `refused` keeps the list."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("app",), allow_redirects=False)
        self.folder = folder.resolve()
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bytes of an own static file. Raises Refused for everything else."""
        path = self._own_file(url)
        if path is None:
            self.refused.append(url)
            raise Refused(f"the report may not read {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})

    def _own_file(self, url: str) -> Path | None:
        if not url.isprintable() or not url.startswith(BASE_URL):
            return None
        path = (self.folder / unquote(urlsplit(url).path).lstrip("/")).resolve()
        inside = path.is_relative_to(self.folder) and path.suffix in TYPES and path.is_file()
        return path if inside else None
