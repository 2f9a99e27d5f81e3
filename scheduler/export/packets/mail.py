"""A draft of a mail: opened by double click, read through, sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True)
class Attached:
    """A file that goes with a mail; of a calendar its `method`, which its MIME type repeats, or Outlook ignores it."""

    name: str
    content: bytes
    method: str = ""


def draft(subject: str, text: str, sender: str, to: str, attached: Iterable[Attached] = ()) -> bytes:
    """The bytes of an .eml: `X-Unsent` makes mail programs open it as a draft, and no date stands in it.

    Parameters
    ----------
    subject, text
        The text is complete in itself: many offices strip what is attached.
    sender, to
        Addresses; empty where they are not known.
    attached
        Workbooks and calendars.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = subject
    for header, address in (("From", sender), ("To", to)):
        if address:
            mail[header] = address
    mail.set_content(text, charset="utf-8", cte="base64")
    for one in attached:
        if one.method:
            mail.add_attachment(
                one.content.decode(),
                subtype="calendar",
                charset="utf-8",
                cte="base64",
                filename=one.name,
                params={"method": one.method},
            )
        else:
            mail.add_attachment(one.content, *XLSX, filename=one.name)
    if mail.is_multipart():
        mail.set_boundary(f"=_{sha256(f'{subject}{text}'.encode()).hexdigest()[:32]}")  # the same for the same mail
    return mail.as_bytes()
