"""The map: one name per thing a person can do."""

from django.urls import include, path

from portal.url_map import by_word
from portal.views import (
    account,
    clinic,
    design,
    devices,
    display,
    drafts,
    entrance,
    health,
    helpers,
    home,
    invitations,
    inviting,
    patients,
    people,
    privacy,
    public_map,
    record,
    search,
    team,
    topics,
)

PATIENT = "clinic/patients/<uuid:pk>/"

everyone = [
    path("", home.home, name="home"),
    path("about/", home.show_about, name="show_about"),
    path("privacy/", home.show_privacy, name="show_privacy"),
    path("accessibility/", home.show_accessibility, name="show_accessibility"),
    path("healthz", health.show_health, name="show_health"),
    path("display/", display.show_display, name="show_display"),
    path("design/", design.show_design, name="show_design"),
    path("in/", invitations.accept_invitation, name="accept_invitation"),
    path("in/<str:token>/", invitations.take_invitation, name="take_invitation"),
    path("topics/", topics.list_topics, name="list_topics"),
    path("topics/<slug:slug>/", topics.show_topic, name="show_topic"),
    path("search/", search.show_search, name="show_search"),
    path("sitemap.xml", public_map.show_sitemap, name="show_sitemap"),
    path("robots.txt", public_map.show_robots, name="show_robots"),
    path("", include("articles.urls")),
    path("", include("exercises.urls")),
]
signed_in = [
    path("account/", account.show_account, name="show_account"),
    path("account/edit/", account.edit_account, name="edit_account"),
    path("account/email/", account.change_email, name="change_email"),
    path("account/email/code/", account.confirm_email, name="confirm_email"),
    path("account/confirm/", account.confirm_self, name="confirm_self"),
    path("account/devices/", devices.list_devices, name="list_devices"),
    path("account/devices/whose/", devices.choose_device, name="choose_device"),
    path("account/devices/others/end/", devices.end_other_devices, name="end_other_devices"),
    path("account/devices/<int:pk>/end/", devices.end_device, name="end_device"),
    path("account/second-factor/", account.set_up_second_factor, name="set_up_second_factor"),
    path("account/stay/", account.stay_signed_in, name="stay_signed_in"),
    path("account/switch/", account.choose_acting, name="choose_acting"),
    path("account/switch/clinic/", account.choose_clinic, name="choose_clinic"),
    path("account/switch/patient/", account.choose_patient, name="choose_patient"),
    path("drafts/<slug:form>/", drafts.save_draft, name="save_draft"),
]
my = [
    path("my/welcome/", devices.show_welcome, name="show_welcome"),
    path("my/record/", record.show_my_record, name="show_my_record"),
    path("my/privacy/", privacy.show_my_privacy, name="show_my_privacy"),
    path("my/help/", privacy.show_my_help, name="show_my_help"),
    path("my/helpers/", helpers.list_my_helpers, name="list_my_helpers"),
    path("my/helpers/invite/", helpers.invite_my_helper, name="invite_my_helper"),
    path("my/helpers/<uuid:helper_pk>/end/", helpers.end_my_helper, name="end_my_helper"),
    path(
        "my/helpers/invitations/<uuid:invitation_pk>/revoke/",
        helpers.revoke_my_helper,
        name="revoke_my_helper",
    ),
]
staff = [
    path("clinic/patients/", people.list_patients, name="list_patients"),
    path("clinic/patients/add/", people.add_patient, name="add_patient"),
    path(PATIENT, patients.show_patient, name="show_patient"),
    path(f"{PATIENT}edit/", people.edit_patient, name="edit_patient"),
    path(f"{PATIENT}care/open/", people.open_episode, name="open_episode"),
    path(f"{PATIENT}care/close/", people.close_episode, name="close_episode"),
    path(f"{PATIENT}care/team/", people.edit_care_team, name="edit_care_team"),
    path(f"{PATIENT}access/end/", people.end_patient_access, name="end_patient_access"),
    path(f"{PATIENT}access/sign-out/", people.sign_patient_out, name="sign_patient_out"),
    path(f"{PATIENT}invite/", inviting.invite_patient, name="invite_patient"),
    path(f"{PATIENT}record/", record.show_patient_record, name="show_patient_record"),
    path(f"{PATIENT}helpers/", helpers.list_helpers, name="list_helpers"),
    path(f"{PATIENT}helpers/invite/", helpers.invite_helper, name="invite_helper"),
    path(f"{PATIENT}helpers/<uuid:helper_pk>/end/", helpers.end_helper, name="end_helper"),
    path("clinic/invitations/", inviting.list_invitations, name="list_invitations"),
    path("clinic/invitations/<uuid:pk>/", inviting.show_invitation, name="show_invitation"),
    path(
        "clinic/invitations/<uuid:pk>/state/",
        inviting.show_invitation_state,
        name="show_invitation_state",
    ),
    path(
        "clinic/invitations/<uuid:pk>/revoke/", inviting.revoke_invitation, name="revoke_invitation"
    ),
    path("clinic/team/", team.list_team, name="list_team"),
    path("clinic/team/invite/", team.invite_member, name="invite_member"),
    path("clinic/team/<uuid:pk>/edit/", team.edit_member, name="edit_member"),
    path("clinic/team/<uuid:pk>/end/", team.end_member, name="end_member"),
    path(
        "clinic/team/<uuid:pk>/second-factor/", team.reset_second_factor, name="reset_second_factor"
    ),
    path("clinic/team/<uuid:pk>/sign-out/", team.sign_member_out, name="sign_member_out"),
    path("clinic/settings/", clinic.edit_clinic, name="edit_clinic"),
    path("clinic/privacy/", clinic.edit_privacy_notice, name="edit_privacy_notice"),
    path("clinic/record/", record.show_record, name="show_record"),
]

urlpatterns = [
    *by_word([*everyone, *signed_in, *my, *staff]),
    path("", include(entrance.urlpatterns)),
]

handler400 = "portal.security.bad_request"
handler403 = "portal.views.errors.permission_denied"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.security.server_error"
