"""Words taken back behind a card, and what became of them: who was told, who read it, "do not call me"."""

from __future__ import annotations

import re

from handlers.alarm_told import Talk, Told, by_reader
from handlers.context import Context
from handlers.danger import open_danger
from handlers.menu import MY_DATA

#: A longer text tells something of its own.
_LONGEST = 45
_TAKES_BACK = re.compile(
    r"(?:아무|별)일(?:도|은|이)?(?:없|아니|아녜|아녀)|취소(?:해|할|하고|하면|좀|요|부탁)|없던(?:일|걸|거)로|오해(?:하지|예요|에요|입니다|세요|하셨)"
    r"|(?:장난|농담)(?:으로|이|친|치다|하다|삼아)|툭(?:친|쳤|건드)|신경쓰지(?:마|말)|못(?:본|들은)(?:걸|거|척)|잊어(?:주|줘)|제가(?:과장|오버|예민)|화해했|사과(?:했|받았)"
)
#: Behind these nothing is taken back.
_STILL = re.compile(
    r"무서|무섭|때릴|때리|때려|맞을|맞고|칼|목을|목졸|협박|죽|래요|하래|시켜|시켰|옆에|못하게|지만|는데도"
)
_ERASES = re.compile(r"취소|지우|지워|지울|삭제|없던|없애|안본")
_STAFF = r"(?:담당자|직원|공무원|복지사|상담원|센터|주민센터|동사무소)(?:님|분|들)*"
_GOT = re.compile(
    _STAFF
    + r"(?:이|가|은|는|한테|에게|께|께서|에|도|쪽에)*.{0,8}?(?:읽[었으은는]|봤|보[나는셨시]|본거|본건|확인(?:했|하[나는셨]|된|됐)|간거|간건|갔|가나|가는|전달|넘어|받았|알게|들어갔|접수)"
    r"|(?:벌써|이미)(?:담당자|센터|직원).{0,6}(?:간|갔|넘|읽|봤)"
)
#: One's own words, told of again.
_QUOTES = re.compile(
    r"(?:보낸|쓴|적은|남긴|올린|말한)(?:거|것|글|말|내용)?.{0,10}(?:글|말|거|것|내용)"
)
_AGAIN = re.compile(r"지금도|여전히|진짜로?죽|정말(?:로)?죽|오늘죽|또죽|계속죽|죽을|죽으")
_NOT_CALL = re.compile(
    r"(?:전화|연락)(?:는|은|를|을|도|좀|까지)*(?:하지(?:는|도)?(?:마|말아|않)|안(?:하셔도|하시면|해주|주셔도|해도|했으면|하시|주시)|주지(?:마|말|않)|(?:받|오)(?:기|는거|는건|는게)?(?:는|은)?(?:싫|부담|곤란)|받고싶지|원(?:치|하지)않|필요없|사양|부담|곤란)"
)
#: A line, or what somebody else says.
_OF_A_LINE = re.compile(r"1[0-9]{2,3}|신고|병원|래요|하래|대요|라고해|라고하|못하게")
_TO_WHOM = r"(?:경찰|11[29]|학교|회사|직장|가족|부모님?|엄마|아빠|남편|신랑|아내|남친|남자친구|여친|여자친구|그사람|상대(?:방)?|집|시댁|애아빠)"
_TOLD_ON = re.compile(
    _TO_WHOM
    + r"(?:이|가|한테|에게|께|에|으로|쪽에|에다)?(?:도|는|까지)?(?:혹시|바로|벌써|이미|다)?(?:(?:연락|전화|통보|알림|신고)(?:이|가|은|는|을|를)?(?:도)?(?:가[나는요]|간|갔|갈|되|된|됐|하지(?:마|말아)|하[나는]|한거|했|들어)|넘(?:긴|겼|기|어[간갔가])|알(?:리[나는지]|린|렸|려[지져]))"
)
_IF_CALLED = re.compile(
    r"(?:전화|신고|상담|문자|통화|연락)(?:를|을)?(?:하면|했다가|걸면|해도)|가면"
)
#: Those who call it in themselves ("경찰에 신고했어요").
_DID = re.compile(r"했어요$|했습니다$|했는데|제가(?:신고|전화|연락)")


def takes_back(said: str, talk: Talk) -> bool:
    """Say whether somebody who told of blows takes it back: no number is withdrawn for that."""
    mine = talk.kind == "violence_abuse" and talk.alarmed and not talk.other
    back = mine and len(said) <= _LONGEST and _TAKES_BACK.search(said) is not None
    return back and _STILL.search(said) is None


def of_words_back(said: str, question: bool, talk: Talk, context: Context) -> Told | None:
    """Answer what became of the words behind an open alarm; None for anything else."""
    if open_danger(context) is None or len(said) > _LONGEST:
        return None
    calls = _calls(talk)
    heard_again = _AGAIN.search(said) is not None
    if _TOLD_ON.search(said) and not talk.young and not _IF_CALLED.search(said):
        pleads = re.search(r"하지(?:마|말아)", said) is not None
        if (question or pleads) and not _DID.search(said):
            ill = talk.kind == "medical_fire"
            return Told("alarm.nobody_called" if ill else "alarm.nobody_told", calls, keeps=True)
    if _GOT.search(said) and not heard_again:
        erases = _ERASES.search(said) is not None
        quoted = _QUOTES.search(said) is not None
        if erases:
            return Told("alarm.stays", calls, (MY_DATA,), keeps=True, quoted=quoted)
        if question:
            return Told(by_reader("alarm.got", context), calls, keeps=True, quoted=quoted)
    others = re.search(_TO_WHOM, said) is not None or _OF_A_LINE.search(said) is not None
    if _NOT_CALL.search(said) and not question and not others:
        return Told("alarm.no_call", calls, keeps=True)
    if takes_back(said, talk):
        return Told("alarm.taken_back", calls, keeps=True)
    return None


def _calls(talk: Talk) -> tuple[str, ...]:
    if talk.kind == "violence_abuse":
        return ("youth" if talk.young else "women", "police")
    if talk.young:
        return ("youth",)
    return {"suicide": ("suicide",), "medical_fire": ("rescue",)}.get(talk.kind, ("welfare",))
