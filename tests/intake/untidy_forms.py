"""Forms that one government has filled in."""

from tests.intake.untidy import Untidy

FORMS = (
    Untidy(
        "labels beside their values",
        """
        交流の広場 申込書

        自治体名 | 新潟県
        担当課 | 国際課
        担当者氏名 | 山田太郎
        希望相手先 | 江蘇省
        議題 | 観光
        希望日時 | 11月5日（金）午後2時～4時
        """,
        "JP01-1 JP01→CN01 topic=観光 preferred=11-05 14:00-16:00 Tokyo",
    ),
    Untidy(
        "labels above their values",
        """
        单位名称 | 联系人 | 联系电话
        江苏省 | 王伟 | 025-1234
        意向对接城市 | 议题 | 希望时间
        新潟县 | 经济合作 | 上午9点至11点
        """,
        "CN01-1 CN01→JP01 topic=经济合作 preferred=09:00-11:00 Shanghai",
    ),
    Untidy(
        "a label and its value in one cell",
        """
        지방정부명: 강원도
        상대 지방정부: 니가타현
        의제： 관광 교류
        희망일시: 2021. 11. 5.(금) 오후 2시~3시 30분
        """,
        "KR03-1 KR03→JP01 topic=관광 교류 preferred=11-05 14:00-15:30 Seoul",
    ),
    Untidy(
        "ordered labels with colons, required ones marked",
        """
        (1) 自治体名： | 新潟県
        (2) 希望相手先※ | 江蘇省
        (3) 議題： | 観光
        """,
        "JP01-1 JP01→CN01 topic=観光",
    ),
    Untidy(
        "wishes as numbered rows below an example",
        """
        自治体名 | 新潟県
        No. | 希望順位 | 希望相手先 | 議題 | 希望日時 | 通訳 | 参加人数
        例 | 1 | 京都府 | 文化 | 10:00-11:00 | 要 | 3
        1 | 第1希望 | 江蘇省 | 観光 | 11/5 10:00-12:00 | 要 | 約10名
        2 | 第2希望 | 江原道 | 青少年 |  | 不要 | 8～10名
        3
        """,
        """
        JP01-1 JP01→CN01 choice=1 topic=観光 preferred=11-05 10:00-12:00 Tokyo interpreter=yes participants=10
        JP01-2 JP01→KR03 choice=2 topic=青少年 interpreter=no participants=10
        """,
        "sheet.example A3",
    ),
    Untidy(
        "wishes as blocks with titles",
        """
        지방정부명 | 강원도
        1지망
        상대 지자체 | 니가타현
        의제 | 관광
        2지망
        상대 지자체 | 장쑤성
        의제 | 청년
        """,
        """
        KR03-1 KR03→JP01 choice=1 topic=관광
        KR03-2 KR03→CN01 choice=2 topic=청년
        """,
    ),
    Untidy(
        "wishes as blocks without titles, a label left empty",
        """
        Local government | Nagasaki Prefecture
        Meeting with | Jiangsu Province
        Topic
        Meeting with | Gangwon State
        Topic | Ports
        """,
        """
        JP03-1 JP03→CN01
        JP03-2 JP03→KR03 topic=Ports
        """,
    ),
    Untidy(
        "wishes side by side",
        """
        单位名称 | 江苏省
        项目 | 第一志愿 | 第二志愿
        对接单位 | 长崎县 | 江原道
        议题 | 旅游 | 环境
        希望时间 | 2021年11月5日（星期五）上午9点-11点 |
        """,
        """
        CN01-1 CN01→JP03 choice=1 topic=旅游 preferred=11-05 09:00-11:00 Shanghai
        CN01-2 CN01→KR03 choice=2 topic=环境
        """,
    ),
    Untidy(
        "a label for each choice holds the partner",
        """
        自治体名 | 長崎県
        第1希望 | 江蘇省
        第2希望 | 江原道
        通訳 | 要
        """,
        """
        JP03-1 JP03→CN01 choice=1 interpreter=yes
        JP03-2 JP03→KR03 choice=2 interpreter=yes
        """,
    ),
    Untidy(
        "what is said once counts for every wish",
        """
        自治体名 | 長崎県
        No. | 希望相手先 | 議題
        1 | 江蘇省 | 観光
        2 | 江原道 | 港湾

        参加人数 | 5名
        不可日時 | 16:00-17:00
        """,
        """
        JP03-1 JP03→CN01 topic=観光 unavailable=16:00-17:00 Tokyo participants=5
        JP03-2 JP03→KR03 topic=港湾 unavailable=16:00-17:00 Tokyo participants=5
        """,
    ),
    Untidy(
        "several partners are one meeting of all",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省／江原道
        議題 | 環境
        """,
        "JP01-1 JP01→CN01/KR03 topic=環境",
    ),
    Untidy(
        "merged labels and values",
        """
        申込書
        自治体名 |  | 新潟県
        希望相手先 |  | 江蘇省
        議題 |  | 観光
        """,
        "JP01-1 JP01→CN01 topic=観光",
        merged="A1:F1 A2:B2 C2:F2 A3:B3 C3:F3 A4:B4 C4:F4",
    ),
    Untidy(
        "date and time apart",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 希望日 | 希望時間
        1 | 江蘇省 | 11月5日 | 10:00～11:00
        2 | 江原道 | 11月5日 |
        3 | 長崎県 |  | 午後2時～3時
        """,
        """
        JP01-1 JP01→CN01 preferred=11-05 10:00-11:00 Tokyo
        JP01-2 JP01→KR03 preferred=11-05 00:00-24:00 Tokyo
        JP01-3 JP01→JP03 preferred=14:00-15:00 Tokyo
        """,
    ),
    Untidy(
        "the clock of another country is named in the heading",
        """
        单位名称 | 江苏省
        序号 | 对接单位 | 希望时间(韩国时间) | 不便时间(北京时间)
        1 | 江原道 | 10:00-12:00 | 14:00-15:00
        """,
        "CN01-1 CN01→KR03 preferred=10:00-12:00 Seoul unavailable=14:00-15:00 Shanghai",
    ),
    Untidy(
        "the clock of another country is named in a label",
        """
        单位名称 | 江苏省
        对接单位 | 江原道
        希望时间(韩国时间) | 10:00-12:00
        """,
        "CN01-1 CN01→KR03 preferred=10:00-12:00 Seoul",
    ),
    Untidy(
        "the clock is named once for the whole form",
        """
        自治体名 | 新潟県
        時刻の基準 | 韓国時間
        希望相手先 | 江原道
        希望日時 | 11/5 14:00-15:00
        """,
        "JP01-1 JP01→KR03 preferred=11-05 14:00-15:00 Seoul",
    ),
    Untidy(
        "the clock is named in the cell",
        """
        自治体名 | 新潟県
        希望相手先 | 江原道
        希望日時 | 14時30分~16時30分(韓国時間)
        """,
        "JP01-1 JP01→KR03 preferred=14:30-16:30 Seoul",
    ),
    Untidy(
        "dates of the era",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        希望日時 | 令和3年11月5日（金）午前10時半～正午
        """,
        "JP01-1 JP01→CN01 preferred=11-05 10:30-12:00 Tokyo",
    ),
    Untidy(
        "an era that did not have that day is asked",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        希望日時 | 平成33年11月5日
        """,
        "JP01-1 JP01→CN01",
        "value.era B3",
    ),
    Untidy(
        "a weekday that is not that of the date",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        希望日時 | 11月5日（木）10:00-11:00
        """,
        "JP01-1 JP01→CN01",
        "value.weekday B3",
    ),
    Untidy(
        "noon or midnight, day or month: asked",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 希望日時 | 不可日時
        1 | 江蘇省 | 午前12時～午後1時 | 05/11/2021
        """,
        "JP01-1 JP01→CN01",
        """
        value.noon_or_midnight C3
        value.day_or_month D3
        """,
    ),
    Untidy(
        "an interpreter of one's own, in a column of its own",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 通訳 | 通訳者同席
        1 | 江蘇省 |  | ○
        2 | 江原道 | 要 | いいえ
        3 | 長崎県 | 要 | はい
        """,
        """
        JP01-1 JP01→CN01 interpreter=own
        JP01-2 JP01→KR03 interpreter=yes
        JP01-3 JP01→JP03 interpreter=own
        """,
        "requests.own_and_wanted D5 C5",
    ),
    Untidy(
        "durations with units",
        """
        지방정부명 | 강원도
        연번 | 상대 지자체 | 소요시간
        1 | 니가타현 | 1시간 30분
        2 | 장쑤성 | 90분
        3 | 나가사키 | ~00:45
        """,
        """
        KR03-1 KR03→JP01 duration=90
        KR03-2 KR03→CN01 duration=90
        KR03-3 KR03→JP03 duration=45
        """,
    ),
    Untidy(
        "anyone will do",
        """
        지방정부명 | 강원도
        상대 지자체 | 상관없음
        의제 | 관광
        """,
        "KR03-1 KR03→anyone topic=관광",
        "reason.for_anyone B2",
    ),
    Untidy(
        "anyone among names is asked",
        """
        单位名称 | 江苏省
        对接单位 | 新潟县、不限
        """,
        "",
        "requests.anyone_among B2",
    ),
    Untidy(
        "two places of one name are asked",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 議題
        1 | 산시성 | 観光
        2 | 광주 | 環境
        """,
        "",
        """
        names.ambiguous B3
        names.ambiguous B4
        """,
    ),
    Untidy(
        "新潟 alone may be the prefecture or the city",
        """
        지방정부명 | 강원도
        상대 지자체 | 新潟
        """,
        "",
        "names.ambiguous B2",
    ),
    Untidy(
        "a name nobody has is not taken for one that is like it",
        """
        自治体名 | 新潟県
        希望相手先 | 江原特別自治郡
        """,
        "",
        "names.unknown_near B2",
    ),
    Untidy(
        "nobody to whom the form belongs",
        """
        担当課 | 国際課
        希望相手先 | 江蘇省
        """,
        "",
        "returns.nobody Sheet",
    ),
    Untidy(
        "a form of a government that is not in the event",
        """
        自治体名 | 北海道
        希望相手先 | 江蘇省
        """,
        "",
        "names.not_of_event B1",
    ),
    Untidy(
        "所属 is the government or the department, as its value says",
        """
        所属 | 新潟県
        部署名 | 国際課
        希望相手先 | 江蘇省
        """,
        "JP01-1 JP01→CN01",
    ),
    Untidy(
        "所属 is the department where the government stands elsewhere",
        """
        自治体名 | 新潟県
        所属 | 国際課
        連絡先 | 025-280-5111
        希望相手先 | 江蘇省
        """,
        "JP01-1 JP01→CN01",
    ),
    Untidy(
        "a grid of days and hours",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日程 | 10:00-12:00 | 14:00-17:00
        11/5(金) | ○ | ×
        """,
        """
        JP01-1 JP01→CN01
        JP01 ○ 11-05 10:00-12:00 Tokyo
        JP01 × 11-05 14:00-17:00 Tokyo
        """,
    ),
    Untidy(
        "a mark that may mean two things",
        """
        自治体名 | 新潟県
        希望相手先 | 江蘇省

        日時 | 可否
        11/5 10:00-12:00 | 0
        11/5 14:00-15:00 | ×
        """,
        """
        JP01-1 JP01→CN01
        JP01 × 11-05 14:00-15:00 Tokyo
        """,
        "value.in_doubt B5",
    ),
    Untidy(
        "an answer without a wish",
        """
        自治体名 | 新潟県
        担当者氏名 | 山田太郎
        備考 | 今回は希望なし
        """,
        "",
        "returns.no_wishes B1",
    ),
    Untidy(
        "a topic without a partner",
        """
        自治体名 | 新潟県
        No. | 希望相手先 | 議題
        1 | 江蘇省 | 観光
        2 |  | 青少年
        """,
        "JP01-1 JP01→CN01 topic=観光",
        "returns.whom C4",
    ),
    Untidy(
        "a form of another year",
        """
        第20回交流の広場 申込書（2019年）
        自治体名 | 新潟県
        希望相手先 | 江蘇省
        """,
        "",
        "returns.other_event A1",
    ),
    Untidy(
        "a decline",
        """
        自治体名 | 新潟県
        No. | 希望順位 | 希望相手先
        1 | 辞退 | 江蘇省
        """,
        "JP01-1 JP01→CN01 choice=decline",
        "reason.declines B3",
    ),
    Untidy(
        "a request for oneself",
        """
        自治体名 | 新潟県
        希望相手先 | JP01
        """,
        "",
        "requests.for_oneself B2",
    ),
    Untidy(
        "furigana, attendees and relations are information",
        """
        自治体名 | 新潟県
        フリガナ | ニイガタケン
        提携関係 | 友好提携
        出席者 | 山田、鈴木
        希望相手先 | 江蘇省
        """,
        "JP01-1 JP01→CN01",
    ),
)
