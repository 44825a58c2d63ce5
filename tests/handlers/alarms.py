"""What residents say first in the tests of the talk behind a card, and when."""

from __future__ import annotations

DAY, NIGHT = "2026-11-23 10:00", "2026-11-23 22:00"
RELEASED = "어제 출소했는데요 갈데가 없습니다 밥도 못먹었어요"
BURNT = "집에 불나서 다탔습니다 지금 찜질방에 애둘이랑 있어요 어떡하죠"
DOOR = "남편이 술먹고 또 문을 부수고있어요"
RUNAWAY = "집나왔는데 잘데가 없어요"
HEADACHE = "정신과요? 혈압약이라니까 머리가 아침부터 깨질거같이 아파요"
FEVER = "애기가 열이 40도인데 축 늘어졌어요"
DESPAIR = "죽고 싶어요"
PUPIL = "고1인데 아빠가 술먹고 때려요"
HUNGRY = "애들 밥도 못먹이고 있어요 쌀도 돈도 다 떨어졌어요"
HIT, BEATEN = "남자친구가 때렸어요", "남편이 때려요"
STROKE = "엄마가 갑자기 말이 어눌하고 한쪽 팔에 힘이 없어요"
STARVED = "이틀째 밥을 못 먹었어요 쌀도 없어요"
