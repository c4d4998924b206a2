"""Articles made by rule, the same for the same seed: tellings of one invented story as a newsroom's readers meet it.

A story has facts, told in one of several wordings each; an account tells some of them, with figures of its own now and
then, and fills up with sentences of its own, put together from subjects, deeds and circumstances over many names and
places. One account in six carries a paragraph of an agency word for word.
"""
# ruff: noqa: SIM905 - lists of words and phrases read better as text

import random
from collections.abc import Iterator

from retold.model import Page

FIRST = (
    "Anna Jonas Leila Pietro Marta Igor Grace Omar Hedda Tomas Yusra Nils Petra Samir Ines Viktor Amara Luca Sofie "
    "Karim Elena Bogdan Maeve Rashid Ulla Denis Farah Joel Katya Emil Noor Stefan Lidia Arne Zainab Marek Olga Henrik"
).split()
LAST = (
    "Velt Marek Osman Conti Dunn Sokolov Lee Haddad Brandt Okafor Lindgren Petrov Amsel Rourke Tanaka Duarte Keller "
    "Novak Farrow Ibsen Castell Mbeki Orlov Strand Whitcombe Yilmaz Zeman Aalto Bremer Cordell Eklund Fontaine Grubb "
    "Holloway Jansen Kovac Lorenz Moreau Nyberg Ostrom Pascoe Quill Rask Sandoval Thorne Ulrich Varga Winslow"
).split()
PLACES = (
    "Lindholm Corran Northbank Halden Kestrel Velmora Astrel Marrow Ostia Brenning Tallow Greave Sundra Pellworth "
    "Dunmere Averley Stenhaven Rook Caldera Umber Wexmoor Yarrow Thessaly Orrin Millbrook Quarrie Ferrin Holmstad"
).split()
ROLES = (
    "a spokeswoman for the rescue service;the mayor of {place};the transport minister;a union official;"
    "the operator's chief executive;a retired engineer;the head of the county hospital;a prosecutor in {place};"
    "an opposition lawmaker;a resident of {place};the chief inspector;a lawyer for the families"
).split(";")
BODIES = (
    "the ministry;the council of {place};the operator;the county court;the rescue service;the drivers' union;"
    "the regional police;the insurance company;the parliament's transport committee;the university hospital;"
    "the prosecutor's office;a group of relatives;the road authority;the port of {place};the energy regulator"
).split(";")
DEEDS = (
    "rejected a plan to close the line between {place} and {place2};opened an inquiry into the contract;"
    "promised {money} million crowns for repairs;accused {body} of hiding a report;dismissed {n} inspectors;"
    "asked {body} to hand over its records;signed an agreement with {body};published a list of {n} unsafe bridges;"
    "cut the budget for maintenance by {pct} percent;appointed {person} to lead the review;"
    "withdrew a permit it had granted {body};moved {n} families to hotels in {place};"
    "bought {n} new carriages from a maker in {place};sued {body} over unpaid fees;"
    "met relatives of the victims in {place};ordered {body} to pay a fine of {money} million crowns;"
    "suspended services on {n} routes;called the figures misleading;praised the work of {body};"
    "demanded the resignation of {person};arrested {n} people in {place};seized documents at the depot;"
    "delayed a vote on the new safety law;sent {n} engineers to {place};denied any knowledge of the warnings"
).split(";")
WHEN = (
    "on {day};in {month};last year;two weeks earlier;in {year};on {day} evening;a month after the election;"
    "late on {day};before the inquiry began;on {month} {date};early in {year};the following morning;"
    "within hours of the accident;during a hearing in {place};at a meeting in {place} on {day}"
).split(";")
TAILS = (
    ";, according to {person}, {role};, {person} said;, documents seen by the newspaper show;, two officials said;"
    ", although {body} disputed this;, a step that {body} had long opposed;, which led to protests in {place};"
    ", the first such decision since {year};, while {body} declined to comment;, he added;, the agency reported"
).split(";")
SAID = (
    "“{talk},” {person}, {role}, said {when}.;{person}, {role}, told reporters {when} that {claim}.;"
    "“{talk},” said {person}, who has worked for {body} since {year}. “{talk2}.”;According to {person}, {claim}.;"
    "Asked about the report, {person} said that {claim}, but added that “{small_talk}”.;"
    "{person}, {age}, whose brother was on board, said {claim}."
).split(";")
TALK = (
    "We will find out why this happened;Nobody listened to us when we wrote to them;I heard a noise like thunder;"
    "There was smoke everywhere and people were shouting;It is far too early to speak of causes;"
    "They have saved on the wrong things for years;My thoughts are with the families tonight;"
    "The line should never have been open on such a day;Every carriage had been checked that week;"
    "We owe the people of this valley an answer;The doors would not open and we broke the glass;"
    "This was not bad luck but bad planning;I do not know how we will go on from here;"
    "The brakes had been replaced in spring;What we need now is patience;We shall appeal against the ruling"
).split(";")
SMALL_TALK = (
    "nothing has been decided;that is for the court to say;the matter is closed;more could have been done".split(";")
)
CLAIMS = (
    "{body} had warned of worn rails twice;the driver had worked {n} hours without a break;"
    "no more than {n} people had been on board;the report would be published in {month};"
    "{body} would pay the hospital bills;the signal at {place} had failed before;repairs would take {n} weeks;"
    "the county could not afford a new bridge;{n} firefighters had come from {place};"
    "the contract with {body} was worth {money} million crowns;nobody in {place} had been told"
).split(";")
FACTS = (
    ("At least {toll} people were killed and {hurt} injured when a tram left the rails in {town} on {day}, police said.",
     "{Toll} people died and {hurt} more were hurt on {day} after a tram derailed in {town}, according to police.",
     "A tram came off its tracks in {town} on {day}, killing {toll} people."),
    ("The driver, {driver}, {age0}, was arrested at the hospital on {day2}.",
     "Police arrested {driver}, the {age0}-year-old driver of the tram, on {day2}.",
     "{driver}, who drove the tram, has been detained."),
    ("“The rails were old and everybody knew it,” {chief}, head of the drivers' union, said on {day2}.",
     "The rails were old and everybody knew it, the union's head {chief} said.",
     "{chief} of the drivers' union said that everyone had known the rails were old."),
    ("Transport Minister {minister} resigned on {day3} over the accident.",
     "{minister}, the transport minister, stepped down three days after the accident.",
     "On {day3} the minister, {minister}, offered her resignation."),
    ("The operator said the tram had been travelling at {speed} kilometres an hour.",
     "The tram was going at about {speed} km/h, the operator said.",
     "Investigators believe that the tram was travelling at more than {speed} kilometres an hour."),
    ("About {crowd} people gathered outside the town hall of {town} on {day3} evening.",
     "Some {crowd} residents marched through {town} on {day3}.",
     "Thousands protested in {town} on {day3}."),
    ("{mayor}, the mayor of {town}, asked the government for {money0} million crowns.",
     "Mayor {mayor} demanded {money0} million crowns from the government to rebuild the line.",
     "The town wants {money0} million crowns, {mayor} said."),
    ("A court in {town2} ordered the operator to hand over its maintenance records.",
     "The operator must hand over its records, a court in {town2} ruled.",
     "Judges in {town2} told the operator to release records of its repairs."),
    ("{victim}, a nurse of {age1}, was among the dead.",
     "One of those killed was {victim}, {age1}, who worked as a nurse.",
     "Relatives named {victim}, a nurse, as one of the victims."),
    ("“We will find every cause of this disaster,” {minister} told parliament.",
     "{minister} told lawmakers that the government would find every cause of the disaster.",
     "The minister promised to find the causes."),
    ("The operator denied that it had ignored warnings.",
     "The company rejected claims that warnings were ignored.",
     "The operator admitted that it had received {letters} letters of warning."),
    ("Services between {town} and {town2} were suspended for {weeks} weeks.",
     "No trams will run between {town} and {town2} for {weeks} weeks.",
     "The line from {town} to {town2} remains closed."),
    ("In {year0} a similar accident near {town2} left {old} people dead.",
     "It was the worst accident since {year0}, when {old} people died near {town2}.",
     "{Old} passengers were killed in a crash near {town2} in {year0}."),
    ("Rescue workers from {town2} freed {freed} passengers from the second carriage.",
     "{Freed} people were pulled out of the second carriage by rescue workers.",
     "Firefighters needed five hours to free {freed} passengers."),
    ("{expert}, an engineer at the technical university, said that the bend had been built for slower trams.",
     "The bend was built for slower trams, according to the engineer {expert}.",
     "“That bend was built for slower trams,” said {expert}, an engineer."),
    ("The prosecutor, {prosecutor}, opened a case against {accused} managers of the operator.",
     "{Accused} managers face charges, the prosecutor {prosecutor} said.",
     "Prosecutors are investigating {accused} of the operator's managers."),
)  # fmt: skip
SYNONYMS = (
    "accident/crash/disaster;operator/company/carrier;people/passengers/travellers;wanted/demanded/sought;about/some;"
    "said/stated/explained;report/study/review;ministry/department;repairs/maintenance;line/route;records/files/papers;"
    "inquiry/investigation;hospital/clinic;government/cabinet;told/informed;bridge/crossing;money/funds;closed/shut;"
    "asked/urged/pressed;engineers/experts;promised/pledged;rejected/refused;similar/comparable;weeks/days;head/chief;"
    "families/relatives;opened/began/launched;warned/cautioned;tram/train;rails/tracks;near/outside;worst/gravest;"
    "workers/crews;killed/crushed;injured/wounded/hurt;published/released;contract/deal;budget/spending;plan/proposal;"
    "documents/minutes/letters;newspaper/weekly/broadcaster;hearing/session/debate;earlier/before;led/contributed;"
    "figures/numbers/estimates;protests/marches/rallies;long/always/openly;opposed/resisted;disputed/denied/doubted;"
    "decision/move/measure;declined/hesitated;resignation/dismissal/removal;council/board/assembly;called/considered;"
    "committee/panel/commission;police/officers;county/district/city;service/corps;new/further/different;law/act;"
    "first/second/third;agency/website;two/three/four/several;step/course;evening/night/afternoon;court/tribunal;"
    "unpaid/overdue/late;fees/bills/dues;hearing/sitting;vote/ruling;safety/transport;permit/licence;group/circle;"
    "which/something that;seen/quoted/obtained;morning/day;month/fortnight;election/elections;added/noted/thought;"
    "run/operate/travel;matter/case;decided/settled;protested/rallied;could/might;whose/and whose;board/duty"
).split(";")
OTHER = {word: row.split("/") for row in SYNONYMS for word in row.split("/")}
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()


def _name(pick: random.Random) -> str:
    return f"{pick.choice(FIRST)} {pick.choice(LAST)}"


def _story(seed: int) -> dict[str, str]:
    """The fillers all accounts of a story share."""
    pick = random.Random(seed)  # noqa: S311
    names = {key: _name(pick) for key in ("driver", "chief", "minister", "mayor", "victim", "expert", "prosecutor")}
    town, town2 = pick.sample(PLACES, 2)
    first = pick.randrange(5)
    counts = {"toll": pick.randint(3, 12), "old": pick.randint(3, 12), "freed": pick.randint(3, 12)}
    counts["accused"] = pick.randint(2, 6)
    ranges = {
        "hurt": (13, 60), "age0": (30, 60), "age1": (25, 60), "speed": (50, 90), "money0": (10, 90), "weeks": (2, 9),
        "letters": (3, 9), "year0": (1980, 2015),
    }  # fmt: skip
    known = {key: str(pick.randint(*bounds)) for key, bounds in ranges.items()}
    known["crowd"] = f"{pick.randint(2, 9)},{pick.randint(1, 9)}00"
    for key, count in counts.items():
        known[key] = NUMBERS[count]
        known[key.capitalize()] = NUMBERS[count].capitalize()
    days = {"day": DAYS[first], "day2": DAYS[first + 1], "day3": DAYS[first + 2]}
    return {**names, "town": town, "town2": town2, **known, **days}


def _fillers(pick: random.Random) -> dict[str, str]:
    """Fillers of one sentence of an account's own."""
    place, other = pick.sample(PLACES, 2)
    made = {
        "place": place, "place2": other, "person": _name(pick), "day": pick.choice(DAYS), "month": pick.choice(MONTHS),
        "date": str(pick.randint(1, 28)), "year": str(pick.randint(2005, 2023)), "n": str(pick.randint(3, 90)),
        "pct": str(pick.randint(2, 40)), "money": str(pick.randint(2, 400)), "age": str(pick.randint(20, 80)),
        "talk": pick.choice(TALK), "talk2": pick.choice(TALK), "small_talk": pick.choice(SMALL_TALK),
    }  # fmt: skip
    for key, rows in (("body", BODIES), ("role", ROLES), ("when", WHEN), ("claim", CLAIMS)):
        made[key] = pick.choice(rows).format(**made)
    return made


def _own(pick: random.Random) -> str:
    """A sentence that only this account has, as good as surely."""
    known = _fillers(pick)
    if pick.random() < 0.35:
        return pick.choice(SAID).format(**known)
    subject = pick.choice(BODIES).format(**{**known, "place": pick.choice(PLACES)})
    deed = pick.choice(DEEDS).format(**known)
    tail = pick.choice(TAILS).format(**_fillers(pick))
    sentence = f"{subject} {deed} {known['when']}{tail}."
    return sentence[0].upper() + sentence[1:]


def _reworded(pick: random.Random, sentence: str) -> str:
    """The sentence in words of an account's own: any word may give way to one of like meaning."""
    return " ".join(pick.choice(OTHER.get(word, (word,))) for word in sentence.split(" "))


def article(seed: int, sentences: int = 24, story: int = 0) -> str:
    """An account of a story: a quarter of it facts of the story, the rest its own."""
    pick = random.Random(f"{story}/{seed}")  # noqa: S311
    known = _story(story)
    if pick.random() < 0.3:
        known = {**known, "hurt": str(int(known["hurt"]) + pick.randint(1, 9)), "speed": str(pick.randint(50, 90))}
    facts = sorted(pick.sample(range(len(FACTS)), min(len(FACTS), max(1, sentences // 4))))
    lines = [_reworded(pick, pick.choice(FACTS[fact]).format(**known)) for fact in facts]
    while len(lines) < sentences:
        lines.insert(pick.randint(1, len(lines)), _reworded(pick, _own(pick)))
    if pick.random() < 1 / 6:
        agency = random.Random(story)  # noqa: S311
        lines[-3:] = [_own(agency) for _ in range(3)]
    return "\n\n".join(" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3))


def pages(count: int, sentences: int = 18) -> Iterator[Page]:
    """So many accounts of one story, published over four weeks."""
    for number in range(count):
        text = article(number, sentences).encode()
        yield Page(f"p{number}", text, "text", encoding="utf-8", published=f"2024-06-{number % 28 + 1:02}")
