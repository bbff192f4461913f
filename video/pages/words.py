"""The sentences that the scripts of a call say, in the language of the page."""

from django.utils.translation import gettext as _

from video.models import Participant

Words = dict[str, str | list[str]]


def shared() -> Words:
    """Return what both sides say."""
    return {
        "failed": _("That did not work. Try again."),
        "error": _("Error:"),
        "you": _("You"),
        "somebody": _("Somebody"),
        **{f"role_{role}": str(role.label) for role in Participant.Role},
        "here": _("here"),
        "away": _("not here now"),
        "lineGone": _("The line is gone. We connect again by ourselves."),
        "unreached": _(
            "Pictures and sound do not get through now. Write messages, send photos, or go on by phone. We keep trying."
        ),
        "recording": _("The call is being recorded."),
        "notRecording": _("The call is not being recorded any more."),
        "sends_slow": _("picture moves slowly"),
        "sends_sound": _("sound only"),
        "sends_text": _("messages and photos only"),
        "photo": _("Photo from the call"),
        "evidence_asked": _("Not kept yet: the person has not agreed"),
        "evidence_agreed": _("Kept as evidence"),
        "evidence_refused": _("Not kept: the person said no"),
        "cancelSure": _("Cancel the call? The report stays as it is."),
        "camera_works": _("Works"),
        "camera_denied": _("Not allowed"),
        "camera_none": _("Not found"),
        "camera_busy": _("In use by another program"),
        "camera_unable": _("Not possible in this browser"),
        "camera_fails": _("Does not work"),
        "microphone_works": _("Works"),
        "microphone_quiet": _("Open, but we heard nothing. Say a few words and try again."),
        "microphone_denied": _("Microphone not allowed"),
        "microphone_none": _("No microphone found"),
        "microphone_busy": _("Microphone in use by another program"),
        "microphone_unable": _("No microphone in this browser"),
        "microphone_fails": _("The microphone does not work"),
    }


def resident() -> Words:
    """Return what the pages of whoever has a link say."""
    return {
        **shared(),
        "opening": _("Opening your call …"),
        "yours_asked": _("Not kept yet: you decide"),
        "yours_refused": _("Not kept: you said no"),
        "agreeFirst": _("Tick “I agree to the video call”, or call us instead."),
        "trying": _("Trying your camera and sound …"),
        "tried": _("The test is done."),
        "louder": _("Turn the sound of your device up and try again. You can also write messages."),
        "speaker_works": _("You hear it"),
        "speaker_fails": _("You did not hear it"),
        "relay_works": _("Works"),
        "relay_fails": _("No way through for pictures. Photos and messages still work."),
        "next": _("You are next."),
        "ahead": _("People before you: {number}"),
        "minutes": _("About {from} to {to} minutes"),
        "noEstimate": _("We cannot say how long yet."),
        "rung_full": _("The picture is at its best."),
        "rung_small": _("The line is weak: the picture is smaller."),
        "rung_slow": _("The line is weak: the picture moves slowly."),
        "rung_sound": _("The line is too weak for video. Sound goes on, with a photo now and then."),
        "rung_text": _("The line is too weak for sound. Write messages; photos still go."),
        "mute_on": _("Unmute me"),
        "mute_off": _("Mute me"),
        "dark_on": _("Show my picture"),
        "dark_off": _("Stop my picture"),
        "deviceLost": _("Your camera or microphone stopped. Check the device."),
        "ask_switch_camera": _("The officer asks you to use the other camera. Do it?"),
        "ask_torch": _("The officer asks you to turn the light on. Do it?"),
        "ask_torch_off": _("The officer asks you to turn the light off. Do it?"),
        "ask_still": _("The officer asks for a photo of what the camera shows. Take it?"),
        "ask_mute_hint": _("The officer asks you to mute yourself. Do it?"),
        "ask_quality": _("The officer asks for another quality of the picture. Change it?"),
        "couldNot": _("Your device could not do it. The officer knows."),
        "photoSent": _("The photo is with us."),
        "keep": _("Keep it as evidence"),
        "discard": _("Do not keep it"),
        "leaveSure": _("Leave the call?"),
        "left": _("You left the call. For ten minutes you can come back: load this page again."),
        "over_wrap_up": _("The officer ended the call. You hear from us about your report."),
        "over_closed": _("The officer recorded what comes of it. You see it where you follow your report."),
        "over_no_show": _("You were not in the call in time. You can ask for another one."),
        "over_cancelled": _("The call was cancelled. Your report stays as it is."),
        "over_expired": _("The time of this link is over. You can ask for another call."),
        "over_rescheduled": _("The call was moved to another time. You got a new link."),
        "help_denied": [
            _("Your browser does not let this site use the camera. This is how to allow it:"),
            _(
                "iPhone or iPad: in Settings, open the settings of your browser and allow camera and microphone."
            ),
            _("Android: touch the sign beside the address of this page, then Permissions, and allow both."),
            _(
                "Computer: click the sign beside the address of this page and allow both. Then load the page again."
            ),
        ],
        "help_none": [
            _("We found no camera. You can go on without one: send photos and write messages."),
        ],
        "help_busy": [
            _("Another program uses your camera. Close it and try again."),
        ],
        "help_unable": [
            _(
                "This browser cannot show live video. Open the link in the newest Safari, Chrome, Edge or Firefox."
            ),
            _("You can also go on without a camera: send photos and write messages."),
        ],
        "help_inApp": [
            _("You opened this page inside another app, which keeps the camera to itself."),
            _("Open the menu of the app and choose “Open in browser”. Your link works there too."),
            _("You can also go on here: send photos and write messages."),
        ],
    }


def officer() -> Words:
    """Return what the officer's page says."""
    return {
        **shared(),
        "linkSent": _("The link is sent. The one before it does not work any more."),
        "linkMade": _("Here is a new link. The one before it does not work any more."),
        "askedThem": _("Asked. The person sees it and may say no."),
        "theyDid": _("Done."),
        "theyCannot": _("Their device cannot do it."),
        "theyRefused": _("The person said no."),
        "pictureKept": _("The picture is here. The person is asked whether it may be kept."),
        "recordingLate": _("The line is slow: the recording reaches us late."),
        "saved": _("Saved"),
        "cameraLost": _("Your camera stopped. The call goes on."),
        "microphoneLost": _("Your microphone stopped. Check the device, or write messages."),
        "displaced": _("You opened this call in another window."),
        "dispatched": _("The time is recorded."),
        "endSure": _("End the call? You then record its outcome."),
    }
