"""Numbers for a monitoring system, in Prometheus text; asked for from this machine only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.core import Core
from storage import measures
from storage.transaction import Tx

if TYPE_CHECKING:
    from bot.telegram_door import TelegramDoor

_LOOPBACK = ("127.0.0.1", "::1")


def add_routes(app: web.Application, core: Core, telegram: TelegramDoor | None) -> None:
    """Add /metrics; requests from elsewhere, or through a proxy, get 404."""

    async def show(request: web.Request) -> web.Response:
        if request.remote not in _LOOPBACK or "X-Forwarded-For" in request.headers:
            raise web.HTTPNotFound
        families = await core.store.read(_read, core)
        families += [*_telegram(core, telegram), *_commits(core)]
        registry = CollectorRegistry()
        registry.register(_Fixed(families))
        return web.Response(
            body=generate_latest(registry), headers={"Content-Type": "text/plain; version=0.0.4"}
        )

    app.router.add_get("/metrics", show)


class _Fixed(Collector):
    """Families read before, so that nothing waits inside the collector."""

    def __init__(self, families: Iterable[GaugeMetricFamily]) -> None:
        self._families = families

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield them."""
        yield from self._families


def _read(tx: Tx, core: Core) -> list[GaugeMetricFamily]:
    at = core.world.clock()
    depth = GaugeMetricFamily("tickets_open", "Open tickets", labels=["kind", "status"])
    oldest = GaugeMetricFamily(
        "ticket_oldest_seconds", "Age of the oldest", labels=["kind", "status"]
    )
    for kind, status, count, age in measures.open_tickets(tx, at):
        depth.add_metric([kind, status], count)
        oldest.add_metric([kind, status], age)
    rows = GaugeMetricFamily("outbox_waiting", "Bubbles to send", labels=["channel"])
    age_out = GaugeMetricFamily("outbox_oldest_seconds", "Age of the oldest", labels=["channel"])
    for channel, count, age in measures.outbox_waiting(tx, at):
        rows.add_metric([channel], count)
        age_out.add_metric([channel], age)
    waiting, age_in, aside = measures.inbox_waiting(tx, at)
    return [
        depth, oldest, rows, age_out,
        GaugeMetricFamily("inbox_waiting", "Messages not decided yet", value=waiting),
        GaugeMetricFamily("inbox_oldest_seconds", "Age of the oldest of them", value=age_in),
        GaugeMetricFamily("inbox_set_aside", "Messages that could not be decided", value=aside),
    ]  # fmt: skip


def _telegram(core: Core, telegram: TelegramDoor | None) -> Iterator[GaugeMetricFamily]:
    heard = telegram.receiver.last_poll_at if telegram is not None else None
    if heard is not None:
        silent = (core.world.clock() - heard).total_seconds()
        yield GaugeMetricFamily(
            "telegram_silent_seconds", "Since Telegram was heard of", value=silent
        )


def _commits(core: Core) -> Iterator[GaugeMetricFamily]:
    taken = sorted(core.store.commit_s)
    if taken:
        family = GaugeMetricFamily("commit_seconds", "Last commits", labels=["quantile"])
        for name, share in (("0.5", 0.5), ("0.99", 0.99)):
            family.add_metric([name], taken[min(len(taken) - 1, int(len(taken) * share))])
        yield family
