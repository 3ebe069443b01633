"""What one line says of itself: the wording of bylines, credits, captions, date lines, teasers and notices.

Every pattern is tried on a line by itself, without its surroundings; `furniture` decides what stands where. The
wording is that of many outlets; nothing here names one. Lines longer than 600 characters are looked at in their first
600, so that each pattern ends quickly whatever the line.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from dragoman.clean import agencies, dates
from dragoman.clean.lines import Line, is_heading_case
from dragoman.types import FurnitureKind

_LOOKED_AT = 600


@cache
def labels() -> dict[str, frozenset[str]]:
    """The label lists of labels.toml."""
    table = (resources.files("dragoman.clean") / "labels.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(table).items()}


def is_section(line: Line) -> bool:
    """Whether a line names sections of a site: "World, Back Page", "Home > World > Africa", "Asia"."""
    parts = re.split(r"\s*[>|/›»•·,→:]+\s*|\s+[-–—]\s+", line.label)
    known = labels()["sections"] | labels()["interface"]
    inner = [part for part in parts if part]
    return line.words <= 8 and bool(inner) and all(part in known for part in inner)


def is_interface(line: Line) -> bool:
    """Whether a line is a label of the page's workings, several of them, or a count of shares and comments."""
    if line.words > 12:
        return False
    known = labels()["interface"]
    if line.label in known or _COUNTS.fullmatch(line.label) or _TAGS.match(line.text):
        return True
    parts = [part for part in re.split(r"\s*[|/•·>›»,]+\s*|\s{2,}", line.label) if part]
    return len(parts) > 1 and all(part in known for part in parts)


_COUNTS = re.compile(
    r"(?:\d[\d.,]*k?|no|one)\s+(?:shares?|comments?|views?|reads?|likes?|retweets?|replies|photos?|images?|videos?|followers?)"
    r"|(?:share|print|tweet|email|comments?|views?|shares?)[\s:(]{1,3}\d[\d,.]*k?\)?|\d+ of \d+|page \d+(?: of \d+)?"
    r"|(?:slide|photo|image) \d+(?: of \d+)?"
)
_TAGS = re.compile(
    r"(?i)(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|posted in|hashtags?|more on)\s?[:|]\s?\S"
)


def teaser(line: Line) -> str | None:
    """ "head" for the line above a list of other reports, "line" for one that leads to another report itself."""
    known = labels()
    if line.label in known["teasers"]:
        return "head"
    if _MORE_FROM.fullmatch(line.label):
        return "head"
    opening = re.match(r"[\W_]*([\w'’ -]{2,30}?)\s?(?:[:|→»>]|\s[-–—]\s)\s?(?=\S)", line.text[:80])
    if opening:
        words = " ".join(opening[1].split()).casefold()
        if words in known["teasers"] or (words in known["teaser_openings"] and not line.prose and line.words <= 22):
            return "line"
    return "line" if _TEASER.search(line.text[:_LOOKED_AT]) and line.words <= 30 else None


_MORE_FROM = re.compile(
    r"(?:more|other|latest|also|top|recent|popular|trending) (?:from|in|on|about|stories|news|articles|headlines|by)"
    r"(?: (?:from|in|on|about|by))?(?: (?:the |this )?[\w&'’-]+){0,4}"
)
_TEASER = re.compile(
    r"(?i)^\W{0,3}(?:"
    r"list (?:\d+ of \d+|of \d+ items)|end of list"
    r"|(?:to )?(?:read|find out|learn|see|know|discover|view) (?:more|the full|the complete|the original|further)\b.{0,80}\b(?:here|below|at|on)\b.{0,60}$"
    r"|(?:to find out more|for more(?: information| details| news| on this)?)\b.{0,60}(?:click|visit|go to|see|follow|read)"
    r"|(?:please )?click (?:here|on)\b|(?:watch|listen to|see) (?:the|our|this|more|full)\b.{0,40}(?:video|podcast|interview|report|episode|here)\W{0,3}$"
    r"|(?:story|article|text|report) continues (?:below|after)|advertisement\b.{0,40}$|ad(?:vert)?\s?[-–|:]"
    r"|(?:sponsored|promoted|paid|partner) (?:content|post|story|message)"
    r"|(?:learn|find out|read|see) (?:more|all)(?: here)?\W{0,3}$"
    r")"
)


def is_promotion(line: Line) -> bool:
    """Whether a line asks the reader to subscribe, follow, pay or accept."""
    text = line.text[:_LOOKED_AT]
    return line.words <= 60 and bool(
        _ASKS.search(text) or (_SELLS.search(text) and '"' not in text and "“" not in text)
    )


_THING = (
    r"(?:newsletters?|mailing list|e-?mails?|inbox|channels?|app\b|apps\b|updates|alerts|notifications|bulletins?|briefings?|podcasts?"
    r"|digest|twitter|facebook|telegram|whatsapp|instagram|youtube|linkedin|viber|google news|social media|journalism|membership|subscription"
    r"|here|our (?:page|site|website|work|group|community)|x\b|@\w+)"
)
_ASKS = re.compile(
    r"(?i)^\W{0,4}(?:please |now |don['’]t forget to |you can (?:also )?|to )?"
    r"(?:sign up|subscribe|follow|join|download|get|like|support|donate|register|become|install|receive|stay|keep|connect|add|turn on|enter|"
    r"tune in|check out|visit|contribute|enable|try|log in|sign in|share)\b"
    rf"(?=.{{0,120}}\b{_THING}).{{0,250}}$"
)
_SELLS = re.compile(
    r"(?i)\b(?:we use cookies|uses cookies|(?:our|this) (?:site|website) uses|cookie policy|accept (?:all )?cookies"
    r"|your (?:inbox|subscription|free trial|privacy choices|email address|support (?:helps|makes|means))"
    r"|(?:already a|for) (?:subscribers?|members?)\b.{0,30}(?:only|log in|sign in|\?|$)|subscribers? only"
    r"|(?:make|making|consider) (?:a |an? \w+ )?(?:donation|contribution)|become an? (?:member|subscriber|patron|supporter)"
    r"|free (?:newsletter|trial|articles? (?:left|remaining))|delivered (?:straight |directly )?to your|support (?:independent|quality|free|our) journalism"
    r"|our (?:standards|journalism|newsletters?|app|whatsapp|telegram|youtube|mobile app)\b.{0,10}(?:[:?]|is |and |to |on |channel)"
    r"|if you (?:enjoyed|liked|found|like what|value|appreciate)\b.{0,60}(?:article|story|report|you see|work|read)"
    r"|(?:subscribe|sign up) (?:to|for) (?:our|this|a free|get|receive)\b|help us (?:keep|continue|improve|report))"
)


def is_note(line: Line) -> bool:
    """Whether a line is the desk's note on the report itself: corrections, developing stories, disclaimers, syndication."""
    return bool(_NOTE.search(line.text[:_LOOKED_AT]))


_STORY = r"(?:this|the|an earlier version of this|a previous version of this) (?:\w+ )?(?:story|article|report|piece|item|text|post|page|copy|translation|headline|version)"
_NOTE = re.compile(
    r"(?i)^[\W_]{0,3}(?:editor['’]?s['’]? note|correction|clarification|disclaimer|note to (?:readers|editors)|update)s?\s?[:–—-]"
    rf"|^[\W_]{{0,3}}(?:{_STORY}) (?:was|is|has been|have been|has not been|will be|originally|first|had|contains|may|appeared|forms|corrects|misstated)\b"
    rf".{{0,80}}\b(?:updated|published|corrected|amended|edited|generated|translated|developing|appeared|produced|changed|misstated|reflect|republished|incorrectly|syndicated|reproduced|supplied|contributed)\b"
    r"|^[\W_]{0,3}this is a (?:developing|breaking|corrected|recurring)\b|please (?:check|refresh).{0,40}(?:updates|details)\b"
    r"|^[\W_]{0,3}(?:more (?:details )?to follow|more soon|updates (?:to|will) follow)\W*$"
    r"|^the (?:views|opinions) (?:and \w+ )?expressed\b|^(?:all )?(?:opinions|views) expressed\b|do(?:es)? not (?:necessarily )?(?:reflect|represent) the\b.{0,60}(?:views?|position|policy|opinions?|stance)"
)


def is_caption(line: Line) -> bool:
    """Whether a line by itself tells that it stands under a picture: a credit of one, a file photo, sides named."""
    text = line.text
    return (
        len(text) <= _LOOKED_AT
        and bool(_PICTURE.search(text))
        or (line.words <= 60 and bool(_SIDES.search(text) and _SHOWS.search(text)))
    )


_HOUSE = r"(?:AFP|AP|REUTERS|Reuters|EPA(?:-EFE)?|EFE|TASS|Xinhua|Getty(?: Images)?|ANSA|dpa|DPA|UPI|PTI|ANI|AAP|Kyodo|Yonhap|Bernama|Sputnik|Anadolu|Shutterstock|Alamy|iStock|Pool|POOL|Handout|HANDOUT|NurPhoto|Zuma|Bloomberg|AA|TT|NTB|RIA Novosti|Tass|Twitter|Facebook|Instagram|Telegram|Wikimedia(?: Commons)?|Creative Commons|Flickr|CC BY(?:-SA)?)"
_PICTURE = re.compile(
    r"\[[^\[\]]{0,80}(?:/\s?" + _HOUSE + r"\b|\b" + _HOUSE + r"/|[Ff]ile(?: [Pp]hoto)?\]|[Pp]hoto|[A-Z]\w+/[A-Z]\w+)[^\[\]]{0,60}\]?\W{0,2}$"
    r"|(?i:\(\s?(?:file |stock |representational |representative |ap |afp |reuters |photo |handout )?(?:photo|image|picture|pic|photograph|credit|courtesy|source|file|illustration)s?\b[^()]{0,80}\)\W{0,2}$)"
    r"|\([^()]{2,60}(?:/|\b[Vv]ia )\s?" + _HOUSE + r"\b[^()]{0,40}\)\W{0,2}$|\(" + _HOUSE + r"(?: Photo)?/[^()]{2,60}\)\W{0,2}$"
    r"|(?i:^\W{0,3}(?:file|representative|representational|undated|stock|combination|archive|screengrab|screenshot|illustrative|handout|image|agency)?\s?(?:photo|image|picture|pic|photograph|illustration)s?(?: (?:credit|courtesy|source|by|illustration|from|taken))?(?: of| by)?\s?[:/|–—-])"
    r"|(?i:^\W{0,3}(?:photo|image|picture|photograph|screenshot|screengrab|pic)s? (?:credit|courtesy|provided|supplied|released|by|from|taken)\b(?!.{200}))"
    r"|(?i:\b(?:file (?:photo|picture|image|pic)|stock (?:photo|image)|handout (?:photo|picture|image))\W{0,3}$)"
    r"|(?i:(?:\||—|–|-|/|\.)\s{0,2}(?:photo|picture|pic|image|file photo|photo credit|credit)\s?[:|]\s?.{1,80}$)"
    r"|\b(?:PHOTO|IMAGE|PIC|FILE)\s?[|:/]"
    r"|(?:[/—–|]|\bvia|\.|\()\s?" + _HOUSE + r"(?:\s?(?:[/,|-]|via|\()\s?[\w .'’-]{1,40}\)?){0,2}\s(?:[Pp]hoto|[Pp]ic|PHOTO|Images?|[Ff]ile [Pp]hoto)s?\.?$"
    r"|\b(?:REUTERS|AFP|AP|EPA|EFE|TASS|dpa|Xinhua|Getty Images|AP Photo)\s?/\s?[A-Z][\w.'’-]+(?:[ -][A-Z][\w.'’-]*){0,3}(?:\s?[/|]?\s?(?:Pool|POOL|File [Pp]hoto|File|Files|Handout))?\W{0,2}$"
    r"|\b[A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){1,3}\s?/\s?(?:Pool/|pool/)?" + _HOUSE + r"\W{0,2}$"
    r"|©\s?[A-Z][\w ./-]{1,50}/\s?[A-Z][\w ]{1,30}$"
    r"|(?:^|[.)”\"\s])\s?" + _HOUSE + r"\s(?:[Pp]hoto|[Pp]ic|PHOTO|[Ff]ile|FILE)\W{0,2}$"
)  # fmt: skip
_SIDES = re.compile(
    r"(?i)\((?:[\w ]{0,20}\b)?(?:left|right|cent(?:er|re)|l|r|c|2nd l|2nd r|second (?:from )?(?:left|right)|front|back|seated|standing|pictured|above|below|top|bottom|file)\)"
    r"|(?-i:[A-Z][\w'’-]+),\s(?:left|right|cent(?:er|re)|(?:second|third|\dnd|\drd|far) (?:from )?(?:the )?(?:left|right)),|\b(?:from left|left to right|from right|clockwise from)\b"
)
_VERBS = (
    "addresses|adjusts|answers|applauds|applaud|arrives|arrive|attends|attend|carries|carry|chairs|chats|chat|cheers|cheer|delivers|"
    "departs|depart|embraces|embrace|enters|enter|exchange|exchanges|faces|gesture|gestures|gets|gives|give|greets|greet|hands|holds|hold|hug|hugs|inspects|"
    "inspect|join|joins|leaves|leave|listens|listen|looks|look|makes|march|marches|meets|meet|observe|observes|participates|pass|passes|patrol|patrols|pay|pays|"
    "plants|poses|pose|prays|pray|prepares|prepare|protests|protest|reacts|react|reads|receives|receive|review|reviews|rides|ride|salutes|"
    "salute|shake|shakes|shares|signs|sign|sits|sit|smiles|smile|speaks|speak|stands|stand|takes|take|talks|talk|tours|tour|"
    "toast|visits|visit|waits|wait|walks|walk|watches|watch|waves|wave|welcomes|welcome|work|works"
)
_SHOWS = re.compile(rf"(?i)\b(?:{_VERBS}|seen|pictured|shown|during|ahead of|before|after|with|at)\b")
# Many of these verbs are nouns as well ("talks"): what does it stands before it, a name, a side in brackets or a plural.
_PRESENT = re.compile(
    rf"(?:\b[A-Z][\w.'’-]*|[)\],]|\b(?:leaders|ministers|officials|people|men|women|children|soldiers|troops|protesters|"
    rf"supporters|demonstrators|delegates|members|residents|refugees|migrants|police|officers|workers|presidents|envoys|fighters|"
    rf"guards|jets|vehicles|counterpart|wife|husband|who|and))\s(?:{_VERBS})\b"
)
_PAST = re.compile(
    r"\b(?!(?:united|armed|unidentified|masked|so-called)\b)[a-z]{2,}ed\b|\b(?:met|held|left|began|took|made|went|came|gave|saw|sent|won|lost)\b"
)
_DAYS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
_DATED = re.compile(
    rf"(?:\bon |, )(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?)?(?:{_DAYS} \d{{1,2}}|\d{{1,2}} {_DAYS})(?:,? \d{{4}})?\W{{0,2}}$"
    r"|(?:\bon |, )(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\W{0,2}$"
)
_TELLS = re.compile(
    r"(?i)\b(?:said|says|told|according to|announced|will|has|have|had|was|were|would|added|reported|agreed)\b|[\"“”]"
)


def may_be_caption(line: Line) -> bool:
    """Whether a sentence shows rather than tells: a photographer's verb in the present, and a day at its end.

    "X shakes hands with Y in Ankara on September 28." Only its place beside the title makes it a caption.
    """
    text = line.text[:_LOOKED_AT]
    if not 4 <= line.words <= 60:
        return False
    if re.search(r"[\[(]" + _HOUSE + r"[\])]$", text):
        return True
    if line.words < 6 or _TELLS.search(text):
        return False
    shown, past = _PRESENT.search(text), _PAST.search(text)
    if shown and past and past.start() < shown.start():
        return False
    return bool(shown and (_DATED.search(text) or _SIDES.search(text))) or bool(
        re.match(
            r"(?i)(?:a|an|the) (?:general |aerial |undated )?(?:view|photo|picture|image|screengrab|handout)\b", text
        )
    )


def is_date_line(line: Line) -> bool:
    """Whether a line tells when the page was published, and nothing else beyond a place, an agency or a byline."""
    text = line.text[:_LOOKED_AT]
    if line.words > 30:
        return False
    if _DATE_LABEL_ALONE.fullmatch(line.label) or _AGO.fullmatch(line.label):
        return True
    found = dates.find(text, basis="stated")
    if not found:
        return bool(_LABELLED.match(text) and line.words <= 8 and re.search(r"\d", text) and not line.prose)
    if dates.is_date_alone(text):
        return True
    if _LABELLED.match(text):
        return True
    rest = text
    for item in reversed(found):
        rest = rest[: item.start] + " " + rest[item.end :]
    words = re.findall(r"[^\W\d_]+", rest)
    if line.prose or len(words) > 9:
        return False
    return all(word[0].isupper() or word in _JOINING for word in words) and not re.search(r"[\"“”?!]", rest)


_JOINING = frozenset(
    "and by of the in at on pm am a p m via from local time read min de la al last updated staff".split()
)
_LABEL_WORDS = (
    r"(?:first |originally |last |page |date |story |article |web ?)?"
    r"(?:published|publish(?:ed)? date|publication date|posted|updated?|last update|modified|last modif(?:ied|ication)|issued|created|uploaded|released?|"
    r"release date|date|submitted|edited|reviewed|revised|dated|time|added)"
)
_LABELLED = re.compile(
    rf"(?i)^\W{{0,3}}{_LABEL_WORDS}(?: (?:on|at|in|by|online|time|date))?(?: [\w ]{{1,30}}?,?)?\s?[:|–—-]?\s?(?=.{{0,40}}\d)"
)
_DATE_LABEL_ALONE = re.compile(_LABEL_WORDS.replace("|date|", "|").replace("|time|", "|"))
_AGO = re.compile(
    rf"(?:{_LABEL_WORDS}\s?:?\s?)?(?:about |over )?(?:\d{{1,3}}|an?|one|two|three|few|several|a few)\s?(?:seconds?|secs?|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|months?|years?) ago"
    r"(?:\s?[|•·-].{0,40})?|(?:\d{1,2}|less than a|one)[ -]?(?:min(?:ute)?s?)(?:s|'s|’s)?(?: to)? read|reading time\W{0,3}\d{1,3}.{0,12}|estimated read.{0,30}"
    r"|(?:yesterday|today),? (?:at )?\d{1,2}[:.]\d\d.{0,12}|\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?"
)


def is_credit(line: Line) -> bool:
    """Whether a line credits the report: reporters, editors, agencies, sources, rights. Not bylines: see `is_byline`."""
    text = line.text[:_LOOKED_AT].strip()
    if _CREDIT.search(text) or _RIGHTS.search(text):
        return True
    if line.words > 14:
        return False
    inner = text.strip("()[]-–—*_. \u2022").strip()
    if not inner:
        return bool(re.fullmatch(r"[_*=#~\-–—•·. ]{2,}", text)) or text in ("***", "###", "-30-")
    if inner.casefold() in _DESKS or agencies.is_only_agencies(inner):
        return True
    if re.fullmatch(r"[(\[]\s?[\w .,/&'’-]{2,60}\s?[)\]]\W?", text) and agencies.credited(text):
        return True
    if re.fullmatch(r"[-–—]{1,2}\s?[A-Z][\w./& -]{1,40}", text) and (agencies.credited(text) or inner.isupper()):
        return True
    if re.fullmatch(r"[A-Z][\w-]{1,20}/[A-Z][\w .'’-]{1,40}", text) and agencies.credited(text.split("/")[0]):
        return True
    if re.fullmatch(r"(?:PTI|IANS|UNI|ANI|APP)(?: [A-Z]{2,5}){1,6}", text):
        return True
    return bool(re.fullmatch(r"[A-Z][A-Z .,'-]{2,40},? ?\([A-Z][\w ./-]{1,30}\)", text) and agencies.credited(text))


_DESKS = frozenset(
    (
        "enditem|end item|ends|end|our correspondent|our special correspondent|our correspondents|our reporter|our staff reporter|staff reporter|"
        "staff reporters|staff correspondent|special correspondent|correspondent|monitoring desk|news desk|newsdesk|web desk|online desk|"
        "digital desk|web report|web team|news agencies|agencies|agency|wire services|wires|staff and agencies|agencies and staff|staff|staff writer|"
        "staff writers|editorial team|editorial staff|editorial board|newsroom|news service|international desk|foreign desk|world desk|"
        "bureau report|our bureau|online report|online editor|editor|by our staff|with agencies|with agency inputs|compiled from agencies|"
        "with wire reports|from wire reports|combined dispatches|from agencies|our foreign desk|own correspondent|admin|our own correspondent|press release|the newspaper's staff reporter|"
        "the newspaper’s staff reporter|the newspaper's correspondent|the newspaper’s correspondent|correspondents|news report"
    ).split("|")
)
_REPORTING = r"(?:reporting|report|writing|written|editing|edited|translation|translated|compiled|compilation|inputs?|contributions?|contributed|filed|text|research|production|photography|copy ?edited)"
_CREDIT = re.compile(
    rf"(?i)^[\W_]{{0,3}}(?:(?:with |additional |and |based on |with additional |with inputs? from |further |extra |original )?{_REPORTING}(?:,? (?:and|&) {_REPORTING})? (?:by|from|was contributed|in\b.{{0,30}}\bby)\b(?!.{{350}}))"
    r"|^[\W_]{0,3}(?:with|based on|includes?|including|compiled from|adapted from|drawn from) (?:additional |agency |wire |further |some |news )?(?:reporting|reports|report|inputs?|material|information|files?|contributions?|dispatches|agencies) (?:from|by|of)\b(?!.{250})"
    r"|^[\W_]{0,3}(?:based on|with) (?:reporting|reports) by\b"
    r"|^[\W_]{0,3}(?:sources?|via|credit|agency|agencies|courtesy|reporter|reporters|editor|editors|editing|author|authors|writer|writers|translator|text|contributors?|edited|byline)\s?[:|/]\s?\S.{0,160}$"
    r"|\b(?:contributed to this (?:report|story|article|dispatch)|contributed (?:reporting|to reporting)|contributed from)\b(?!.{80})"
    r"|^[\W_]{0,3}with (?:AFP|AP|Reuters|dpa|wires|agencies)\b.{0,80}$"
    r"|^[\W_]{0,3}(?:published|reproduced|reprinted|republished|distributed) (?:with|under|by) (?:permission|licen[cs]e|arrangement|agreement)"
    r"|^[\W_]{0,3}(?:distributed|provided|syndicated|supplied) by\b.{0,60}$"
    r"|^[\W_]{0,3}(?:the )?(?:associated press|ap|reuters|afp|bloomberg|new york times|post) (?:\w+ )?(?:writers?|reporters?|correspondents?|journalists?|diplomatic writer|staff) .{3,120}\bcontributed\b"
)  # fmt: skip
_RIGHTS = re.compile(
    r"(?i)^\W{0,3}(?:copyright|\(c\)|©)\s?(?:©|\(c\)|by|of|the|\d{4}|[A-Z]).{0,200}$|\ball rights reserved\b(?!.{250})"
    r"|\bmay not be (?:published|reproduced|broadcast|rewritten|copied|redistributed)\b|^\W{0,3}©"
)


def is_byline(line: Line) -> bool:
    """Whether a line names who wrote the report: "By Jane Doe and John Roe", "Jane Doe in Geneva"."""
    text = line.text.strip()
    if line.words > 16 or re.search(r"[.!?;]['\"”’]?$", text) and not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", text):
        return False
    opened = re.match(
        r"(?i:(?:written |reported |report |posted |story |article |text |published |words )?by)\s?[:|]?\s+(?=\S)", text
    )
    if opened:
        rest = text[opened.end() :]
        return rest.casefold() in _DESKS or _all_names(rest)
    if re.match(r"(?:Staff and agencies|Agencies|Staff|Our correspondent)\b.{0,40}$", text):
        return True
    place = re.fullmatch(r"(.{3,60}?)(?: in |, | \| |/| - | – )((?:[A-Z][\w'’.-]+[ ,]{0,2}){1,5})", text)
    return bool(place and _is_person(place[1]) and ("," not in place[1]))


_PARTICLES = frozenset(
    "and in at of for the with de del della da di du la le al el bin ibn ben van von der den ter y e dos das a & abu ul ur".split()
)


def _all_names(rest: str) -> bool:
    words = re.findall(r"[^\s,|/()•·–-]+", rest)
    return bool(words) and all(
        not word[0].isalpha() or word[0].isupper() or word in _PARTICLES or "@" in word for word in words
    )


def _is_person(words: str) -> bool:
    names = words.split()
    parts = [name for name in names if name.casefold() not in _PARTICLES]
    return (
        2 <= len(parts) <= 8
        and all(re.fullmatch(r"[A-Z][\w'’-]*\.?", part) for part in parts)
        and not is_section_word(parts)
    )


def is_section_word(parts: list[str]) -> bool:
    """Whether any word of a would-be name is a section or label: "World News"."""
    known = labels()
    return any(part.casefold() in known["sections"] or part.casefold() in known["interface"] for part in parts)


def is_name_alone(line: Line) -> bool:
    """Whether a line is a person's name and nothing else; only its place beside the title makes it a byline."""
    parts = line.text.split()
    return 2 <= len(parts) <= 4 and is_heading_case(line.text) and _is_person(line.text)


def is_biography(line: Line) -> bool:
    """Whether a line describes a writer or the outlet: who covers what, where to write to them, what the outlet is."""
    return bool(_WRITER.search(line.text[:_LOOKED_AT]) or _OUTLET.search(line.text[:_LOOKED_AT]))


_TRADE = r"(?:correspondent|reporter|journalist|editor|columnist|writer|author|fellow|analyst|freelancer?|producer|bureau chief|contributor|researcher|professor|lecturer|broadcaster|blogger|commentator|photographer|specialist|staff member)"
_WRITER = re.compile(
    rf"^(?:[A-Z][\w.'’-]+ ){{1,4}}(?:is|was|works as|serves as) (?:an? |the )?(?:[\w'’&/,-]+ ){{0,8}}?{_TRADE}\b.{{0,40}}(?:\b(?:at|for|with|of|based|in|who|covering|on|from)\b|\.$)"
    r"|(?i:\bfollow (?:him|her|them|me) (?:on|at|@)|\b(?:you can )?(?:reach|contact|email) (?:him|her|them|the (?:author|writer|reporter)) (?:at|on|via)\b|^the (?:writer|author|columnist) is\b|^about the (?:author|writer)s?\b)"
    rf"|^(?:[A-Z][\w.'’-]+ ){{2,4}}(?:covers|reports on|writes (?:about|on|for)|has (?:covered|reported)|reports (?:from|for)) .{{3,}}"
)  # fmt: skip
_OUTLET = re.compile(
    r"^(?:[A-Z][\w/&.'’-]+ ){1,5}(?:journalists|reporters|correspondents) (?:report|provide|cover|bring|deliver|work)\b"
    r"|^(?:[A-Z][\w/&.'’-]+ ){1,5}is (?:an? |the )(?:[\w'’,-]+ ){0,6}?(?:news(?:paper| agency| website| organi[sz]ation| site| service| outlet| portal| magazine)|media (?:outlet|organi[sz]ation|company|group)|broadcaster|daily|weekly|magazine)\b.{0,80}\b(?:cover|provid|deliver|bring|publish|dedicated|founded|based|that|which|with)"
    r"|(?i:^about (?:us|the (?:newspaper|agency|paper|site))\b)"
)  # fmt: skip
_ADDRESS = re.compile(
    r"(?i)\b(?:we (?:give|provide|report|bring|believe|rely|are (?:a|an|the|committed|funded|not)|publish|offer|deliver)|our (?:content|journalis|readers|listeners|audience|mission|reporters|newsroom|coverage|website|team|work|service)"
    r"|you (?:could|may|might|can|live|are)|please note|your (?:support|data|rights)|sharing our|(?:click|learn more|read more|find out more|more) here|journalists report|donat|newsletter|undesirable organization|foreign agent|free press|contact us)\b"
)


def addresses_reader(line: Line) -> bool:
    """Whether a line speaks of the outlet itself or to the reader; it counts only after the report has ended."""
    return bool(_ADDRESS.search(line.text[:_LOOKED_AT])) and not re.search(r"[\"“”]", line.text[:_LOOKED_AT])


def kind(line: Line) -> FurnitureKind | None:
    """What kind of furniture a line is by itself, wherever it stands; None where its place has to tell."""
    if is_interface(line):
        return "navigation"
    if is_note(line):
        return "other"
    if is_caption(line):
        return "caption"
    if is_date_line(line):
        return "date_line"
    if is_credit(line) or is_byline(line):
        return "credit"
    if teaser(line) or is_promotion(line):
        return "promo"
    return None
