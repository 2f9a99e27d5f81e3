"""Sheets of event.xlsx that somebody has made their own."""

from tests.intake.untidy import Untidy

ONE = """
1 JP01→CN01
"""

SHEETS = (
    Untidy(
        "headings in capitals, full width and with a star",
        """
        ＮＯ．＊ | REQUESTER* |  counter part  | Duration
        １ | JP01 | CN01 | ９０
        """,
        "1 JP01→CN01 duration=90",
        sheet="Requests",
    ),
    Untidy(
        "a title block above the table",
        """
        Requests of the 22nd plaza
        as of 1 October

        No. | Requester | Counterpart
        1 | JP01 | CN01
        """,
        ONE,
        sheet="Requests",
    ),
    Untidy(
        "a column for each wish in Requests",
        """
        No. | Requester | 1st choice | 2nd choice | 3rd choice | Number of participants
        5 | JP01 | CN01 | KR03 |  | 12 people
        """,
        """
        5-1 JP01→CN01 choice=1 participants=12
        5-2 JP01→KR03 choice=2 participants=12
        """,
        sheet="Requests",
    ),
    Untidy(
        "a choice beside columns for each wish",
        """
        No. | Requester | 第1希望 | 第2希望 | Choice
        1 | JP01 | CN01 | KR03 | 2
        """,
        """
        1-1 JP01→CN01 choice=2
        1-2 JP01→KR03 choice=2
        """,
        "requests.choice_twice E2",
        sheet="Requests",
    ),
    Untidy(
        "the requester merged over its lines",
        """
        No. | Requester | Counterpart | Topic
        1 | JP01 | CN01 | Tourism
        2 |  | KR03 | Youth
        3 | JP03 | KR03 |
        """,
        """
        1 JP01→CN01 topic=Tourism
        2 JP01→KR03 topic=Youth
        3 JP03→KR03
        """,
        merged="B2:B3",
        sheet="Requests",
    ),
    Untidy(
        "a value merged over two columns",
        """
        No. | Requester | Counterpart | Topic | Notes
        1 | JP01 | CN01 | Tourism
        """,
        "1 JP01→CN01 topic=Tourism",
        "cell.merged_across D2",
        merged="D2:E2",
        sheet="Requests",
    ),
    Untidy(
        "remarks below the table",
        """
        No. | Requester | Counterpart
        1 | JP01 | CN01
        ※ as agreed by telephone
        """,
        ONE,
        "sheet.below_table A3",
        sheet="Requests",
    ),
    Untidy(
        "the contract's own example row",
        """
        No. | Requester | Counterpart | Topic
        例：1 | JP99 | KR99 / CN99 | 観光振興
        1 | JP01 | CN01 |
        """,
        ONE,
        sheet="Requests",
    ),
    Untidy(
        "an example row that somebody has filled in",
        """
        No. | Requester | Counterpart | Topic
        Example: 1 | JP03 | KR03 | Ports
        1 | JP01 | CN01 |
        """,
        ONE,
        "sheet.example A2",
        sheet="Requests",
    ),
    Untidy(
        "예 is yes in a column that asks for it, and an example elsewhere",
        """
        Mandatory | No. | Requester | Counterpart
        예 | 1 | JP01 | CN01
        """,
        ONE,
        sheet="Requests",
    ),
    Untidy(
        "dates of Excel's, as dates and as numbers",
        """
        No. | Requester | Counterpart | Unavailable
        1 | JP01 | CN01 | @2021-11-05 00:00
        2 | JP03 | CN01 | #44505
        """,
        """
        1 JP01→CN01 unavailable=11-05 00:00-24:00 Tokyo
        2 JP03→CN01
        """,
        "value.range D3",
        sheet="Requests",
    ),
    Untidy(
        "zero-width and invisible characters",
        """
        No. | Requester | Counterpart\u200b
        1 | JP01\u200e | 江\u200b蘇省
        """,
        ONE,
        sheet="Requests",
    ),
    Untidy(
        "names in three kinds of characters",
        """
        No. | Requester | Counterpart
        1 | 长崎县 | 江蘇省
        2 | 長崎縣 | 강소성
        """,
        """
        1 JP03→CN01
        2 JP03→CN01
        """,
        "requests.repeated A3 A2",
        sheet="Requests",
    ),
    Untidy(
        "two headings of one column",
        """
        No. | Requester | Requested by | Counterpart
        1 | JP01 |  | CN01
        """,
        ONE,
        "sheet.doubled_heading C1 B1",
        sheet="Requests",
    ),
    Untidy(
        "names below one heading",
        """
        コード | 国 | 名称 |  |  |  | タイムゾーン | 言語
          |  | 英語 | 中国語 | 日本語 | 韓国語 |  |
        JP01 | 日本 | Niigata | 新潟县 | 新潟県 | 니가타현 | 日本時間 | 日本語
        CN01 | 中国 | Jiangsu | 江苏省 | 江蘇省 | 장쑤성 | 中国時間 | 中国語
        """,
        """
        CN01 CN Jiangsu/江苏省/江蘇省/장쑤성 Asia/Shanghai zh
        JP01 JP Niigata/新潟县/新潟県/니가타현 Asia/Tokyo ja
        """,
        merged="A1:A2 B1:B2 C1:F1 G1:G2 H1:H2",
        sheet="Governments",
        says="sheet.no_rows Requests",
    ),
    Untidy(
        "headings in two rows that are not merged",
        """
        コード | 国 | 名称 |  | タイムゾーン | 言語
          |  | 英語 | 日本語 |  |
        JP01 | 日本 | Niigata | 新潟県 | Asia/Tokyo | ja
        """,
        "JP01 JP Niigata/新潟県 Asia/Tokyo ja",
        sheet="Governments",
        says="sheet.no_rows Requests",
    ),
    Untidy(
        "a grid headed by days and hours",
        """
        自治体名 | 2021-11-05 |  | 合計
          | 10:00-12:00 | 14:00-16:00 |
        新潟県 | ○ | × |
        """,
        """
        JP01 ○ 11-05 10:00-12:00 Seoul
        JP01 × 11-05 14:00-16:00 Seoul
        """,
        merged="A1:A2 B1:C1 D1:D2",
        sheet="Availability",
        says="sheet.no_rows Requests\nsheet.unknown_column D1",
    ),
    Untidy(
        "settings in Japanese, with a unit in the value",
        """
        項目 | 値
        行事名 | 第22回交流の広場
        主催者の時刻基準 | 日本時間
        標準面談時間（分） | 60分
        """,
        "第22回交流の広場 Asia/Tokyo 60",
        sheet="Event",
        says="sheet.no_rows Requests",
    ),
    Untidy(
        "slots in Chinese",
        """
        日期 | 开始时间 | 结束时间
        2021年11月5日（星期五） | 上午9点 | 中午12点
        11月5日 | 下午两点 | 下午五点半
        """,
        "11-05 09:00-12:00 Seoul",
        sheet="Slots",
        says="value.date_without_year A3\nsheet.no_rows Requests",
    ),
)
