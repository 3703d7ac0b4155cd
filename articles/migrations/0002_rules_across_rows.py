from django.db import migrations

from portal.guards import guard

WHERE = """
CREATE FUNCTION clinic_of_article(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT clinic_id FROM articles_article WHERE id = $1';
CREATE FUNCTION clinic_of_revision(uuid) RETURNS uuid LANGUAGE sql STABLE
  AS 'SELECT clinic_of_article(article_id) FROM articles_revision WHERE id = $1';
"""
NOWHERE = """
DROP FUNCTION clinic_of_revision(uuid);
DROP FUNCTION clinic_of_article(uuid);
"""

# A published text never changes; what is made from it may be made again (a newer renderer).
FROZEN = " AND ".join(
    f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}"
    for column in (
        "article_id",
        "number",
        "state",
        "title",
        "summary",
        "key_points",
        "text",
        "help_region",
        "help_text",
        "interests",
        "author_name",
        "author_role",
        "author_registration",
        "reviewer_name",
        "reviewer_role",
        "reviewed_on",
        "review_due_on",
        "report",
        "published_at",
        "published_by_id",
    )
)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_articles_and_readings"),
        ("portal", "0002_rules_across_rows"),
    ]

    operations = [
        migrations.RunSQL(WHERE, NOWHERE),
        guard(
            "articles_revision",
            "published_is_frozen",
            f"OLD.state <> 'published' OR ({FROZEN})",
            when="BEFORE UPDATE",
        ),
        guard(
            "articles_article",
            "published_is_its_own",
            "NEW.published_id IS NULL OR EXISTS (SELECT 1 FROM articles_revision r WHERE"
            " r.id = NEW.published_id AND r.article_id = NEW.id AND r.state = 'published')",
        ),
        guard(
            "articles_reading",
            "of_this_clinic",
            "clinic_of_member(NEW.given_by_id) = clinic_of_patient(NEW.patient_id)"
            " AND COALESCE(clinic_of_article(NEW.article_id), clinic_of_patient(NEW.patient_id))"
            " = clinic_of_patient(NEW.patient_id)",
        ),
        guard(
            "articles_opening",
            "of_this_article",
            "(SELECT article_id FROM articles_revision WHERE id = NEW.revision_id)"
            " = (SELECT article_id FROM articles_reading WHERE id = NEW.reading_id)",
        ),
        guard(
            "articles_checkanswer",
            "of_this_article",
            "(SELECT r.article_id FROM articles_check c JOIN articles_revision r"
            " ON r.id = c.revision_id WHERE c.id = NEW.check_asked_id)"
            " = (SELECT article_id FROM articles_reading WHERE id = NEW.reading_id)",
        ),
        guard(
            "articles_review",
            "reviewer_of_this_clinic",
            "COALESCE(clinic_of_revision(NEW.revision_id), clinic_of_member(NEW.reviewer_id))"
            " = clinic_of_member(NEW.reviewer_id)",
        ),
        guard(
            "articles_citation",
            "source_of_this_clinic",
            "(SELECT s.clinic_id IS NULL"
            " OR s.clinic_id IS NOT DISTINCT FROM clinic_of_revision(NEW.revision_id)"
            " FROM articles_source s WHERE s.id = NEW.source_id)",
        ),
    ]
