"""The athlete's page: what `GET /a/<token>/` and `/s/…` answer. Reasons: docs/decisions/page.md."""

from onek_sync.web.page.door import PageDoor

__all__ = ["PageDoor"]
