"""Composition: the parts of one installation, opened from its settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sportello.settings import Settings, WrongSettingError
from storage.blobs import Blobs, open_blobs
from storage.database import Database
from storage.durable import make_folder
from storage.inbox import FolderInbox
from storage.owners import this_owner
from storage.readings import Readings


@dataclass(frozen=True)
class App:
    """One installation: settings and what they lead to, each part opened at its first use."""

    settings: Settings

    @cached_property
    def database(self) -> Database:
        """The ledger, its tables up to date. Raises ``DatabaseUnreachableError``, ``WrongSettingError``."""
        make_folder(self.home)
        try:
            database = Database(self.settings.database)
        except ValueError as wrong:
            raise WrongSettingError(str(wrong)) from None
        database.prepare()
        return database

    @cached_property
    def blobs(self) -> Blobs:
        """The blob store. Raises ``WrongSettingError``."""
        try:
            return open_blobs(self.settings.blobs)
        except ValueError as wrong:
            raise WrongSettingError(str(wrong)) from None

    @cached_property
    def readings(self) -> Readings:
        """What was read of scanned pages."""
        return Readings(self.home / "letture")

    @cached_property
    def inbox(self) -> FolderInbox:
        """The inbox. Raises ``WrongSettingError``."""
        parts = urlsplit(self.settings.inbox)
        if parts.scheme != "file":
            raise WrongSettingError(
                f"SPORTELLO_INBOX_URL: schema '{parts.scheme}' non gestito; indicare una cartella, ad esempio file:///srv/sportello/inbox."
            )
        folder = Path(unquote(parts.path))
        if not self.settings.inbox_url:
            make_folder(folder)  # ours; one that the settings name may be a mount that is missing, and that is trouble
        return FolderInbox(folder)

    @cached_property
    def owner(self) -> str:
        """The name under which this process claims documents."""
        return this_owner()

    @property
    def home(self) -> Path:
        """The installation's folder, absolute."""
        return self.settings.home.resolve()

    def folder(self, name: str) -> Path:
        """Return a folder below home, made if it is missing."""
        path = self.home / name
        make_folder(path)
        return path

    def now(self) -> datetime:
        """Return the time that every rule sees."""
        return self.settings.clock()


def anchor_file(app: App) -> Path:
    """Return where the anchors of the event log are put down."""
    return app.settings.audit_file or app.home / "audit" / "ancore.jsonl"
