"""Half-written text, for autosave.js. Only its writer ever gets it back."""

from django.core import signing
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import access
from portal.actions import drafts
from portal.models import Draft, Patient


def marked_patient(request):
    """The patient the form is about, from its signed mark; None where it is about nobody."""
    given = request.POST if request.method == "POST" else request.GET
    if not (mark := given.get("for")):
        return None
    try:
        pk = signing.loads(mark, salt=access.SALT)
    except signing.BadSignature:
        raise Http404 from None
    patient = Patient.objects.for_user(request.user).filter(pk=pk).first()
    if patient is None:
        raise Http404
    return patient


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in
def save_draft(request, form):
    """POST keeps what stands in the form; GET gives back what was kept."""
    too_long = len(form) > Draft._meta.get_field("form").max_length
    if too_long or form.startswith(drafts.KEPT_ASIDE):  # what can be undone is no page's to write
        raise Http404
    patient = marked_patient(request)
    if request.method != "POST":
        fields = drafts.take_draft(by=request.user, form=form, patient=patient)
        return JsonResponse({"fields": fields})
    now = timezone.now()
    try:
        drafts.save_draft(
            by=request.user, form=form, patient=patient, fields=dict(request.POST.lists()), at=now
        )
    except drafts.UnableToKeep as refusal:
        return JsonResponse({"said": str(refusal)}, status=413)
    said = _("Draft saved %(time)s") % {"time": f"{timezone.localtime(now):%H:%M}"}
    return JsonResponse({"said": said})
