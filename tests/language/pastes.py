"""Articles of our own writing, as people paste them: page furniture and all."""

ENGLISH_PORTAL = """Home
News Sport Business Culture
World | Asia | Europe
Fishing talks end without a deal
Ministers could not agree on quotas, but both sides want to go on in the spring
By Helen Marsh and Ivo Brandt, Geneva
Published 4 March 2021
Updated 2 hours ago
Share
Image caption, The delegations met behind closed doors in Geneva
Photo: Ada Lind/Wire Pictures
GENEVA, March 4 — Talks on fishing rights in the North Atlantic ended on Thursday without a deal, officials said.
"We are closer than a year ago. We are not there yet," Norwegian Fisheries Minister Kari Holm told reporters.
Advertisement
What happens next
The ministers will meet again in April. Until then, the old quotas stay in force.
Read more: Why cod matters to coastal towns
The text lists three open questions:
- the quota for cod in the Barents Sea
- access to ports for foreign vessels
- who pays for inspections
Holm thanked the Swiss hosts for what she called their patience.
(Reporting by Helen Marsh; Editing by Ivo Brandt)
Related stories
Cod prices reach ten-year high
Port strike enters second week
Sign up for our morning newsletter and get the news in your inbox
© 2021 Wire Pictures. All rights reserved."""

RUSSIAN_AGENCY = """Главная
Политика
14:32 14.01.2019 (обновлено: 15:10 14.01.2019)
Переговоры о рыболовстве завершились без соглашения
© Агентство / Пётр Орлов
Здание, где шли переговоры
Читать ленту в
ЖЕНЕВА, 14 янв — РИА Новости. Переговоры о рыболовстве завершились без соглашения, сообщил министр С. В. Карпов.
«Мы стали ближе, чем год назад. Но соглашения ещё нет», — сказал Карпов журналистам.
Реклама
Читайте также: Почему треска так важна для севера
Что дальше
Министры встретятся снова в апреле 2019 г. До этого действуют старые квоты.
Стороны не договорились по трём вопросам:
— квота на треску;
— заход в порты;
— оплата инспекций.
Подписывайтесь на наш канал в Telegram
Теги: рыболовство, Женева
Другие новости
Цены на треску выросли за год вдвое"""

JAPANESE_PORTAL = """漁業協議、合意に至らず 双方は春の再開を希望（共同通信） - Yahoo!ニュース
3/4(木) 18:30配信
コメント12件
共同通信
会談後に記者団の取材に応じるホルム漁業相＝４日、ジュネーブ（共同）
【ジュネーブ共同】北大西洋の漁業権をめぐる閣僚協議は４日、合意に至らないまま終了した。ノルウェーのホルム漁業相は「一年前より近づいた。だが、まだ届いていない。」と記者団に述べた。
　双方は４月に再び協議する。それまでは現行の漁獲枠が維持される。【写真】協議の会場 会場の外では漁業者らが抗議した。
争点は三つ
タラの漁獲枠、港への入港、検査の費用負担で意見が分かれた。（山田春子）
【関連記事】
タラの価格、十年ぶり高値
港湾スト、二週目に
えっ！"""

WRAPPED_ENGLISH = """Fishing talks end without a deal

GENEVA (Reuters) - Talks on fishing rights in the North Atlantic ended
on Thursday without a deal, officials from both sides said after a night
of meetings that went on until dawn.

"We are closer than a year ago. We are not there yet," Norwegian
Fisheries Minister Kari Holm told reporters. She thanked the Swiss hosts
for what she called their patience, and left for the airport soon after.

The ministers will meet again in April.
"""

WRAPPED_JAPANESE = """漁業協議、合意に至らず

　北大西洋の漁業権をめぐる閣僚協議は四日、
ジュネーブで合意に至らないまま終了した。ノ
ルウェーのホルム漁業相は記者団に対し、一年
前より近づいたが、まだ届いていないと述べた
という。双方は四月に再び協議する。
"""

RUSSIAN_LIST = """Итоги заседания правительства

- Правительство увеличило квоту на вылов трески в северных морях на десять процентов
- Министерство транспорта начнёт ремонт двух портов в Мурманской области
- Рыбакам компенсируют расходы на топливо за прошлый год
"""
