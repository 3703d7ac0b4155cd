"""What the worker does for articles: reminding of reviews ahead of their day."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from articles.actions.reminding import remind_of_reviews, tell_of_late_pages

log = logging.getLogger("articles.jobs")


@app.periodic(cron="42 6 * * *", periodic_id="remind_of_reviews")
@app.task(name="articles.remind_of_reviews", queueing_lock="articles.remind_of_reviews")
def remind(timestamp: int) -> None:
    now = timezone.now()
    count = remind_of_reviews(at=now, on=now.date())
    late = tell_of_late_pages(at=now, on=now.date())
    told = {"articles": count, "late": late}
    log.info("Reminded of reviews", extra={"event": "reminded", "fields": told})
