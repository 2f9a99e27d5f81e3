"""The tests run as the program does: it looks for garbage less often, which took a tenth of the time (`scheduler.cli`)."""

import gc

gc.set_threshold(200_000)
