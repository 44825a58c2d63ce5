"""Whether "맞" says that something is right, or is no blow: "103호 맞고요", "비를 맞고"; "아빠한테 맞고" is one."""

from __future__ import annotations

import re

#: What may be right: a flat, an address, what was written, an answer before it.
_THING = (
    r"(?:\d\s?(?:호|동|층|번지|단지|번|명|일|주|살|세|시)|(?:로|길)\s?\d{1,4}|주소|곳|(?<![가-힣])집|[옆앞윗뒷]집|아랫집|동네|아파트|빌라|단지|마을|맨션|오피스텔|주택|번호|이름|성함|위치|호수"
    r"|거기|여기|[거것게건]|내용|모습|이웃|(?:보[임여]|쌓임|끊김|거름|지냄|없음|있음)|(?<![가-힣])(?:네+|넵|예|응|ㅇㅇ|다|모두|전부))"
)
#: Behind it somebody is hit all the same: "네 맞고 살아요".
_HIT = r"(?!\s?(?:고\s?(?:있|계[시신셔]|살|사[는시]|지내|자라|자랐|컸|울|우는|쫓|도망|나[오왔]|들어[오왔]|다니|다녔)|는\s?(?:소리|모습)))"
_RIGHT = re.compile(
    rf"{_THING}(?:이|가|은|는|도|만|로|으로)?[\s,.]*(?:다|정확히|전부|모두)?\s?(?P<at>맞)(?=[고는아습네지죠은을]){_HIT}"
    # "맞고요" that begins what is said
    rf"|(?:^|[,.!?~…\n])\s*(?P<first>맞)(?=고요|아요|습니다|는데요?(?![가-힣]))"
    # "통장 맞고요", "그 할머니가 맞습니다"
    r"|(?:(?<![가이는은도게테서또일속꾸날다고아어히씩번로막끔])|(?<![가-힣])(?:할머니|할아버지|어르신|아저씨|아주머니|아줌마|이웃|통장님?|반장님?)[가이은는도])\s(?P<who>맞)(?=고요|습니다|는데요?(?![가-힣]))"
    # "며칠째 안보임만 맞아요"
    rf"|[가-힣]만\s?(?P<only>맞)(?=아요|습니다|고요|는데)"
)  # fmt: skip
_NO_BLOW = re.compile(
    r"(?:(?<![가-힣])비(?:를|도)?|주사(?:를|도)?|링거(?:를|도)?|수액(?:을|도)?|백신(?:을|도)?|접종(?:을|도)?|찬?바람(?:을|도)?|입맛에|바람)\s?(?P<at>맞)(?=[고는아았])"
)
#: Stands for such a letter, so that what follows keeps its place.
_BLANK = "○"


def blows_alone(text: str) -> str:
    """Return the text, as long as it was, with each "맞" that is no blow blotted out."""
    if "맞" not in text:
        return text
    spots = {
        found.start(name)
        for words in (_RIGHT, _NO_BLOW)
        for found in words.finditer(text)
        for name, held in found.groupdict().items()
        if held
    }
    return "".join(_BLANK if at in spots else letter for at, letter in enumerate(text))
