"""Six tellings of one invented story: a fire in a grain terminal. Every name, place and outlet is fictional."""

from dataclasses import dataclass

HOSTILE_TITLE = '<script>alert("x")</script> {{ 7*7 }} {% raw %} \u202egnp.exe\u202c \u200bFire\x07 🔥 "><img src=x onerror=alert(1)>'


@dataclass(frozen=True)
class Telling:
    id: str
    outlet: str | None
    title: str
    published: str | None
    url: str | None
    text: str


TELLINGS = (
    Telling(
        "northwire",
        "Northwire",
        "Seven die as blaze tears through Corvane grain terminal",
        "2031-06-03T09:40:00Z",
        "https://northwire.example/2031/corvane-terminal",
        "CORVANE, June 3 (Northwire) — At least seven people were killed and about 40 hurt on Monday when fire tore "
        "through a grain terminal in the port of Corvane, the port authority said.\n\n"
        "The blaze broke out before dawn in Silo Four, where more than 100 people were on the night shift. "
        '"We heard one bang and then the roof was gone," crane driver Pell Ansgar told Northwire.\n\n'
        "The foreman of the shift, Yusuf al-Qarami, 56, was missing on Monday evening. "
        '"There was no warning of any kind," said Ilse Brandt, who heads the port authority. '
        "The operator, Meridan Grain, said it had stopped all loading.\n\n"
        "Mayor Tomas Rill declared three days of mourning. Two workers died in a fire at the same terminal in 2019.",
    ),
    Telling(
        "metro",
        "Metro Standard",
        "Grain terminal fire kills seven in Corvane",
        "2031-06-03T11:15:00Z",
        "https://metro.example/world/corvane-fire",
        "At least seven people were killed and about 40 hurt on Monday when fire tore through a grain terminal in the "
        "port of Corvane, the port authority said, according to Northwire.\n\n"
        '"There was no warning of any kind," said Ilse Brandt, who heads the port authority.\n\n'
        "The foreman of the shift, Yusuf al-Qarami, 56, was missing on Monday evening. "
        "Mayor Tomas Rill declared three days of mourning.",
    ),
    Telling(
        "gazette",
        "Harbour Gazette",
        "Nine dead at Silo Four: neighbours had smelled smoke on Sunday",
        "2031-06-03T17:30:00Z",
        "https://gazette.example/news/silo-four-nine-dead",
        "Nine people died in the fire at the Corvane grain terminal, the town hospital told the Gazette on Monday "
        "afternoon. Fifty-two are being treated.\n\n"
        "Residents of Quay Street said they had smelled smoke late on Sunday, hours before the silo burst. "
        '"We rang the terminal twice and nobody came," said Maren Oduya, a baker.\n\n'
        "Foreman Youssef Al Karami (يوسف القرمي), 58, was pulled out alive at noon and taken to hospital, his brother "
        "Idris said. Ilse Brandt of the port authority said there had been no clear warning of any kind before "
        "Monday.\n\n"
        "Meridan Grain refused to stop loading at its second pier, two dockers said. "
        "Mayor Tomas Rill declared three days of mourning for the dock workers.",
    ),
    Telling(
        "ostra",
        "Ostra Tribune",
        "Fire rips the corn terminal, seven perish",
        "2031-06-04T06:05:00Z",
        "https://ostra.example/a/88121",
        "Not less than seven persons perished and around 40 were wounded on Monday as fire ripped a corn terminal in "
        "the harbour of Corvane, the harbour office told.\n\n"
        "“There was no notice of any sort,” told Ilse Brandt, who leads the harbour office. “We heard one bang and "
        "after it the roof was away,” the crane leader Pell Ansgar told.\n\n"
        "The chief of the change, Yousef Qaramy, was lost on Monday evening. "
        "The mayor Tomas Rill announced three days of mourning.",
    ),
    Telling(
        "vesper",
        "The Vesper",
        "What we know about the Corvane silo explosion",
        "2031-06-05T14:00:00Z",
        "https://vesper.example/explainers/corvane",
        "Eleven people have now died of the explosion at the Corvane grain terminal, the regional health office said "
        "on Wednesday. Sixty-one were injured.\n\n"
        "The explosion happened at 4:20 a.m. on June 3 according to the fire service. About 120 people were on shift, "
        "its chief Nadia Voss said.\n\n"
        '"We had an alarm at half past three and it was switched off," Voss told reporters. '
        "Ilse Brandt, who had spoken of “no warning”, resigned on Wednesday.\n\n"
        "Yusuf al-Qarami, the shift foreman, is in hospital. Meridan Grain stopped loading at both piers on Tuesday. "
        "Mayor Tomas Rill declared three days of mourning. Campaigners called the dead martyrs of cheap grain.",
    ),
    Telling(
        "blog",
        None,
        HOSTILE_TITLE,
        None,
        "javascript:alert(document.domain)",
        'A terrible accident <img src=x onerror="alert(2)"> at the port. {{ config }} At least 30 people are dead, a '
        "docker wrote on the social network Quill.\n\n"
        "Zero\u200bwidth, bidi \u202eesrever\u202c, bell\x07 and a family 👩‍👩‍👧 in one line. "
        "The mayor declared three days of mourning. &lt;b&gt;not bold&lt;/b&gt; <b>not bold</b>",
    ),
)
