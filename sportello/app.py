"""Composition: the parts of one installation, opened from its settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sportello.settings import Settings, WrongSettingError
from storage.addresses import open_blobs, open_inbox
from storage.blobs import Blobs
from storage.database import Database
from storage.durable import make_folder
from storage.inbox import FolderInbox, Inbox
from storage.owners import this_owner
from storage.readings import Readings

#: Folder below home with copies of what lies in a bucket; it may be emptied at any time.
COPIES = "copie"


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
            return open_blobs(self.settings.blobs, self.settings.s3_endpoint_url, self.home / COPIES)
        except ValueError as wrong:
            raise WrongSettingError(str(wrong)) from None

    @cached_property
    def readings(self) -> Readings:
        """What was read of scanned pages."""
        return Readings(self.home / "letture")

    @cached_property
    def inbox(self) -> Inbox:
        """The inbox. Raises ``WrongSettingError``."""
        try:
            inbox = open_inbox(self.settings.inbox, self.settings.s3_endpoint_url)
        except ValueError as wrong:
            raise WrongSettingError(str(wrong)) from None
        if isinstance(inbox, FolderInbox) and not self.settings.inbox_url:
            make_folder(inbox.root)  # ours; one that the settings name may be a mount that is missing: trouble
        return inbox

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
