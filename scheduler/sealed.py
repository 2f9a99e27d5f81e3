"""JSON that shows whether it is as this program wrote it: it ends with the SHA-256 of what stands before.

A reader writes what it has read once more, and compares the bytes.
"""

import json
from collections.abc import Mapping
from hashlib import sha256


def sealed(content: Mapping[str, object]) -> bytes:
    """The content as the bytes of a file."""
    seal = sha256(json.dumps(content).encode()).hexdigest()
    return (json.dumps({**content, "sha256": seal}, indent=1) + "\n").encode()
