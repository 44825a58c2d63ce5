"""The few wishes of the channel that are known in other languages: to stop waiting, to be called, the hours."""

from __future__ import annotations

import re

STOP, CALL, HOURS, HOSPITAL, VISA = "stop", "call", "hours", "hospital", "visa"

_STOP = re.compile(
    r"\b(?:stop|quit|cancel|end) (?:the )?wait(?:ing)?\b|\b(?:don'?t|do not|no longer) want to wait\b"
    r"|不(?:想)?(?:再)?等了?(?:$|[。！了])|别等|停止等|取消等"
    r"|(?:không|khong) (?:muốn |muon )?(?:chờ|đợi|cho|doi)(?: nữa| nua|$|[.!])|(?:ngừng|thôi|dừng) (?:chờ|đợi)"
)
_CALL = re.compile(
    r"\b(?:can|could|would|will|please|pls|want|need|like)\b.{0,40}\b(?:call|phone|ring)\b.{0,10}\b(?:me|us|back)\b"
    r"|^\W*(?:call|phone|ring) me\b|\bgive me a call\b"
    r"|(?:给|跟|給)我(?:回|打)?(?:个|一个)?(?:电话|電話)|(?:给|給)我(?:回|打)|(?:回|打)(?:个)?(?:电话|電話)(?:给|給)我"
    r"|(?:gọi|goi)(?: điện| dien)?(?: thoại| thoai)?(?: lại| lai)?(?: cho)? (?:tôi|toi|mình|minh|em|tui)\b"
)
#: "Please don't call me", "they call me names".
_NO_CALL = re.compile(
    r"\b(?:don'?t|do not|not|never|stop)\b.{0,12}\b(?:call|phone|ring)|\bcall me (?:names|a|the|stupid|crazy)\b"
    r"|(?:不要|别|別).{0,4}(?:打|电话|電話)|(?:đừng|không|dung|khong) (?:gọi|goi)"
)
#: Who is in danger, or tells of somebody else's call, gets no form: "call 119 for me he is hurting me and call me".
_NO_WISH = re.compile(
    r"(?<!\d)(?:11[29]|911|999)(?!\d)|\b(?:police|ambulance|hit|hits|hitting|hurt\w*|beat\w*|kill\w*|die|dying|dead|bleed\w*"
    r"|stab\w*|rap(?:e|ed|ing)|threat\w*|suicid\w*|attack\w*|knife|abus\w*|chok\w*|not breathing|unconscious|violen\w*)\b"
    r"|(?<!can )(?<!could )(?<!will )(?<!would )\b(?:he|she|they|husband|wife|boss|landlord|ex)(?:'ll| will| can| could| would| may| might| wants to| want to| needs to)? "
    r"(?:\w+ )?(?:call|phone|ring)(?:s|ed|ing)?\b"
    r"|打我(?!电话|電話|手机|手機)|[杀殺]|自[杀殺]|救命|报警|đánh|giết|tự tử|cứu (?:tôi|em|mình)"
)
_HOURS = re.compile(
    r"\b(?:opening|office|business|working) hours\b|\b(?:what time|when|until when|how late)\b.{0,30}\b(?:open|close)"
    r"|\b(?:are|is)\b.{0,20}\bopen (?:today|now|tomorrow|on|until)\b|\bopen now\b"
    r"|\bwhere\b.{0,12}\b(?:the |your |this )?(?:office|cent(?:er|re))\b|\b(?:office|your|cent(?:er|re)) address\b"
    r"|几点(?:开|关|上班|下班)|(?:营业|办公|工作|上班|开放)时间|(?:什么时候|几点)开门|(?:办公室|中心|你们|地址)在(?:哪|什么地方)"
    r"|mấy giờ (?:thì )?(?:mở|đóng|làm)|giờ (?:mở cửa|làm việc)|khi nào mở|(?:văn phòng|trung tâm).{0,14}(?:ở đâu|địa chỉ)"
)


_CARE = r"(?:hospital|clinic|doctor|emergency room|ambulance|check-? ?ups?|treatment|medical|medicine|surgery|give birth|delivery)"
_MEANS = r"(?:insurance|free|costs?|money|pay|afford|expensive|visa|undocumented|overstay\w*|illegal|papers|cheap)"
_HOSPITAL = re.compile(
    rf"\b{_CARE}\b.{{0,80}}\b{_MEANS}\b|\b{_MEANS}\b.{{0,80}}\b{_CARE}\b"
    r"|(?:没有?|没买|不用).{0,4}(?:医保|保险|签证).{0,20}(?:医院|看病|生孩子|检查|治疗|急诊)?|(?:医院|看病|急诊|检查|医药费|医疗费).{0,14}(?:保险|医保|免费|多少钱|钱|贵|签证)"
    r"|(?:bệnh viện|khám|bác sĩ|chữa bệnh|sinh con|cấp cứu|benh vien|phòng khám).{0,40}(?:bảo hiểm|miễn phí|tiền|visa|giấy tờ|bao hiem)|(?:bảo hiểm|miễn phí|bao hiem).{0,40}(?:bệnh viện|khám|bác sĩ|chữa|sinh con|benh vien)"
)


_VISA = re.compile(
    r"\bvisas?\b|\bimmigration\b|\b(?:residence|alien) (?:card|permit)\b|签证|居留|出入境|gia hạn (?:visa|thẻ)|xuất nhập cảnh|thẻ cư trú"
)


def wish(text: str) -> str:
    """Return STOP, CALL, HOURS, HOSPITAL, VISA, or '' for a text that is none of these; Korean words mean none."""
    said = " ".join(text.lower().replace("’", "'").split())
    if _STOP.search(said):
        return STOP
    if _CALL.search(said) and not (_NO_CALL.search(said) or _NO_WISH.search(said)):
        return CALL
    if _HOURS.search(said):
        return HOURS
    if len(said) > _LONGEST:
        return ""
    if _HOSPITAL.search(said):
        return HOSPITAL
    return VISA if _VISA.search(said) else ""


#: A longer text tells a story of its own.
_LONGEST = 300
