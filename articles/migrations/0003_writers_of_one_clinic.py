from django.db import migrations

from portal.guards import a_colleague, guard, stays

ARTICLES_CLINIC = "clinic_of_revision(NEW.revision_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_rules_across_rows"),
        ("portal", "0004_signers_and_record_of_one_clinic"),
    ]

    operations = [
        stays("articles_article", "clinic_id"),
        stays("articles_revision", "article_id"),
        stays("articles_source", "clinic_id"),
        stays("articles_picture", "clinic_id"),
        stays("articles_reading", "patient_id"),
        stays("articles_check", "revision_id"),
        guard(
            "articles_article",
            "people_of_this_clinic",
            f"{a_colleague('created_by_id', 'NEW.clinic_id')}"
            f" AND {a_colleague('retired_by_id', 'NEW.clinic_id')}",
        ),
        guard(
            "articles_article",
            "translates_its_own",
            "NEW.translation_of_id IS NULL OR clinic_of_article(NEW.translation_of_id) IS NULL"
            " OR clinic_of_article(NEW.translation_of_id) IS NOT DISTINCT FROM NEW.clinic_id",
        ),
        guard(
            "articles_revision",
            "author_of_this_clinic",
            a_colleague("author_id", "clinic_of_article(NEW.article_id)"),
        ),
        guard(
            "articles_revision",
            "picture_of_this_clinic",
            "NEW.picture_id IS NULL OR (SELECT p.clinic_id IS NULL"
            " OR p.clinic_id IS NOT DISTINCT FROM clinic_of_article(NEW.article_id)"
            " FROM articles_picture p WHERE p.id = NEW.picture_id)",
        ),
        guard(
            "articles_override",
            "by_this_clinic",
            a_colleague("by_id", ARTICLES_CLINIC),
        ),
        guard(
            "articles_comment",
            "by_this_clinic",
            f"{a_colleague('by_id', ARTICLES_CLINIC)}"
            f" AND {a_colleague('resolved_by_id', ARTICLES_CLINIC)}",
        ),
        guard(
            "articles_reading",
            "withdrawn_in_this_clinic",
            a_colleague("withdrawn_by_id", "clinic_of_patient(NEW.patient_id)"),
        ),
        guard(
            "articles_reading",
            "finished_its_own_article",
            "NEW.finished_revision_id IS NULL OR (SELECT r.article_id FROM articles_revision r"
            " WHERE r.id = NEW.finished_revision_id) = NEW.article_id",
        ),
        guard(
            "articles_paragraphquestion",
            "text_of_this_clinic",
            f"{ARTICLES_CLINIC} IS NULL OR {ARTICLES_CLINIC} = clinic_of_patient("  # noqa: S608  # nosec B608
            "(SELECT q.patient_id FROM portal_question q WHERE q.id = NEW.question_id))",
        ),
    ]
