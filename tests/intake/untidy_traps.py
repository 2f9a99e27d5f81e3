"""Forms on which something is easily misread: each value is read right, or a problem stands on it."""

from tests.intake.untidy import Untidy

TRAPS = (
    Untidy(
        "example column",
        """
        項目 | 記入例 | 回答
        自治体名 | 長崎県 | 新潟県
        希望相手先 | 江原道 | 江蘇省
        議題 | 文化 | 観光
        """,
        """
        JP01-1 JP01→CN01 topic=観光
        """,
        """
        returns.example_column B1
        """,
    ),
    Untidy(
        "example column right",
        """
        項目 | 記入欄 | 記入例
        自治体名 | 新潟県 | 長崎県
        希望相手先 | 江蘇省 | 江原道
        議題 |  | 文化
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.example_column C1
        """,
    ),
    Untidy(
        "a hint is no value",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        議題 |  |  | ※50字以内
        """,
        """
        JP01-1 JP01→CN01
        """,
    ),
    Untidy(
        "an example in the cell of the value is none",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        議題 | 例）観光
        """,
        """
        JP01-1 JP01→CN01
        """,
    ),
    Untidy(
        "example block",
        """
        【記入例】
        希望相手先 | 江原道
        議題 | 文化
        【回答欄】
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        """,
        """
        JP01-1 JP01→KR03 topic=文化
        JP01-2 JP01→CN01
        """,
        """
        returns.example A1
        """,
    ),
    Untidy(
        "mark right of time in wish table",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 希望日時 | 通訳者同席 | 議題
        1 | 江蘇省 | 11/5 10:00-11:00 | × | 観光
        2 | 江原道 | 11/5 14:00-15:00 | ○ | 環境
        """,
        """
        JP01-1 JP01→CN01 topic=観光 preferred=11-05 10:00-11:00 Tokyo
        JP01-2 JP01→KR03 topic=環境 preferred=11-05 14:00-15:00 Tokyo interpreter=own
        """,
    ),
    Untidy(
        "windows in wish table",
        """
        自治体名 | 新潟県

        希望順位 | 希望相手先 | 議題 | 11/5 9:00-10:00 | 11/5 10:00-11:00
        1 | 江蘇省 | 観光 | ○ | ×
        2 | 江原道 | 環境 | × | ○
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光
        JP01-2 JP01→KR03 choice=2 topic=環境
        """,
        """
        returns.unknown_column D3 D4 D5
        returns.unknown_column E3 E4 E5
        """,
    ),
    Untidy(
        "day merged down",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日付 | 時間 | 可否
        11月5日 | 9:00-10:00 | ○
         | 10:00-11:00 | ×
        11月6日 | 9:00-10:00 | ×
         | 10:00-11:00 | ○
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 09:00-10:00 Tokyo
        JP01 × 11-05 10:00-11:00 Tokyo
        JP01 × 11-06 09:00-10:00 Tokyo
        JP01 ○ 11-06 10:00-11:00 Tokyo
        """,
        merged="A5:A6 A7:A8",
    ),
    Untidy(
        "day merged across",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

         | 11月5日 |  | 11月6日 |
         | 午前 | 午後 | 午前 | 午後
        可否 | ○ | × | × | ○
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 00:00-12:00 Tokyo
        JP01 × 11-05 12:00-24:00 Tokyo
        JP01 × 11-06 00:00-12:00 Tokyo
        JP01 ○ 11-06 12:00-24:00 Tokyo
        """,
        merged="B4:C4 D4:E4",
    ),
    Untidy(
        "example row in grid",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日程 | 10:00-11:00 | 14:00-15:00
        例 | × | ○
        11/5 | ○ | ×
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 10:00-11:00 Tokyo
        JP01 × 11-05 14:00-15:00 Tokyo
        """,
        """
        sheet.example A5
        """,
    ),
    Untidy(
        "columns of a level each, ticked",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日時 | 可 | 要調整 | 不可
        11/5 9:00-10:00 | ○
        11/5 10:00-11:00 |  |  | ○
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 09:00-10:00 Tokyo
        JP01 × 11-05 10:00-11:00 Tokyo
        """,
    ),
    Untidy(
        "a clock named in an explanation",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        希望日時 | 11/5 10:00-11:00
        ※時間は全て中国時間で記入
        """,
        """
        JP01-1 JP01→CN01 preferred=11-05 10:00-11:00 Tokyo
        """,
        """
        returns.which_clock A4
        """,
    ),
    Untidy(
        "a clock named above a list",
        """
        ※时间均为韩国时间
        单位名称 | 希望交流对象 | 希望时间
        江苏省 | 新潟县 | 11/5 10:00-11:00
        """,
        """
        CN01-1 CN01→JP01 preferred=11-05 10:00-11:00 Shanghai
        """,
        """
        returns.which_clock A1
        """,
    ),
    Untidy(
        "two clocks",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日本時間 | 中国時間 | 可否
        11/5 10:00-11:00 | 11/5 9:00-10:00 | ○
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.which_times C5
        returns.which_clock B4
        """,
    ),
    Untidy(
        "side by side twice",
        """
        自治体名 | 新潟県
        項目 | 第1希望 | 第2希望
        希望相手先 | 江蘇省 | 江原道
        希望日時 | 11/5 10:00-11:00 | 11/5 11:00-12:00
        希望日時 | 11/5 14:00-15:00 | 11/5 15:00-16:00
        """,
        """
        JP01-1 JP01→CN01 choice=1 preferred=11-05 10:00-11:00 Tokyo; 11-05 14:00-15:00 Tokyo
        JP01-2 JP01→KR03 choice=2 preferred=11-05 11:00-12:00 Tokyo; 11-05 15:00-16:00 Tokyo
        """,
    ),
    Untidy(
        "side merged across",
        """
        自治体名 | 新潟県
        項目 | 第1希望 | 第2希望
        希望相手先 | 江蘇省 | 江原道
        通訳 | 要 |
        議題 | 観光 | 環境
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光 interpreter=yes
        JP01-2 JP01→KR03 choice=2 topic=環境 interpreter=yes
        """,
        merged="B4:C4",
    ),
    Untidy(
        "side stacked",
        """
        自治体名 | 新潟県
        項目 | 第1希望 | 第2希望
        希望相手先 | 江蘇省 | 江原道
        希望日時 | 11/5 10:00-11:00 | 11/5 11:00-12:00
         | 11/5 14:00-15:00 | 11/5 15:00-16:00
        議題 | 観光 | 環境
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光 preferred=11-05 10:00-11:00 Tokyo; 11-05 14:00-15:00 Tokyo
        JP01-2 JP01→KR03 choice=2 topic=環境 preferred=11-05 11:00-12:00 Tokyo; 11-05 15:00-16:00 Tokyo
        """,
        merged="A4:A5",
    ),
    Untidy(
        "candidate columns",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 議題 | 希望日時① | 希望日時②
        1 | 江蘇省 | 観光 | 11/5 10:00-11:00 | 11/5 14:00-15:00
        2 | 江原道 | 環境 | 11/5 11:00-12:00
        """,
        """
        JP01-1 JP01→CN01 topic=観光 preferred=11-05 10:00-11:00 Tokyo; 11-05 14:00-15:00 Tokyo
        JP01-2 JP01→KR03 topic=環境 preferred=11-05 11:00-12:00 Tokyo
        """,
    ),
    Untidy(
        "mark after time",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        希望日時 | 11/5 10:00-11:00 | ×
        """,
        """
        JP01-1 JP01→CN01 preferred=11-05 10:00-11:00 Tokyo
        """,
        """
        returns.unplaced C3
        """,
    ),
    Untidy(
        "values that are themselves labels",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        議題 | 交流内容
        備考 | その他
        """,
        """
        JP01-1 JP01→CN01 topic=交流内容 notes=その他
        """,
    ),
    Untidy(
        "merged marks",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

         | 9:00-10:00 | 10:00-11:00 | 14:00-15:00
        11/5 | ○ |  | ×
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 09:00-10:00 Tokyo
        JP01 ○ 11-05 10:00-11:00 Tokyo
        JP01 × 11-05 14:00-15:00 Tokyo
        """,
        merged="B5:C5",
    ),
    Untidy(
        "two persons",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        通訳者
        氏名 | 佐藤
        連絡担当者 | 山田
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.twice B5 B4
        """,
    ),
    Untidy(
        "attendees",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        No. | 氏名 | 役職
        1 | 大石 | 知事
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.people A4
        """,
    ),
    Untidy(
        "dates x times",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 希望日 | 希望時間
        1 | 江蘇省 | 11/5\\n11/6 | 10:00-11:00\\n14:00-15:00
        """,
        """
        JP01-1 JP01→CN01 preferred=10:00-11:00 Tokyo; 14:00-15:00 Tokyo
        """,
        """
        value.day_or_month C3
        """,
    ),
    Untidy(
        "candidates stacked",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        希望日時 | 11/5 10:00-11:00
         | 11/5 14:00-15:00
        """,
        """
        JP01-1 JP01→CN01 preferred=11-05 10:00-11:00 Tokyo; 11-05 14:00-15:00 Tokyo
        """,
    ),
    Untidy(
        "partners stacked",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
         | 江原道
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.unplaced B3
        """,
    ),
    Untidy(
        "blank row",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 議題
        1 | 江蘇省 | 観光

        2 | 江原道 | 青少年
        """,
        """
        JP01-1 JP01→CN01 topic=観光
        JP01-2 JP01→KR03 topic=青少年
        """,
    ),
    Untidy(
        "odd marks",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日時 | 可否
        11/5 10:00-11:00 | ×（議会のため）
        11/5 11:00-12:00 | 会議中
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.no_mark B5
        returns.no_mark B6
        """,
    ),
    Untidy(
        "transposed",
        """
        自治体名 | 新潟県 | 長崎県
        希望相手先 | 江蘇省 | 江原道
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.unplaced C1
        returns.unplaced C2
        """,
    ),
    Untidy(
        "answer below time",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        希望日時 | 11/5 10:00-11:00
        通訳 | 否
        """,
        """
        JP01-1 JP01→CN01 preferred=11-05 10:00-11:00 Tokyo interpreter=no
        """,
    ),
    Untidy(
        "empty above",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

         | 9:00-10:00 | 10:00-11:00
        11/5 |  | ×
        11/6 | × |
        """,
        """
        JP01-1 JP01→CN01
        JP01 × 11-05 10:00-11:00 Tokyo
        """,
        """
        value.day_or_month A6
        returns.which_times B6
        """,
    ),
    Untidy(
        "hours that only begin",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

         | 9時 | 10時
        11月5日 | ○ | ×
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 09:00-10:00 Tokyo
        JP01 × 11-05 10:00-11:00 Tokyo
        """,
    ),
    Untidy(
        "topic of first",
        """
        自治体名 | 新潟県
        第1希望 | 江蘇省
        議題 | 観光
        第2希望 | 江原道
        希望日時 | 11/5 14:00-15:00
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光
        JP01-2 JP01→KR03 choice=2 preferred=11-05 14:00-15:00 Tokyo
        """,
    ),
    Untidy(
        "blocks by choice",
        """
        自治体名 | 新潟県
        第1希望 | 江蘇省
        議題 | 観光
        希望日時 | 11/5 10:00-11:00
        第2希望 | 江原道
        議題 | 青少年
        希望日時 | 11/5 14:00-15:00
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光 preferred=11-05 10:00-11:00 Tokyo
        JP01-2 JP01→KR03 choice=2 topic=青少年 preferred=11-05 14:00-15:00 Tokyo
        """,
    ),
    Untidy(
        "said once after the last of several wishes",
        """
        自治体名 | 新潟県
        第1希望
        希望相手先 | 江蘇省
        議題 | 観光
        第2希望
        希望相手先 | 江原道
        議題 | 環境
        参加人数 | 5名
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光
        JP01-2 JP01→KR03 choice=2 topic=環境 participants=5
        """,
        """
        returns.for_which B8
        """,
    ),
    Untidy(
        "the choice in brackets",
        """
        自治体名 | 新潟県
        希望相手先(第1希望) | 江蘇省
        議題 | 観光
        希望相手先(第2希望) | 江原道
        議題 | 青少年
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光
        JP01-2 JP01→KR03 choice=2 topic=青少年
        """,
    ),
    Untidy(
        "a mark beside a wish",
        """
        自治体名 | 新潟県
        相手自治体 | 参加可否 | 議題
        江蘇省 | ○ | 観光
        江原道 | × | 港湾
        """,
        """
        JP01-1 JP01→CN01 topic=観光
        JP01-2 JP01→KR03 topic=港湾
        """,
        """
        value.takes_part B4
        """,
    ),
    Untidy(
        "a unit in a cell of its own",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        所要時間 | #2 | 時間
        """,
        """
        JP01-1 JP01→CN01 duration=120
        """,
    ),
    Untidy(
        "last merged",
        """
        自治体名 | 新潟県
        希望相手先 |  | 議題
        江蘇省 |  | 観光
        江原道
        """,
        """
        JP01-1 JP01→CN01 topic=観光
        JP01-2 JP01→KR03
        """,
        merged="A2:B2 A3:B3 A4:B4",
    ),
    Untidy(
        "a date, a comma, a time",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        希望日時 | 11月5日、10:00-11:00
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        value.date_then_time B3
        """,
    ),
    Untidy(
        "an unknown row among wishes side by side",
        """
        自治体名 | 新潟県
        項目 | 第1希望 | 第2希望
        希望相手先 | 江蘇省 | 江原道
        先方部署 | 観光局 | 環境局
        議題 | 観光 | 環境
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光
        JP01-2 JP01→KR03 choice=2 topic=環境
        """,
        """
        returns.unplaced B4
        returns.unplaced C4
        """,
    ),
    Untidy(
        "a gap among wishes side by side",
        """
        自治体名 | 新潟県
        項目 | 第1希望 | 第2希望
        希望相手先 | 江蘇省 | 江原道

        希望日時 | 11/5 10:00-11:00 | 11/5 14:00-15:00
        """,
        """
        JP01-1 JP01→CN01 choice=1 preferred=11-05 10:00-11:00 Tokyo
        JP01-2 JP01→KR03 choice=2 preferred=11-05 14:00-15:00 Tokyo
        """,
    ),
    Untidy(
        "an inner label of wishes side by side",
        """
        自治体名 | 新潟県
        項目 |  | 第1希望 | 第2希望
        希望相手先 |  | 江蘇省 | 江原道
        希望日時 | 日付 | 11/5 | 11/5
         | 時間 | 10:00-11:00 | 14:00-15:00
        """,
        """
        JP01-1 JP01→CN01 choice=1 preferred=11-05 10:00-11:00 Tokyo
        JP01-2 JP01→KR03 choice=2 preferred=11-05 14:00-15:00 Tokyo
        """,
        merged="A4:A5",
    ),
    Untidy(
        "two wishes in a row of labels",
        """
        自治体名 | 新潟県
        第1希望 | 江蘇省 | 第2希望 | 江原道
        議題 | 観光 | 希望日時 | 11/5 14:00-15:00
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光 preferred=11-05 14:00-15:00 Tokyo
        JP01-2 JP01→KR03 choice=2 topic=観光 preferred=11-05 14:00-15:00 Tokyo
        """,
        """
        returns.for_which B3
        returns.for_which D3
        """,
    ),
    Untidy(
        "a day not merged down",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日付 | 時間 | 可否
        11月5日 | 10:00-11:00 | ○
         | 11:00-12:00 | ×
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 10:00-11:00 Tokyo
        """,
        """
        returns.which_times C6
        """,
    ),
    Untidy(
        "a day not merged across",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

         | 11月5日 |  | 11月6日 |
         | 10:00-11:00 | 14:00-15:00 | 10:00-11:00 | 14:00-15:00
        都合 | ○ | × | × | ×
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 10:00-11:00 Tokyo
        JP01 × 11-06 10:00-11:00 Tokyo
        """,
        """
        returns.which_times C6
        returns.which_times E6
        """,
    ),
    Untidy(
        "days as titles",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        【11月5日】
        時間 | 可否
        10:00-11:00 | ○
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 10:00-11:00 Tokyo
        """,
        """
        returns.unplaced A4
        """,
    ),
    Untidy(
        "marks turned round",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        出席できない時間に○をつけてください
        日時 | 可否
        11/5 10:00-11:00 | ○
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.meaning_of_marks A4
        """,
    ),
    Untidy(
        "a length in two cells",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        所要時間 | 1時間 | 30分
        """,
        """
        JP01-1 JP01→CN01 duration=60
        """,
        """
        returns.unplaced C3
        """,
    ),
    Untidy(
        "a hint in brackets above the value",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        議題
        （できるだけ具体的に）
        観光交流について
        """,
        """
        JP01-1 JP01→CN01 topic=観光交流について
        """,
    ),
    Untidy(
        "ditto",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 議題
        1 | 江蘇省 | 観光
        2 | 江原道 | 同上
        """,
        """
        JP01-1 JP01→CN01 topic=観光
        JP01-2 JP01→KR03
        """,
        """
        value.ditto C4
        """,
    ),
    Untidy(
        "attendees without numbers",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        氏名 | 役職 | メール
        大石 | 知事 | a@b.jp
        山田 | 課長 | c@d.jp
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.people A4
        """,
    ),
    Untidy(
        "remarks beside a grid",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日時 | 可否 | 備考
        11/5 14:00-15:00 | ○ | 未定
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 14:00-15:00 Tokyo
        """,
        """
        returns.which_times C5
        """,
    ),
    Untidy(
        "blocks side by side",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省 | 希望相手先 | 江原道
        議題 | 観光 | 議題 | 環境
        """,
        """
        JP01-1 JP01→CN01
        JP01-2 JP01→KR03 topic=観光
        """,
        """
        returns.side_by_side D3 B3
        returns.whom D3
        """,
    ),
    Untidy(
        "ticks in columns",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日時 | 参加可能 | 参加不可
        11/5 14:00-15:00 |  | ○
        """,
        """
        JP01-1 JP01→CN01
        JP01 × 11-05 14:00-15:00 Tokyo
        """,
    ),
    Untidy(
        "a partner after a gap",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 議題
        1 | 江蘇省 | 観光

         | 江原道
        """,
        """
        JP01-1 JP01→CN01 topic=観光
        """,
        """
        returns.unplaced B5
        """,
    ),
    Untidy(
        "start and end in columns",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 希望日 | 開始 | 終了
        1 | 江蘇省 | 11/5 | ~10:00 | ~11:00
        2 | 江原道 | 11/5 | 14時 |
        """,
        """
        JP01-1 JP01→CN01 preferred=11-05 10:00-11:00 Tokyo
        JP01-2 JP01→KR03 preferred=11-05 00:00-24:00 Tokyo
        """,
        """
        returns.from_until D4
        """,
    ),
    Untidy(
        "a title's choice and another",
        """
        自治体名 | 新潟県
        第1希望
        希望順位 | 2
        希望相手先 | 江蘇省
        """,
        """
        JP01-1 JP01→CN01
        """,
        """
        returns.twice B3 B3
        """,
    ),
)
