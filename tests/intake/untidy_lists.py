"""Lists on which a national body has gathered the answers of its country."""

from tests.intake.untidy import Untidy

LISTS = (
    Untidy(
        "a list with a row for each wish",
        """
        取りまとめ一覧
        番号 | 自治体名 | 希望順位 | 交流希望先 | 議題
        1 | 新潟県 | 1 | 江蘇省 | 観光
        2 | 新潟県 | 2 | 江原道 | 環境
        3 | 長崎県 | 1 | 江蘇省 | 港湾
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光
        JP01-2 JP01→KR03 choice=2 topic=環境
        JP03-1 JP03→CN01 choice=1 topic=港湾
        """,
        "",
    ),
    Untidy(
        "the government merged over its wishes",
        """
        연번 | 지방정부명 | 희망순위 | 상대 지자체
        1 | 강원도 | 1 | 니가타현
          |  | 2 | 장쑤성
        2 | 광주광역시 | 1 | 나가사키
        """,
        """
        KR01-1 KR01→JP03 choice=1
        KR03-1 KR03→JP01 choice=1
        KR03-2 KR03→CN01 choice=2
        """,
        merged="A2:A3 B2:B3",
    ),
    Untidy(
        "a column for each wish",
        """
        序号 | 单位名称 | 第一志愿 | 第二志愿 | 是否需要翻译
        1 | 江苏省 | 长崎县 | 江原道 | 需要
        2 | 山西省 | 新潟县 |  | 不需要
        """,
        """
        CN01-1 CN01→JP03 choice=1 interpreter=yes
        CN01-2 CN01→KR03 choice=2 interpreter=yes
        CN02-1 CN02→JP01 choice=1 interpreter=no
        """,
    ),
    Untidy(
        "headings in two rows, each wish with its topic",
        """
        自治体名 | 第1希望 |  | 第2希望 |
          | 相手自治体 | 議題 | 相手自治体 | 議題
        新潟県 | 江蘇省 | 観光 | 江原道 | 環境
        長崎県 | 江蘇省 | 港湾 |  |
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光
        JP01-2 JP01→KR03 choice=2 topic=環境
        JP03-1 JP03→CN01 choice=1 topic=港湾
        """,
        merged="A1:A2 B1:C1 D1:E1",
    ),
    Untidy(
        "a wish whose heading is misspelt is asked about",
        """
        自治体名 | 第1希望 |  | 第2希 |
          | 相手自治体 | 議題 | 相手自治体 | 議題
        新潟県 | 江蘇省 | 観光 | 江原道 | 環境
        """,
        """
        JP01-1 JP01→KR03 topic=環境
        JP01-2 JP01→CN01 choice=1 topic=観光
        """,
        "returns.for_which D2\nreturns.for_which E2",
        merged="A1:A2 B1:C1 D1:E1",
    ),
    Untidy(
        "headings in two rows, preferred and unavailable below one",
        """
        No. | 自治体名 | 希望相手先 | 日程 |
          |  |  | 希望日時 | 不可日時
        1 | 新潟県 | 江蘇省 | 11/5 10:00-12:00 | 16:00-17:00
        """,
        "JP01-1 JP01→CN01 preferred=11-05 10:00-12:00 Tokyo unavailable=16:00-17:00 Tokyo",
        merged="A1:A2 B1:B2 C1:C2 D1:E1",
    ),
    Untidy(
        "a list that starts in another column, with a title block and notes",
        """
          |  | 第22回 交流の広場
          |  | 取りまとめ：CLAIR

          |  | 自治体名 | 希望相手先 | 議題
          |  | 新潟県 | 江蘇省 | 観光
          |  | 長崎県 | 江原道 | 港湾

          |  | ※ 議題は仮のものです
        """,
        """
        JP01-1 JP01→CN01 topic=観光
        JP03-1 JP03→KR03 topic=港湾
        """,
        "",
    ),
    Untidy(
        "a list whose times are columns to be marked",
        """
        지방정부명 | 상대 지자체 | 11/5 10:00-12:00 | 11/5 14:00-16:00
        강원도 | 니가타현 | ○ | ×
        """,
        """
        KR03-1 KR03→JP01
        KR03 ○ 11-05 10:00-12:00 Seoul
        KR03 × 11-05 14:00-16:00 Seoul
        """,
    ),
    Untidy(
        "所属 as the government in a list",
        """
        所属 | 部署名 | 希望相手先
        新潟県 | 国際課 | 江蘇省
        長崎県 | 国際課 | 江原道
        """,
        """
        JP01-1 JP01→CN01
        JP03-1 JP03→KR03
        """,
    ),
    Untidy(
        "an unclear heading whose values disagree is asked",
        """
        所属 | 自治体名 | 希望相手先
        新潟県 | 新潟県 | 江蘇省
        国際課 | 長崎県 | 江原道
        """,
        """
        JP01-1 JP01→CN01
        JP03-1 JP03→KR03
        """,
        "sheet.unclear_heading A1",
    ),
    Untidy(
        "a column that nobody knows is said",
        """
        自治体名 | 希望相手先 | 好きな色
        新潟県 | 江蘇省 | 青
        """,
        "JP01-1 JP01→CN01",
        "",
    ),
    Untidy(
        "a government that is missing in a row",
        """
        自治体名 | 希望相手先
        新潟県 | 江蘇省
          | 江原道
        """,
        "JP01-1 JP01→CN01",
        "cell.required A3",
    ),
    Untidy(
        "two lists on one sheet",
        """
        自治体名 | 希望相手先
        新潟県 | 江蘇省

        自治体名 | 希望相手先
        長崎県 | 江原道
        """,
        "JP01-1 JP01→CN01\nJP03-1 JP03→KR03",
        "",
    ),
    Untidy(
        "a doubled heading",
        """
        自治体名 | 希望相手先 | 相手自治体
        新潟県 | 江蘇省 | 江原道
        """,
        "JP01-1 JP01→CN01",
        "sheet.doubled_heading C1 B1\nreturns.unplaced C2",
    ),
)
