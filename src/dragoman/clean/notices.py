"""Notices, one line at a time: what an outlet asks of its readers, says of itself, its writers and its report."""

from __future__ import annotations

import re

from dragoman.clean.lines import Line

LOOKED_AT = 600  # characters of a line, so that each pattern ends quickly whatever the line


def is_promotion(line: Line) -> bool:
    """Whether a line asks the reader to subscribe, follow, pay or accept."""
    text = line.text[:LOOKED_AT]
    return line.words <= 60 and bool(
        _ASKS.search(text) or (_SELLS.search(text) and '"' not in text and "“" not in text)
    )


_THING = (
    r"(?:newsletters?|mailing list|e-?mails?|inbox|channels?|app\b|apps\b|updates|alerts|notifications"
    r"|bulletins?|briefings?|podcasts?"
    r"|digest|twitter|facebook|telegram|whatsapp|instagram|youtube|linkedin|viber|google news|social media"
    r"|journalism|membership|subscription"
    r"|here|our (?:page|site|website|work|group|community)|x\b|@\w+)"
)
_ASKS = re.compile(
    r"(?i)^[^\w\"“”'‘’]{0,4}(?:please |now |don['’]t forget to |you can (?:also )?|to )?"
    r"(?:sign up|subscribe|unsubscribe|follow|unfollow|join (?:us|our|the (?:conversation|discussion|debate)"
    r"|over|more than|now)|download|get|like (?:us|our|this)|donate|register"
    r"|become an?|install"
    r"|support (?:us|our|the work|independent|quality|free|local)|receive|stay (?:up|in|tuned|informed"
    r"|connected|updated)"
    r"|keep (?:up|in|reading|informed)|connect with|turn on|enter your|tune in|check out|visit (?:us|our)"
    r"|contribute to (?:us|our)"
    r"|enable|log in|sign in|share (?:this|your|on|via|with))\b(?!-)"
    r"(?!.*\b(?:said|says|told|according to|added)\b)"
    rf"(?=.{{0,120}}\b{_THING}).{{0,250}}$"
)
_SELLS = re.compile(
    r"(?i)\b(?:we use cookies|uses cookies|(?:our|this) (?:site|website) uses|cookie policy|accept (?:all )?cookies"
    r"|your (?:inbox|subscription|free trial|privacy choices|email address|support (?:helps|makes|means))"
    r"|(?:already a|for) (?:subscribers?|members?)\b.{0,30}(?:only|log in|sign in|\?|$)|subscribers? only"
    r"|(?:make|making|consider) (?:a |an? \w+ )?(?:donation|contribution)|become an? (?:member|subscriber"
    r"|patron|supporter)"
    r"|free (?:newsletter|trial|articles? (?:left|remaining))|delivered (?:straight |directly )?to your"
    r"|support (?:independent|quality|free|our) journalism"
    r"|our (?:standards|journalism|newsletters?|app|whatsapp|telegram|youtube|mobile app)\b.{0,10}(?:[:?]|is "
    r"|and |to |on |channel)"
    r"|if you (?:enjoyed|liked|found|like what|value|appreciate)\b.{0,60}(?:article|story|report|you see|work|read)"
    r"|^you(?:['’]re| are)? (?:receive|receiving|getting|get) .{1,60}\bbecause\b"
    r"|^letters (?:to the editor )?(?:are |is )?(?:welcome|may be|should be|can be)\b|\bto unsubscribe\b"
    r"|(?:subscribe|sign up) (?:to|for) (?:our|this|a free|get|receive)\b|help us (?:keep|continue|improve|report))"
)


def is_note(line: Line) -> bool:
    """Whether a line is the desk's note on the report itself: corrections, developing stories, disclaimers."""
    return bool(_NOTE.search(line.text[:LOOKED_AT]))


_STORY = (
    r"(?:this|the|an earlier version of this|a previous version of this) (?:\w+ )?(?:story|article|report"
    r"|piece|item|text|post|page|copy|translation|headline|version)"
)
_NOTE = re.compile(
    r"(?i)^[\W_]{0,3}(?:editor['’]?s['’]? note|correction|clarification|disclaimer|note to (?:readers|editors)"
    r"|update)s?\s?[:–—-]"
    rf"|^[\W_]{{0,3}}(?:{_STORY}) (?:was|is|has been|have been|has not been|will be|originally|first|had"
    rf"|contains|may|appeared|forms|corrects|misstated)\b"
    rf".{{0,80}}\b(?:updated|published|corrected|amended|edited|generated|translated|developing|appeared"
    rf"|produced|changed|misstated|reflect|republished|incorrectly|syndicated|reproduced|supplied|contributed)\b"
    r"|^[\W_]{0,3}this is a (?:developing|breaking|corrected|recurring)\b|please (?:check"
    r"|refresh).{0,40}(?:updates|details)\b"
    r"|^[\W_]{0,3}(?:more (?:details )?to follow|more soon|updates (?:to|will) follow)\W*$"
    r"|^the (?:views|opinions) (?:and \w+ )?expressed\b|^(?:all )?(?:opinions|views) expressed\b|do(?:es)? not "
    r"(?:necessarily )?(?:reflect|represent) the\b.{0,60}(?:views?|position|policy|opinions?|stance)"
)


def is_biography(line: Line) -> bool:
    """Whether a line describes a writer or the outlet: who covers what, where to write to them, what the outlet is."""
    return bool(_WRITER.search(line.text[:LOOKED_AT]) or _OUTLET.search(line.text[:LOOKED_AT]))


_TRADE = (
    r"(?:correspondent|reporter|journalist|editor|columnist|writer|author|fellow|analyst|freelancer?|producer"
    r"|bureau chief|contributor|researcher|professor|lecturer|broadcaster|blogger|commentator|photographer"
    r"|specialist|staff member)"
)
_WRITER = re.compile(
    rf"^(?:[A-Z][\w.'’-]+ ){{1,4}}(?:is|was|works as|serves as) (?:an? |the )?(?:[\w'’&/,-]+ "
    rf"){{0,8}}?{_TRADE}\b.{{0,40}}(?:\b(?:at|for|with|of|based|in|who|covering|on|from)\b|\.$)"
    r"|(?i:\bfollow (?:him|her|them|me) (?:on|at|@)|\b(?:you can )?(?:reach|contact|email|e-mail) (?:the "
    r"(?:author|writer|reporter|editor)|(?:him|her|them) at) \b|^the (?:writer|author|columnist) is\b|^about "
    r"the (?:author|writer)s?\b)"
    rf"|^(?:[A-Z][\w.'’-]+ ){{2,4}}(?:covers|reports on|writes (?:about|on|for)|has (?:covered|reported)"
    rf"|reports (?:from|for)) .{{3,}}"
)
_OUTLET = re.compile(
    r"^(?:[A-Z][\w/&.'’-]+ ){1,5}(?:journalists|reporters|correspondents) (?:report|provide|cover|bring|deliver|work)\b"
    r"|^(?:[A-Z][\w/&.'’-]+ ){1,5}is (?:an? |the )(?:[\w'’,-]+ ){0,6}?(?:news(?:paper| agency| website| "
    r"organi[sz]ation| site| service| outlet| portal| magazine)|media (?:outlet|organi[sz]ation|company|group)"
    r"|broadcaster|daily|weekly|magazine)\b.{0,80}\b(?:cover|provid|deliver|bring|publish|dedicated|founded"
    r"|based|that|which|with)"
    r"|(?i:^about (?:us|the (?:newspaper|agency|paper|site))\b)"
)
_ADDRESS = re.compile(
    r"(?i)\b(?:we (?:give|provide|report|bring|believe|rely|are (?:a|an|the|committed|funded|not)|publish|offer"
    r"|deliver)|our (?:content|journalis|readers|listeners|audience|mission|reporters|newsroom|coverage|website"
    r"|team|work|service)"
    r"|you (?:could|may|might|can|live|are)|please note|your (?:support|data|rights)|sharing our|(?:click"
    r"|learn more|read more|find out more|more) here|journalists report|donat|newsletter|foreign agent|"
    r"free press|contact us)\b"
)


def addresses_reader(line: Line) -> bool:
    """Whether a line speaks of the outlet itself or to the reader; it counts only after the report has ended."""
    return bool(_ADDRESS.search(line.text[:LOOKED_AT])) and not re.search(r"[\"“”]", line.text[:LOOKED_AT])
