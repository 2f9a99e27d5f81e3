"""Small events of every kind: what a command does on one, it must be able to do on all."""

from collections.abc import Callable, Mapping

from tests.small import Desk

Kind = Callable[[Desk], None]


def plain(desk: Desk) -> None:
    """Bilateral meetings with interpreters, on one morning."""


def nobody_interprets(desk: Desk) -> None:
    desk.rows["Interpreters"] = []


def too_few_interpreters(desk: Desk) -> None:
    desk.rows["Interpreters"] = [["I1", "ja/zh"]]


def anyone(desk: Desk) -> None:
    desk.rows["Requests"].append([5, "KR02", "どこでも", ""])


def declined_and_held(desk: Desk) -> None:
    desk.set(("One-sided requests", "hold"))
    desk.put("Requests", "Choice", 1, 2, "", "decline")
    desk.rows["Requests"].append([5, "JP01", "CN01", ""])


def awaiting_consent(desk: Desk) -> None:
    desk.rows["Commitments"] = [
        ["M01 (CN01, JP01)", "JP01", "agreed"],
        ["JP01/KR01", "KR01", "declined"],
        ["M03: JP02, KR02", "I1", "booked"],
    ]


def delegations_and_relay(desk: Desk) -> None:
    desk.set(("Relay interpretation", "yes"), ("Trilateral duration (min)", 60))
    desk.rows["Interpreters"] = [[f"I{number}", "ja/zh/ko"] for number in range(1, 6)]
    desk.put("Governments", "Delegations", 2, 3, 1, 2, 1)
    desk.put("Governments", "Min meetings", 2, 9, 0, "", 1)
    desk.rows["Requests"] = [[1, "CN01", "JP01/KR01", ""], [2, "JP01", "KR01/CN01", "yes"], [3, "JP01", "KR02/CN01", ""]]
    desk.rows["Requests"] += [[4, "JP01", "CN01", ""], [5, "KR01", "JP01", ""]]
    desk.put("Requests", "Fixed start", "2021-11-05 09:00", "", "2021-11-05 09:00")


def two_days_and_another_clock(desk: Desk) -> None:
    desk.put("Slots", "Time zone", "Asia/Shanghai")
    desk.rows["Slots"].append(["2021-11-06", "09:00", "11:00", "Saturday", "UTC+9"])
    desk.rows["Holidays"] = [["JP", "2021-11-06", "yes", "market day"], ["KR01", "2021-11-05", "no", "founding day"]]
    desk.headings["Holidays"] = ["Country or government", "Date", "Working day?", "Name"]
    desk.put("Requests", "Session", "morning", "", "Saturday")


def no_room_for_all(desk: Desk) -> None:
    desk.rows["Rooms"] = [["R1", "", "meeting"]]
    desk.rows["Slots"] = [["2021-11-05", "09:00", "11:00", ""]]
    desk.put("Requests", "Number of participants", 5, 50, "", 8)
    desk.put("Rooms", "Capacity", 10)


def simultaneous_and_platforms(desk: Desk) -> None:
    desk.set(("Interpretation", "simultaneous"), ("Second languages count", "yes"), ("Second interpreter from (min)", 60))
    desk.put("Rooms", "Interpretation channels", 2, 1)
    desk.put("Rooms", "Platform", "ＶｏｏＶ", "Zoom")
    desk.put("Governments", "Platforms", "voov;ZOOM", "VooV/zoom", "zoom")
    desk.put("Requests", "Mode", "", "online", "hybrid")
    desk.put("Rooms", "Type", "hybrid", "online")


def wishes_and_weights(desk: Desk) -> None:
    desk.rows["Weights"] = [["G3", 5, 2], ["G5", 5, 3], ["G6", 0, 0], ["G8", 4, 1]]
    desk.set(("Fairness bound (breaks)", 0), ("Max meetings per government per day", 2), ("Government break (min)", 0))
    desk.put("Requests", "Preferred", "10:00-11:00", "09:00-10:00", "2021-11-05 11:00-12:00(日本時間)")
    desk.put("Requests", "Unavailable", "", "2021-11-05 12:00-13:00")
    desk.put("Requests", "Optional attendees", "KR01", "", "CN01/JP01")
    desk.put("Requests", "After", "", "1")
    desk.headings["Availability"] = ["Government", "2021-11-05 09:00-10:00", "2021-11-05 12:00-13:00"]
    desk.rows["Availability"] = [["CN01", "△", ""], ["JP02", "×", "○"]]
    desk.headings["Programme"] = ["Title", "Date", "Start", "End", "Who"]
    desk.rows["Programme"] = [["Opening", "2021-11-05", "09:00", "09:30", "KR"]]


def labels_and_links(desk: Desk) -> None:
    desk.put("Requests", "Meeting", "Tourism", "", "Ｙｏｕｔｈ")
    desk.rows["Requests"] += [[5, "CN01", "JP01", "", "sport"], [6, "JP02", "KR02", "", "youth"]]
    desk.headings["Links"] = ["Meeting", "Join link", "Meeting ID", "Passcode"]
    desk.rows["Links"] = [
        ["ＴＯＵＲＩＳＭ", "https://a.example/t", "1", "2"],
        ["m02 (JP01, KR01)", "https://a.example/m", "", ""],
    ]


def changed(desk: Desk) -> None:
    desk.rows["Changes"] = [
        ["add", "R9", "", "", "room VooV; 20", "", ""],
        ["request", "KR02", "2021-11-05 11:00", "2021-11-05 12:00", "CN01", "late", "Kim"],
        ["duration", "M02", "", "", 45, "", ""],
        ["close", "morning", "", "", "", "", ""],
        ["add", "slot", "2021-11-05 14:00", "2021-11-05 18:00", "slot", "", ""],
        ["withdraw", "JP02", "2021-11-05 14:00", "2021-11-05 15:00", "", "", ""],
    ]


KINDS: Mapping[str, Kind] = {
    kind.__name__: kind
    for kind in (
        plain,
        nobody_interprets,
        too_few_interpreters,
        anyone,
        declined_and_held,
        awaiting_consent,
        delegations_and_relay,
        two_days_and_another_clock,
        no_room_for_all,
        simultaneous_and_platforms,
        wishes_and_weights,
        labels_and_links,
        changed,
    )
}
