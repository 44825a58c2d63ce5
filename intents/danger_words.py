"""
The signs that the danger screen listens for, as patterns over a text without spaces.

A sign alone decides little: the screen is trained on examples and learns what each sign is worth, also the ones that
calm ("calm_"). Their names are what `why` shows. Longer vowels and jamo spellings are folded before (normalize).
What may not stand before a word is looked for behind it: a pattern whose every way begins with a letter is found in a
third of the time.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_NEIGHBOUR = "옆집|앞집|윗집|아랫집|뒷집|이웃|옆방|앞동|같은(?:층|동|건물|빌라)|아래층|위층|옆동|세입자|동네|옆호|앞호"
_DAYS = "(?:하루|이틀|사흘|나흘|닷새|엿새|며칠|몇일|몇날|일주일|보름|한달|[0-9일이삼사오]{1,3}일|[한두세네]끼|어제부터|아침부터|종일)"

SIGNS: dict[str, str] = {
    # suicide
    "die_wish": "죽고만?싶|죽고시[프퍼픈]|주[거꺼]싶|죽고파|죽고[십씹]|죽구싶|죽구시|주꼬싶|[뒤디뒈]지고싶|ㅈㄱ싶|쥬[거겨]|듀거|죽고싶"
    "|죽어버[리릴려렸]|죽어삐|죽어[불뿔]|죽어뿌|죽을래|죽을[거꺼게께]|죽으[려러]|죽을[려라]|죽을생각|죽는게[나낫낳편]|죽는수밖|죽는편"
    "|죽어야|죽어없|죽을방법|죽는방법|죽는법|죽[자쟈]고|같이죽|콱죽|걍죽|그냥죽|확죽|죽으면(?:편|되|끝|다)|죽으란|죽으라는|죽었으면|[쥬주]글(?:래|거|께|꺼|라|려)|[뒤뒈디]질래|[뒤뒈디]져버|죽음ㅂ|죽어도되|죽을때|죽을준비|죽을날|죽을게|죽게(?:해|내버)|죽여주세요|죽여줘|죽고잡|죽어야[제것겄]|뒤져[불삐뿌]|죽는게소원|못죽[었어]|죽[는고]다[고는]|죽겠다[고는]|죽는[대댄]|죽을라[고카캐]|어떻게죽|죽을까|죽어[볼버]|죽어줄|죽을결심|죽을마음|죽을맘",
    "kill_self": "자살(?<![혼여남각]자살)|ㅈㅅ|ㅈ살|쟈살|자샬|살자.{0,4}거꾸로|거꾸로.{0,4}살자|스스로목숨|목숨을?(?:끊|버리)|생을마감|생을끝|인생(?:을)?끝"
    "|세상을?(?:등지|하직|뜨|떠나|버리|하직)|자해|극단적(?:인)?(?:선택|생각)|나쁜(?:생각|마음|맘)|jasal|suicide|로그아웃|저세상(?!(?:으로)?(?:갔|가셨|가신|보냈|보내))|안락사.{0,3}(?:신청|어떻|하려|받)|다음생|한강(?:가|갈|이나|물)|하직",
    "means": "번개탄|연탄(?:불)?(?:을)?피|농약|제초제|쥐약|목을?[매맬맨]|목매|뛰어내[리릴려린]|투신|유서|손목(?:을)?[긋그]|칼로(?:내|나를|손)|락스(?:를)?마|유서쓰|유언|밧줄|노끈|넥타이|끈을|면도칼|커터칼|가스를?틀|가스틀|물에빠|바다에(?:들|빠|뛰)|차에뛰어|도로에뛰어|달리는차|연탄을?샀|칼을?꺼|칼(?:을)?쥐|칼을들",
    "high_place": "옥상|난간|한강|다리위|다리에(?:서|왔|올)|교각|꼭대기층|아파트맨위|철길|선로|저수지|절벽|창틀|창문(?:에|앞)|베란다(?:에|앞|난간)|고층|몇층|건물위|건물옥|베란다에서|창문에서|기찻길|철로|플랫폼|승강장|물가|강물|강가|바닷가|저수지|댐",
    "pills": "수면제|약(?:을|이|도)?(?:많이|한꺼번에|다|전부|몽땅|한움큼|한줌|여러|통째)|약(?:을)?모[아으]|알약|약을?한|진통제|신경안정제",
    "live_not": "살기(?:가)?싫|살고싶지|살고(?:는)?싶은?마음|살고싶은생각|사는게(?:지옥|의미|싫|지겨|지옥|고통|괴로|무의미|힘)|살아서뭐|살아(?:봐야|봤자|)뭐|살이유"
    "|살아야(?:할|하는)?이유|살아갈(?:이유|힘|자신|의미)|살의미|왜사는|왜살|살자신|그만살|더(?:는|이상)?(?:은)?못살|못살겠|버틸(?:힘|수)|못버티|살맛|사는낙"
    "|살아있는(?:게|의미)|살아(?:있을)?가치|숨쉬는것|그만두고싶|그만하고싶|놓고싶|내려놓|포기하고싶|다포기|지쳤|사는기|살기시[러르]|살기싫[다대당은]|그만살아|고만살|살만큼살|태어나지|왜태어|미련(?:이|도)?없|견딜수|견디기|못견디|더(?:는|이상)(?:은)?(?:못|안)|못살것|못살겄|눈뜨기|아침이(?:오|안)|내일이(?:안|없|오지)|벗어나고|살아있는게죄|한계(?:다|예|에|입)|여기까지(?:인|예|다|에|입|만)|의지가|살(?:고)?싶지(?:가|도|는)?않|살필요|사는것도",
    "end": "다싫[다어]|내일이면(?:다)?끝|끝내고싶|끝내(?:려|야|버|고자)|끝낼|다끝났|끝이(?:에|야|다)|이젠끝|마지막이|사라지고|사라져|사라질|없어지(?:고|는|면)|없어져|없어졌으면|없어질|증발"
    "|눈(?:을)?(?:안|뜨지|감고)|안깨[어났]|안일어났으면|영원히|자는잠|잠들(?:면|었)|깨어나지|깨지않|마지막(?:밤|날|인)|그만가고|이만가|다음생|저세상|사라지(?:면|고|려)|부질없|없어도|작별|이세상(?:에|과)|편해지고|편히쉬|푹쉬고|쉬고싶|다놓|눈감고|눈을감|숨쉬기도|없어졌으면|없었으면|조용히가|떠나고싶|가고싶(?:어|다|네).{0,6}(?:하늘|엄마곁|곁)|하늘(?:에서|로)|곁으로|따라가",
    "hopeless": "희망이|희망도|앞이캄캄|막막|우울|공허|눈물만|외로|허무|절망|무기력|죽지못|의욕|아무것도하기|잠을못|불면|자책|후회뿐|벼랑|낭떠러지",
    "burden": "짐만|짐이|폐만|폐를|민폐|나만없|저만없|저하나|나하나|나같은|저같은|쓸모없|쓸데없는인간|내가없|제가없|내가죽|제가죽|내죽|나죽|나때문에|저때문에|축내|골칫|세상에없으면|미안해나|미안하다|죄송하다고전|고마웠다",
    "farewell": "마지막인사|마지막(?:으로|말|부탁)|안녕히|그동안|잘있|잘지내|먼저[가갈간]|갈란다|갈라고|갈게|갑니다|떠나(?:려|요|렵|고|겠)|주변정리|정리(?:했|다|해|하고|를)|나눠[주줬]|맡[길기아]|부탁합|곧없|마지막밤|마지막날|장례(?:는|를)?(?:미리|조용|치러|부탁)|곧세상|이번주(?:안|까지만)|넘겨줄|남기고(?:가|갈)|가기로(?<!나가기로)(?<!오가기로)(?<!사가기로)(?:했|하)|뒷일|내가없으면|먼저갈게|남은(?:가족|돈)|전해주|오늘가면(?![되돼])|고맙다는말|유품|비밀번호(?:를)?적|다버렸|다지웠|내장례|제장례|영정|내몫|잘들있|행복해(?:라|야|요)|잘살아(?:라|야)|부디|고마웠|사랑했|미안했|용서",
    "with_family": "같이(?:죽|가려|갈|떠나|끝|가는)|함께(?:죽|가려|떠나|끝)|다같이|데리고(?:가|갈|죽|먼저)|데려[가갈]|따라[가갈죽]|두고갈|둘다|세식구|우리식구|나도(?:따라|같이|갈|가)|둘이서|조용히가|먼저보내고나도|아내를먼저|애들(?:도)?데리고",
    "old_idiom": "얼른가|빨리가야|어서가|빨리죽|안죽[네고어]|안데려|오래살[아면]|죽지도못|저승|하늘나라|영감(?:따라|곁|한테)",
    "method_ask": "안아프게|편하게(?:가|죽|갈)|고통없이|보험금|몇알|얼마나먹(?:으면|어야)|치사|방법(?:이|좀|있|알려|없)|덜아프|안아픈|고통없는|확실한방법|한번에|쉽게가|빨리가는",
    "attempt": "시도(?:했|를|한)|실패했|살아났|그었|그어버|삼켰|먹어버|먹었(?:어|는데|습|다)|마셨|마셔버|털어넣|자해했|자해를|깨어났|위세척|또살았|죽다살|못죽|약먹었(?:어|는|대)|먹고(?:누|잤|쓰)|자국|흉터|그은|긋는|긋고",
    "sure_suicide": "죽고싶(?!지|은건아니|지만떡)|(?<![혼여남각])자살(?:하고|할|하려|생각|시도|하겠|충동|하러)|목(?:을)?[매맬](?:달|려|고|았|어|단)|번개탄|농약(?:을)?[먹마]|유서(?:를|도)?[쓰썼써]|뛰어내리[고려겠]|뛰어내릴|손목(?:을)?[긋그]|죽으려고|죽으러|죽을래요|죽을거[예에]|목숨을?끊|생을?마감|죽여버리고나도",
    "sure_violence": "때려요|때리고있|때립니다|때렸어요|패고있|칼(?:을)?들|성폭행|강간|맞고있|맞고살|살려주세요|살려줘|죽이겠다|죽인다고|죽여버|목을?졸|감금|몸을만|강제추행",
    "sure_medical": "의식(?:이|을)?(?:없|잃)|숨(?:을|이)?(?:안쉬|못쉬|안쉬어|멎|멈)|불이야|불났어|불이났|가스(?:가)?(?:새|냄새)|하혈|경련|발작|심정지|거품(?:을)?물|피(?:가|를)?(?:철철|안멈|토)|쓰러[져졌지]",
    "sure_hunger": f"{_DAYS}(?:째|동안|을|를)?.{{0,6}}(?:굶|못먹|물만)|분유(?:가|도|값이|살돈이)?(?:다)?(?:떨어|없)|쫓겨(?:나|났)|길에나앉|노숙(?:하|중|한)|잘(?:데|곳)(?:가|이|도)?없|먹을(?:게|것|거)(?:이|가|도)?(?:하나도|전혀|아무것도)?없",
    "sure_neighbour": f"(?:{_NEIGHBOUR}|어르신|할머니|할아버지|아저씨|독거|혼자사는).{{0,24}}(?:안보[이여]|못봤|못본|기척|안나오|연락이?(?:안|두절|끊)|우편물|썩는|악취|비명|파리|문을?안)",
    # violence
    "hit": "때[려리렸린릴]|맞[았아고는](?!요|나|죠|지요|습|춤|벌|나요|는지|는데요)|처맞|두들겨|두드려패|패요|패고|팬다|패서|폭행|폭력|구타|밀쳐|밀쳤|밀치|던지|던져|던졌|걷어찼|발로차|뺨|머리채|할퀴|꼬집|흔들었|흔들어|멱살|싸대기|머리끄[댕덩]|패대기|주먹|몽둥이|허리띠|담배빵|회초리|발길질|걷어차|집어던|난동|행패|손찌검|짓밟|찔러|할퀸|물어뜯",
    "abuse": "학대|방임|방치|괴롭|가혹|착취|갈취|따돌|왕따|일진|가스라이팅",
    "weapon": "칼(?:을|로|들)|흉기|망치|죽여|죽인다|죽이겠|죽일|불지[르른]|목(?:을)?조[르른]|목(?:을)?졸|협박|위협|부수|부순|부쉈|찌르|찌른|불을?지|해코지|가만안|죽는다|보복|신상|뿌린다|뿌리겠",
    "locked": "감금|가[둬뒀두]|갇|못나가게|못나가(?<!일을못나가)(?<!일도못나가)(?<!일못나가)|못하게|문을?(?:잠|걸)|묶[어여]|통제|검사하|감시|연락(?:도)?못|전화(?:도)?못|문을?(?:밖에서)?잠[그가]|열쇠를뺏|외출(?:을|도)?(?:못|금지)|가족(?:이랑|도|과)?(?:연락|못만)|폰(?:을)?(?:뺏|검사|부)|휴대폰(?:을)?(?:뺏|검사|부)",
    "taken": "뺏(?<!시간뺏)(?<!시간을뺏)(?<!시간만뺏)|빼앗|빼돌|가져가(?!야)|가져갔|가로채|못쓰게|안줘요|안주고|안줍니다|도장|여권|신분증|월급(?:을)?다|연금(?:을)?(?:다|뺏|가)|통장(?:을|이랑|도)?(?:뺏|가져|관리)|카드를?(?:가져|뺏|쓰)|연금(?:타는)?카드|다쓰고|명의로|빼[가갔]|제돈|내돈(?:을)?(?:다|가)|생활비(?:를|도)?(?:안|한푼|전혀)|돈을?(?:안줘|뺏|다가져|갈취|요구)|수급비(?:를|도)?(?:다|뺏|가져|관리)|대출(?:을)?(?:받게|내 이름|시)|명의",
    "sexual": "성폭|성추|성희롱|강간|만[졌져지]|더듬|강제로|몸사진|몸(?:을)?(?:만|찍)|옷(?:을)?벗|이상한짓|추행|당했|덮쳐|덮쳤|퍼뜨|유포|몰카|원치않|억지로|엉덩이|성관계|몸에손|사진(?:을)?찍|영상(?:을)?(?:찍|올|뿌)|음란|더러운|입맞|안으려|껴안|치근|조건만남|몹쓸짓",
    "stalk": "스토[킹커]|따라[와오다]|쫓아[와오다]|찾아[와왔오옴]|집앞에|위치추적|접근금지|헤어진|전남[친편]|미행|지켜보|퇴근길|출근길|엘리베이터까지|기다리고있|쫓아다|따라다|연락(?:을)?계속|차단해도",
    "hiding": "숨어|숨었|숨죽|도망|도와주세요|살려|무서|무섭|겁[나이]|말(?:을)?(?:크게)?못|몰래|옆에있어|들킬|소리내면|쉿",
    "injury": "멍[이들자]|피멍|상처|부러|찢어|담뱃불|자국|부었|갈비|이빨이",
    "confess": "손이올라|손찌검|때렸어|때려버|던져버|눌러버|죽이고싶|밀쳐서|제가무서|내가무서|나도모르게|화를못참|참을수(?:가)?없|소리를질|욱해|미워죽|확그냥",
    "offender": "남편|신랑|아빠|아버지|남친|남자친구|전남|사장|새아빠|시어머니|시댁|아들놈|며느리|형부|사위|원장|요양보호사|선생님|일진|애인|동거|와이프|오빠|삼촌",
    # medical, fire
    "unconscious": "의식(?:이|을|도)?(?:없|잃|불)|쓰러[졌져지진]|기절|실신|정신을?(?:잃|못차)|정신(?:이)?(?:없|가물|혼미)|깨[워우]도|불러도|대답(?<!전화했는데대답)(?<!전화해도대답)(?<!문자보냈는데대답)(?<!문자해도대답)(?<!물어봐도대답)(?<!카톡해도대답)(?<!연락했는데대답)(?<!연락해도대답)(?<!문의했는데대답)(?<!보냈는데대답)(?:이|을|도)?(?:없|안|못)|안깨|반응이?없|축(?:늘어|처[져지진])|눈을?안[떠뜨]|눈(?:이)?돌아|픽|늘어져|안일어나|깔(?<!안깔)[렸려린]|파묻|무너[져졌]|감전|매몰|숨을?안|맥박|움직이[지질]|미동|깨어나[지질]|흔들어도|눈동자|혼수",
    "fallen": "(?:넘어|주저앉|미끄러(?<!면접에서미끄러)(?<!시험에서미끄러)|자빠|엎어|쓰러)[가-힣]{0,6}(?:못|꼼짝)(?:을)?(?:일어|움직|걸|걷|하|디)|(?:넘어|자빠)(?:지|져)[가-힣]{0,8}(?:안일어|대답|말을못)",
    "breath": "숨(?:을|이|도)?(?:안|못|차|막|가[빠쁘]|넘어|이?꼴)|숨쉬기|숨소리|호흡|질식|얼굴이?(?:파[래랗]|새파)|목에걸|헐떡|입술이",
    "chest": "가[슴심](?:이|을|가)?(?:너무)?(?:아[프파픈]|조[여이]|답답|쥐어|뻐근|벌렁|두근|통증|눌)|명치|왼팔|식은땀|심장(?:이|마비|약)?|흉통",
    "stroke": "마비|입이(?:한쪽|돌아|삐)|어눌|혀가|말(?:을|이)?(?:못|안|어)|한쪽(?:팔|다리|손|얼|몸|눈)|반쪽|비틀|머리가깨|경련|발작|거품|떨어요온몸|온몸을?떨|경기를|눈이뒤",
    "bleed": "피(?:가|를)?(?:안멈|많이|철철|나|토|계속|흐|멈|엄청|뚝뚝)|출혈|하혈|혈변|각혈|코피|베[였인]|찔[렸린]|양수|진통이|뼈가|굴러|(?:계단|사다리|층|난간|침대|지붕|베란다|나무|높은데|옥상|위|아래로).{0,4}떨어[졌지]|추락|화상|데였|차에치|교통사고|피를흘|머리를부딪|메스꺼",
    "fire": "불(?:이)?(?:났|나|붙|번)|불난|화재|연기(?:가)?|타는냄새|탄내|가스(?:가)?(?:냄새|새|누출|샌|중독)|일산화|연탄가스|폭발|스파크|불꽃|누전|감전|불이야",
    "heat_cold": "저체온|동상|얼어(?:죽|붙|요)|몸이(?:굳|얼|떨|안움)|덜덜|열사병|더위먹|탈진|탈수|열이(?:펄|3[89]|4[0-9]|안내|너무)|3[89]도|40도|까맣게",
    "treatment": "투석|인슐린|산소(?:호흡|발생|통|기)|호흡기|혈당|저혈당|항암|심장약|혈압약|흡입기|간질약|약이?떨어|약을?못",
    "poison": "삼켰|삼킨|삼켜|잘못먹|실수로(?:먹|두|마|약)|헷갈려|세제|락스|표백|건전지|자석|독버섯|복어|부동액|중독|섞었|섞어",
    "now": "지금|방금|빨리|당장|갑자기|급해|급합|살려|어떡|어쩌|119|구급|응급",
    # hunger, livelihood
    "starve": "굶|못먹[고었은어이는]|안먹[고었]|물만|라면(?:하나|한개|으로|만)|한끼(?:도|만)|하루한끼|쫄쫄|배(?:가)?고파|배(?:가)?고프|허기|먹지못|쌀뜨물|굶주|허기|끼니를?(?:거|못|걸)|밥을?(?:못|굶|거)|아무것도못|한술도|뱃가죽",
    "no_food": "(?:먹을게|먹을것|먹을거|먹일게|먹일것|먹일|쌀|밥|분유|음식|반찬|기저귀|이유식|우유|젖)(?:이|도|가|을|값도|값이)?(?:하나도|한톨도|전혀|다|아예|거의|안)?(?:없|떨어|나오|바닥)|쌀독|빈냉장고|냉장고(?:가|에)?(?:텅|비|아무)|냉장고(?:가)?(?:텅|비)|텅[비빈]",
    "no_money": "돈(?:이|도|한푼)?(?:하나도|한푼도|전혀|아예|다|0원|만원도|천원도)?(?:없|떨어|안들|0)|한푼도|0원(?<![0-9]0원)|빈털터리|땡전|수중에|무일푼|통장(?:이)?압류|생활비(?:가)?(?:없|떨|못|바닥)",
    "cut_off": "(?<!에서)(?:전기|가스|물|수도|난방|보일러|기름|연탄)(?:가|이|도|를|까지|랑)?(?:다|갑자기|어제|오늘|또|완전히)?(?:끊[겼긴어기켜]|나가|안나|안들|떨어|고장|멈|멎|중단)|단전|단가스|단수|냉방에|냉골|촛불|암흑|깜깜",
    "eviction": "쫓겨|쫓아낸|내쫓|강제(?:집행|퇴거)|명도|방(?:을)?빼|집(?:을)?비[우워]|나가[래라란야]|나가(?:라고|야)|짐(?:을)?(?:다|밖|내|빼)|열쇠(?:를)?바|길(?:바닥|거리)에나앉|거리에나앉|퇴거",
    "street": "노숙|길(?:에서|바닥)|공원(?:에|화장|벤치)|지하상가|역(?:에서|앞에서)|차에서(?:자|지|살|생활)|찜질방|피시방|pc방|다리밑|잘(?:데|곳|집)|갈(?:데|곳)(?:가|이|도)?(?:없|어디)|있을곳|머물곳|출소|쉼터|밖에서(?:자|잤|밤)|집(?:을)?나[왔와온]|비닐하우스|창고에서?(?:자|잤|지내|살)|계단에서자|건물계단|화장실에서|컨테이너|텐트|피씨방|만화방|24시|벤치|박스|밖에서",
    "infant": "갓난|신생아|젖먹이|아기|애기|백일|돌도|개월|영아|임산|만삭|아이랑|애들이랑|애둘|애셋|애랑",
    "days_without": f"{_DAYS}.{{0,8}}(?:굶|못먹|안먹|물만|라면|못씻|끊|버[텼티]|자고|잤)|(?:굶은|못먹은|끊긴)지",
    # a neighbour's household
    "neighbour": f"{_NEIGHBOUR}|고시원(?:옆|총무|방|사는|아저|할|에서(?:본|사는|지내시))|우리(?:빌라|건물|아파트|동네|통|라인|층)|[저그]집(?!이?없|이?(?:멀|좁|작|낡|추)|을|값)|[0-9]{1,4}호(?:에|분|할|아|사)|총무|관리인|집주인인",
    "alone_old": "혼자(?:사|지내|계)|독거|홀로|할머니|할아버지|어르신|노인|할매|할배|영감님|아저씨|아주머니|총각|청년이",
    "not_seen": "안보[이여인임]|안나[오와옵]|못[봤본뵀뵌]|본지|기척|연락(?:이|두절|도)?(?:안|두절|없|끊)|두절|전화(?:를|도)?(?:안|를안)받|문(?:을|도)?(?:안|두[드들]).{0,6}(?:열|대답|답)|대답(?:이|도)?(?:없|안)|인기척|조용|나오[질지]않|안나와|나오지를|소식이|텔레비전(?:소리|만|이?켜)|tv소리|티비소리|불이(?:계속|며칠|안꺼|꺼지)|문앞(?:에)?(?:그대로|쌓)|통안|며칠째(?:안|불|문|조)|안보인지|안보이시|얼굴을?(?:못|안)|두문불출|문을두드|초인종|벨을?눌러|택배가",
    "piled": "우편물|전단|고지서|독촉장|신문(?:이)?쌓|쌓[여였이인]|문틈|꽂혀|쓰레기(?:를|가|집)|잔뜩|배달음식|술병|택배(?:가)?(?:그대로|쌓)",
    "smell": "냄새|악취|파리|벌레|구더기|썩|고약|역한",
    "child_alone": "(?:아이|애|꼬마|아기|애들|남매|학생|초등|갓난애).{0,12}(?:혼자|맨발|반팔|밤늦|울[어고음]|얻어먹|씻지|방치|굶|때리|비명|애들만)|애들만|아이들만",
    "noise": "비명|살려달라|고함|우는소리|울음|울부짖|소리(?:가|를|지|치|질러)|깨지|부수는|쿵쿵|잘못했어요|빌[고어며]",
    "worn": "말랐|야위|뼈만|수척|비쩍|기운없|못움직|거동|헤매|길을잃|맨발|반팔|얇은옷|누워만|술만|안드[시세]|끼니|폐지|어려워보|힘들어보|우울해보",
    "report": "신고|제보|걱정(?:돼|되|이|스|입)|확인(?:해|좀|부탁)|들여다|한번가|가봐|도와(?:줄|줘야)|어디(?:다|에)?(?:말|알려|연락)",
    "third": "친구|아들|딸|엄마|어머니|아버지|아빠|동생|언니|누나|형이|남편이|아내|조카|손자|손녀|이모|삼촌|고모|직장동료|제자|반아이|지인|아는(?:분|사람|동생|언니|형)",
    # what calms
    "calm_idiom": "(?:배고파|추[워버]|더[워버]|웃겨|우스워|좋아|피곤해|졸려|힘들어|힘드러|아파|심심해|궁금해|바빠|귀찮아|답답해|보고싶어|귀여워|예뻐|이뻐|무서워|열받아|짜증나|속터져|부러워|미워|급해|지루해|창피해|쪽팔려|더러워|매워|맛있어|시끄러워|어려워|복잡해|가려워|간지러워|억울해|속상해|어이없어|번거로워|헷갈려|환장|미치고|떨려|긴장돼|신나|걱정돼|서러워|아까워)서?(?:죽|듁|주[거글]|뒤[지질])|죽을?맛|죽어라(?:고|하|일|공부|뛰)|죽이는|죽여주|죽인다(?:ㅋ|맛|경치)|죽쒀|죽(?:을|이나|도)?(?:끓|먹|쑤|한그릇|배달|집|값|쒀)|호박죽|팥죽|전복죽|흰죽|잣죽|기죽|풀죽|반죽|대나무|죽도록|죽은듯|눈에불|발등에불|불티|불금|불꽃(?:놀이|축제)|호떡집|불효|죽는줄|죽을뻔|둘이먹다|죽어도(?:모|못)|죽었(?:다|어|네|음)(?:ㅋ|ㅎ|아|엄마|오늘|이제|나)|[니너]죽을래|망했[다네어]|죽고못|죽기살기|죽기전에|죽마고우|죽치고|죽자살자|사람잡|숨막히(?:는|게)(?:더|더위|경치|풍경|일정)|피같은|피말|배꼽|눈빠지|목빠지|뼈빠지|허리(?:가)?휘|등골|똥줄|속이타|불나게|열불|혈압오|심장(?:이)?(?:떨|쫄깃|터)|기절하|까무러|돌아버리|미치겠|환장",
    "calm_past": "예전|옛날|작년|재작년|몇년전|(?<!소)년전|달전|개월전|어릴[때적]|젊[을었]|그때는|그땐|지난(?:해|달|번)|지금은(?:괜|좋|잘|많|다|수|아|살)|이[제젠](?:괜|좋|살|안)|괜찮아졌|좋아졌|나았|나아졌|극복|해결됐|해결되|다행|덕분|회복|퇴원|그때|그시절|시절|올봄|올해초|오래전|한동안|이제는|지나고|뒤로|십년|[0-9]{1,2}년(?:전|째|됐|만)|그이후|그후|이후로",
    "calm_bereaved": "저세상(?:으로)?(?:갔|가셨|가신|보냈|보내)|(?:남편|신랑|아내|와이프|집사람|아버지|어머니|엄마|아빠|부모님?|할머니|할아버지|시어머니|시아버지|장인|장모|아들|딸|형|누나|오빠|언니|동생)(?:이|가|은|는|도)?(?:갑자기|작년에?|올해|지난달에?|며칠전에?|얼마전에?|어제)?죽(?:었(?!으면|는지|을|나|냐)|어서|고나)|돌아가[셨신시]|사별|유족|장례|기일|제사|49재|사망(?:신고|진단|했|하신|하셨|보험|자)|떠나보|보냈|보내고|먼저(?:보|간|가신|떠)|떠난지|죽은지|죽고(?:나서|혼자|난)|세상을(?:떠났|떠난|뜬|뜨신|떠나신)|잃[고었은]|고인|화장(?:장|비|터)|납골|상속|남기고|유가족|가신(?:지|뒤|후)|가시고|떠나고|혼자된|먼저가신|안락사|곁을떠|초상|상을치|부고|조의|영정|위패|추모",
    "calm_pet": "무지개다리|강아지|고양이|반려|우리개|멍멍|댕댕|냥이|냥냥|햄스터|앵무|금붕어|물고기|토끼|거북|동물|유기견|개가|개를|닭|화분|식물|병아리",
    "calm_fiction": "드라마|영화|소설|게임|노래|가사(?:가|를|에|말)|뉴스|웹툰|유튜브|유튜버|연극|방송|티비|tv|다큐|만화|주인공|배우|축구|야구|농구|자살골|예능|연예인|소식|기사|넷플|롤(?:에서|하)|보스|캐릭|팀이|시합|경기|책(?:을|이|에|제목)|제목|사건|작가|시리즈|공연|뮤지컬|대사|장면|명언|속담|퀴즈|만화책",
    "calm_learning": "교육|강의|예방|캠페인|수업|강사|봉사|포스터|생명지킴이|게이트키퍼|세미나|과제|보고서|논문|발표|통계|자료|책자|특강|홍보|수료|연수|워크숍|훈련|리플릿|안내문|공모|동화|의무",
    "calm_office": "뭐라고말|어디로가[면서야]|가면되[요나]|누구(?:를)?찾|신청|지원[되금받해이하사]|되나요|되나여|됩니까|가능|서류|대상|자격|얼마|조건|문의|혜택|할인|감면|바우처|접수|기간|제도|등록|발급|센터|상담|방문|검사|검진|예약|급여|수당|보험|카드|요금|신고서|증명|절차|알려|있(?:을까요|나요|습니까|는지)|받을수|주나요|해주나요|알고싶|궁금|배우|도서관|보조|신고(?:하면|방법|포상)|인가요|인지요|무료|비용|모집",
    "calm_laugh": "ㅋㅋ|ㅎㅎ|lol|하하|호호|헤헤",
    "calm_not": "죽고싶은?(?:건|것|거|생각은|마음은|정도는)[은는]?(?:아니|없)|죽을(?:정도|병)?[은는]?아니|생각은?없|아닌데|아니에요|아니예요|아니고|아니라|없어졌어요|없어요이제|농담|장난|오해",
    "calm_medicine": "감기약|영양제|비타민|소화제|파스|연고|한약|주사|접종|백신|약국|처방|약값|복용|하루(?:세|두|한)번|식후",
    "calm_treated": "입원|수술(?:비|을?받|했|하고)|병원비|치료비|의료비|간병|중환자실|재활병원|요양병원|퇴원|산재|합의금",
    "calm_complaint": "질문|묻는말|엉뚱한(?:말|답|소리)|불친절|담당자|전화(?:를)?(?:왜)?안받|민원|답장|답변|챗봇|기다리|느려|느리|처리|짜증|열받|화나|화가|속터|욕나|못해먹|때려[치쳐]|소음|시끄|층간|주차|에어컨|실외기|노래|흡연|담배|쿵쿵뛰|스트레스",
    "calm_utility": "검침|요금이|고지서(?:가)?(?:안|어디|재)|공사|점검|정전|안내|언제(?:끝|들어|나|까지|와)|자동이체|절수|교체|수리(?:비|기|신|센)|명의|이전",
}  # fmt: skip

#: Danger said in a language that the examples hold too few of; over the text in small letters, with its spaces.
FOREIGN: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("suicide", r"\bsuicid|\bkill(?:ing)? (?:myself|herself|himself|themsel)|\bend (?:my|it all|her|his) ?(?:life)?\b|\bwant(?:s|ed)? to die\b|\b(?:do ?n'?o?t|not|never) want to (?:live|be alive|wake)|\bbetter off (?:dead|without me)|\bcut (?:my|her|his) wrist|\btook (?:all|too many)[a-z ]*pills|\bhang myself|\bno reason to live|\bwish i (?:was|were) (?:dead|never born)|miss me (?:if|when) i|(?:want|wants|going|threatens?) to jump|(?:will|'ll) jump (?:off|from)|\b(?:on the|from the) (?:roof|bridge|rooftop)\b.{0,200}\b(?:jump|alone|die)|\b(?:can ?n'?o?t|cannot) go on\b|\btired of living|\bgive up on life|\bgoodbye forever|\blast message|\bself[- ]?harm|\bcutting myself|\bdisappear forever|\b(?:die|died|dead) (?:together|with my)|\bnot want to live|\bwould be better (?:off )?without me|\bwants? to die\b|\bsays? (?:he|she) (?:will|wants to) (?:die|kill (?:him|her)self)|\bmy life is (?:over|meaningless)"),
        ("violence_abuse", r"\b(?:hit|hits|hitting|beat|beats|beating|punch\w*|kick(?:s|ed|ing)|slap\w*|chok\w*|strangl\w*|rap(?:e|ed|ing)|molest\w*|abus(?:e|es|ed|ing)|hurt(?:s|ing)?) (?:me|my|her|him|us|the (?:child|kid|baby))\b|\b(?:touch(?:es|ed)|force[sd]?) (?:me\b|himself)|\block(?:ed|s|ing)? (?:me|her|him|us|them)\b|\blocked (?:in|up)\b(?=.{0,60}\b(?:by|boss|employer|husband|owner|room|passport)\b)|\b(?:boss|employer|owner|husband|broker)\b[a-z ,']{0,40}\b(?:takes?|took|taken|keeps?|kept|hold(?:s|ing)?|hid) (?:away )?(?:my |her |his |our |their )?(?:passport|phone)|\b(?:took|keeps?|kept|hid) (?:her|his|their|our) (?:passport|phone)\b|\bcan(?:['’]?t| ?not) (?:go|get|come) out\b.{0,30}\b(?:no food|locked|passport)|\b(?:kill|hurt) me\b|\bhas a knife|\b(?:took|takes|keeps?|hid) my (?:passport|phone|money|card)|\bwas raped|\bthreaten\w*|\bi am hiding|\bstalk\w*|\b(?:scared|afraid) of (?:my|him|her)|\b(?:my|her|his|their) (?:husband|boyfriend|father|boss|wife|ex|employer|owner)\b[a-z ]{0,20}\b(?:hit|beat|hurt|kick|punch|slap|choke|threat|push|rape|touch|lock|drunk)|\bforced? (?:me|to have sex|himself)|\bpush(?:es|ed) me|\bwon'?t let me (?:leave|out|go)|\bcan ?n'?o?t leave the house|\bdomestic violence|\bsexual(?:ly)? (?:abuse|assault|harass)|\bbruise|\bfollow(?:s|ing) me|\bhits (?:me|us|my)"),
        ("medical_fire", r"\b(?:pregnan\w*|baby in my|weeks along)\b.{0,80}\b(?:hurts?|pains?|aching|aches?|cramps?|spotting)\b|\b(?:hurts?|pains?|cramps?|spotting)\b.{0,80}\bpregnan|\b(?:belly|stomach|tummy|abdom\w+|womb|side|head|back)\b[^.?!]{0,20}\b(?:hurts?|pains?|aches?|hurting)\b[^.?!]{0,16}\b(?:a lot|so much|very|bad(?:ly)?|terribl\w*|really|too much|severe\w*|strong)\b|\b(?:severe|terrible|strong|bad|sharp|unbearable|so much|a lot of|very) (?:belly |stomach |abdominal |head )?(?:pain|cramps|stomach ?ache|headache)\b|\bi(?:'m| am| have| got)?(?: in)?(?: a)? (?:high |very high |bad )?fever\b|\b(?:baby|child|son|daughter|kid)\b[^.?!]{0,30}\bfever\b|\b(?:not|isn'?t|can'?t|cannot|can not|stopped|hard to|trouble) breath|\bseizure|\bconvuls|\bshaking (?:now|badly|and)|\beyes? (?:up|roll|back)|\b(?:baby|infant|newborn|month old|months old)\b[^.?!]{0,40}\b(?:fever|not eat|won'?t eat|sleepy|limp|vomit|shak)|\bfever\b[^.?!]{0,30}\b(?:39|40|41|10[2-6])\b|\b(?:39|40|41)[^.?!]{0,12}\bfever|\bunconscious|\bnot (?:waking|wake)|\bwon'?t wake|\b(?:is|on|a|house) (?:on )?fire\b|\bsmell(?:s|ing)? (?:of )?(?:gas|smoke)|\bsmoke (?:is|in|com)|\bchest (?:pain|hurts|is tight)|\b(?:baby|child|son|daughter|kid|toddler)\b.{0,80}\b(?:limp|listless|unresponsive|not responding|convuls|(?:39|40|41)(?:\.\d)? ?(?:degree|c\b))|\bslurr(?:ed|ing)\b|\bface (?:is )?droop|\bseizure|\bheart attack|\bstroke\b|\bbleed\w*|\bcollapsed|\bfainted|\boverdos|\bswallow|\bambulance|\bburn(?:ed|ing|t) (?:my|his|her|badly)|\bpass(?:ed)? out|\bfell (?:down|from)[a-z ]*(?:not|can)|\bhigh fever|\bcarbon monoxide|\bpoison|\bheart (?:hurts|stopped)|\bchest\b.{0,200}\b(?:pain|hurt|tight)|\bcan ?n'?o?t (?:move|speak|breathe)|\bfire\b.{0,200}(?:house|kitchen|building|room|apartment|help)|\bsmoke\b"),
        ("hunger_livelihood", r"\b(?:not|n'?t|nothing|no food|hav\w+)[a-z ]{0,12}(?:eaten|to eat|eat)\b[a-z ]*(?:day|anything|since|left|for|$)|\bno (?:food|milk|formula|rice|place to (?:sleep|stay|go)|money for (?:food|milk))|\bnowhere to (?:sleep|go|stay)|\bstarv|\bhungry\b.{0,200}(?:days?|child|kid|baby|no money|nothing)|(?:days?|child|kid|baby|kids|children|we are|i am)\b.{0,200}\bhungry\b|\bnothing to eat|\bno (?:electricity|heat|heating|water|power)\b|\b(?:sleeping|slept|living) (?:in|on|at)[a-z ]*(?:street|car|park|station|outside)|\bonly (?:drink|drinking|water)|\bhave nowhere|\bevict|\bkick(?:ed|ing) (?:us|me) out|\b(?:throw(?:n|ing|s)?|threw) (?:us|me|my family) out|\bhomeless|\bsleep(?:ing)? (?:outside|in (?:the|a|my) (?:street|car|park|station))|\b(?:electricity|power|gas|heating) (?:was|is|got|has been)? ?(?:cut|off)"),
        ("neighbor_report", r"\bneighbou?r.{0,200}?(?:not seen|haven'?t seen|scream|cry|smell|alone|hit|beat|hungry|days|week|worried)|\b(?:not seen|haven'?t seen|scream(?:s|ing)?|cry|cries|crying|smells?)\b.{0,200}?\b(?:neighbou?r|next door|upstairs|downstairs)"),
    ),
    "zh": (
        ("suicide", r"自杀|自殺|想死|不想活|活不下去|活着没意思|活着没有?意[义思]|不想醒|楼顶|天台|吃了(?:很多|好多|一整?瓶|所有的?)药|药.{0,4}(?:都|全部?)(?:给)?(?:我)?吃(?:了|完|掉)|安眠药|没有我.{0,6}更好|想跳|跳下去|跳河|跳桥|解脱|永别|遗书|自残|不想再活|活够|太累了想走|想结束|结束(?:一切|我|自己)|结束(?:我的|自己的)?生命|割腕|跳楼|寻死|輕生|轻生|去死"),
        ("violence_abuse", r"打[我她他](?!的?(?:电话|手机|卡|账|帐|银行))|打人|被打|护照.{0,4}(?:拿走|抢走|扣|收走)|家暴|虐待|强奸|強姦|性侵|摸我|威胁|威脅|拿刀|关起来|關起來|锁在|抢走|拿走.{0,3}(?:护照|手机|存折)|扣.{0,2}护照|跟踪|殴打|拿着刀|有刀|用刀|躲在|掐我|掐脖|踢我|骂我|不让我(?:出门|出去|走)|不给我(?:钱|饭)|强迫|骚扰|非礼|性骚扰|逼我|扇我|打得|挨打|天天打|总是打|又打|打孩子|打老婆|欺负"),
        ("medical_fire", r"怀孕.{0,20}(?:疼|痛|流血|出血)|(?:肚子|腹部|小腹|胃|头|胸口?|腰)(?:现在|今天|今晚|一直|突然)*(?:很|好|特别|非常|太|越来越|剧烈|疼得|痛得).{0,2}(?:疼|痛|厉害|受不了)|(?:肚子|腹部|小腹)(?:疼|痛)|剧痛|(?:我|孩子|宝宝|儿子|女儿)(?:在|现在|一直)?(?:发高?烧|发烧)|没有?意识|抽搐|惊厥|(?:宝宝|孩子|婴儿).{0,8}(?:39|40|41)度|高烧不退|昏倒|晕倒|昏迷|叫不醒|不能呼吸|呼吸困难|呼吸不|喘不过|没气|快不行|吐血|大出血|中毒|烧伤|煤气(?:味|泄|漏)|闻到|喘不|没有?呼吸|着火|起火|火灾|失火|冒烟|胸口|胸痛|抽搐|流血|出血|见红|破水|发?高烧|发烧.{0,4}(?:39|4[0-9])|中风|误食|吞了|心脏"),
        ("hunger_livelihood", r"没(?:有)?吃(?:饭|东西|的)|没饭吃|挨饿|饿(?!死我)|没(?:有)?钱买(?:奶粉|米|饭|吃)|没(?:有)?米|没(?:有)?东西吃|只喝水|没(?:有)?(?:奶粉|地方住|地方睡|地方去)|没钱.{0,4}(?:吃|奶粉|饭)|赶出|睡在?(?:街|车|公园|外面|路)|无家可归|断电|停电|断水|断气"),
        ("neighbor_report", r"(?:邻居|鄰居|隔壁|楼上|楼下|对门|旁边).{0,200}(?:好几天|几天|很久|惨叫|没出|没看|不见|没见|臭|味|哭|叫|打|一个人|饿|担心)"),
    ),
    "vi": (
        ("suicide", r"tự tử|tự sát|muốn chết|không muốn sống|chán sống|kết thúc cuộc (?:đời|sống)|cắt cổ tay|nhảy (?:lầu|xuống|cầu|sông)|không có tôi|không muốn (?:tỉnh|thức) dậy|muốn biến mất|trên (?:sân thượng|mái nhà)|chết đi|chết cho xong|chết quách|tự làm đau|tự hại|thư tuyệt mệnh|vĩnh biệt|hết muốn sống|tu tu\b|muon chet|khong muon song|uống hết thuốc"),
        ("violence_abuse", r"đánh (?:tôi|em|con|đập|vợ|mẹ|cháu|cô|chị|nó|bạn)|(?:chồng|chủ|sếp|bố)[^.,!?]{0,12} đánh(?! (?:giá|răng|máy|dấu|mất))|(?:bị|hay|lại|đang) đánh(?! (?:giá|răng|máy|dấu|mất))|đánh đập|đánh nhau|tát|bóp cổ|đá tôi|ép (?:tôi|em|buộc)|không cho (?:tôi|em) (?:ra|đi|về)|quấy rối|xâm hại|lạm dụng|trốn trong|sợ chồng|chồng (?:tôi |em )?(?:uống|say|đánh)|bạo (?:hành|lực)|hiếp|cưỡng|sàm sỡ|sờ (?:tôi|em|mó)|dọa|đe dọa|cầm dao|có dao|nhốt|giữ hộ chiếu|lấy (?:hộ chiếu|điện thoại|tiền)|chong danh|danh toi|theo dõi tôi|hanh hạ|hành hạ"),
        ("medical_fire", r"(?:có thai|mang thai|mang bầu|có bầu|co thai|co bau|mang thai)[^.?!]{0,60}(?:đau|dau|ra máu|ra mau)|(?:đau bụng|bụng[^.?!]{0,14}đau|dau bung|bung[^.?!]{0,14}dau)|(?:đau|dau)[^.?!]{0,12}(?:dữ dội|du doi|quá|nhiều lắm|rất nhiều|không chịu)|(?:tôi|em|con|bé|cháu)[^.?!]{0,10} (?:bị )?sốt\b|sot cao|bất tỉnh|co giật|sốt (?:3[89]|4[01])|(?:3[89]|4[01])(?:[.,]\d)? ?độ|ngất|không tỉnh|gọi không (?:dậy|tỉnh)|ngộ độc|bỏng|sốt cao|nôn ra máu|ra (?:nhiều )?máu|vỡ ối|không cử động|không thở|khó thở|ngừng thở|cháy|hỏa hoạn|khói|ngửi thấy (?:mùi )?(?:ga|gas)|mùi (?:ga|gas)|rò rỉ|đau ngực|tức ngực|co giật|chảy máu|đột quỵ|nuốt phải|khong tho duoc|cấp cứu"),
        ("hunger_livelihood", r"chưa (?:được )?ăn|không (?:có gì|có cơm|còn gì)[^.]{0,6}ăn|nhịn đói|bị đói|không có tiền (?:mua|ăn)|hết (?:gạo|tiền ăn|thức ăn)|không có gì (?:để )?ăn|chỉ uống nước|mất điện|bị cắt|đói|hết sữa|không có (?:sữa|chỗ (?:ngủ|ở)|nơi)|không còn sữa|đuổi (?:ra|tôi|chúng|khỏi)|ngủ (?:ngoài|ở ngoài|trong xe|ở ga)|vô gia cư|cắt (?:điện|nước|ga)"),
        ("neighbor_report", r"(?:hàng xóm|nhà bên|cạnh nhà|tầng trên|tầng dưới).{0,200}(?:không thấy|khóc|la |hét|mùi|đánh|một mình|đói|không ra)|(?:phòng|nhà) bên cạnh.{0,200}(?:mùi|không ai|không thấy|khóc|hét)"),
    ),
}  # fmt: skip

#: Which signs speak for which kind; "calm_" signs weigh differently against each.
GROUPS: dict[str, tuple[str, ...]] = {
    "suicide": ("die_wish", "kill_self", "means", "live_not", "end", "sure_suicide", "method_ask", "old_idiom"),
    "violence_abuse": ("hit", "abuse", "weapon", "locked", "taken", "sexual", "stalk", "confess", "sure_violence"),
    "medical_fire": ("unconscious", "breath", "chest", "stroke", "bleed", "fire", "heat_cold", "treatment", "sure_medical"),
    "hunger_livelihood": ("starve", "no_food", "no_money", "cut_off", "eviction", "street", "days_without", "sure_hunger"),
    "neighbor_report": ("neighbour", "not_seen", "piled", "smell", "child_alone", "noise", "worn", "sure_neighbour"),
}  # fmt: skip

_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in SIGNS.items())
_FOREIGN = {lang: [(k, re.compile(p)) for k, p in rules] for lang, rules in FOREIGN.items()}


def signs(squashed: str, among: Collection[str] = SIGNS) -> tuple[str, ...]:
    """Return the names of the signs in a squashed text; a part of a text has none but the text's own, `among`."""
    return tuple(name for name, pattern in _COMPILED if name in among and pattern.search(squashed))


#: A joke, an expression, a pet, the past or a lesson: no alarm in that language.
_FOREIGN_CALM = {
    "en": r"\blol\b|haha|dying to|starving.*(?:lunch|restaurant|pizza|good place)|killing time|to die for|\b(?:movie|drama|film|book|game|song|novel)\b|\b(?:my|our) (?:cat|dog|hamster|pet)\b|\b(?:years? ago|last year|passed away)\b|\b(?:class|training|education|prevention (?:class|program)|volunteer)\b|\bbattery|phone died",
    "zh": r"哈哈|电影|電影|电视剧|小说|游戏|歌|猫|狗|宠物|去年|以前|年前|去世|课|培训|教育|死我了|煤气费|减免|笑死|累死|热死|冷死|饿死我|想死你|手机没电",
    "vi": r"haha|hihi|phim|truyện|bài hát|trò chơi|game|con mèo|con chó|chó nhà|mèo nhà|năm ngoái|năm trước|qua đời|mất năm|lớp học|khóa học|đào tạo|cười chết|mệt chết|nóng chết|đói quá.{0,12}(?:quán|nhà hàng|món)|nhớ (?:em|anh) muốn chết|đói chết|đói muốn chết",
}  # fmt: skip
_CALM = {lang: re.compile(pattern) for lang, pattern in _FOREIGN_CALM.items()}


def foreign_kind(normal: str, language: str) -> str | None:
    """Return the kind of danger said in `language` ("en", "zh", "vi"), the gravest first, else None."""
    if language in _CALM and _CALM[language].search(normal):
        return None
    return next((kind for kind, rule in _FOREIGN.get(language, ()) if rule.search(normal)), None)
