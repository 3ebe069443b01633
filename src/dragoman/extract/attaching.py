"""Which verb or noun of a sentence a time expression belongs to, and what the clauses beside it owe to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = frozenset(["ccomp", "advcl", "acl", "acl:relcl", "parataxis", "advcl:relcl"])
LEADING_WORDS = 8  # a time expression within the first words of a sentence, before its verb, governs what follows
# Nouns behind these are told of in passing: the time of their clause is not theirs.
PASSING = frozenset("since after following despite before until without because given amid like unlike".split())
# Verbs that say of an event noun only that it took place, or when it will: their time is the noun's.
TAKING_PLACE = frozenset(
    """hold sign strike reach conclude begin start open agree seal broker launch declare stage convene take occur happen
    fight plan schedule set announce close end erupt break ink initial make mount wage impose call organise organize
    mediate negotiate pay due slate arrange date slap place lay
    levy commit inflict deliver issue conduct undertake receive win get""".split()
)
# Verbs whose past looks like their present, and pasts that the tagger takes for presents.
UNCHANGED = frozenset(
    """cut put set hit let shut cost hurt read split spread bet quit burst cast rid shed thrust wed upset beat bid
    broadcast forecast offset knit slit sublet recast reset become come run overcome overrun""".split()
)
PASTS = frozenset("overran overthrew overcame overtook withstood undertook foresaw withdrew".split())
UNDER_WAY = frozenset("begin start continue come go manage help proceed fly travel arrive return refuse fail".split())
PLANNED = frozenset("plan schedule set slate due arrange expect".split())
PROMISING = frozenset(
    """agree promise pledge vow decide plan threaten offer order ask urge want demand intend hope propose commit
    undertake invite warn swear""".split()
)
# Nouns that only count, open or close the event noun behind them: their time is its time.
HOLDERS = frozenset(
    """round series wave string spate day hour week minute signing start opening resumption launch holding conclusion
    outbreak session ceremony course night exchange number set pair barrage campaign act series volley announcement
    implementation conclusion ratification imposition lifting release arrest withdrawal end beginning""".split()
)
SETTLING = frozenset("agree announce propose decide approve".split())
AHEAD = frozenset("will shall 'll ’ll wo would may might could can should to if unless".split())


def clause_of(token: Token) -> Token:
    """The predicate whose clause the token stands in."""
    node = token
    while node.head != node and node.dep_ not in ("root", *CLAUSES):
        if node.pos_ == "VERB" and node.dep_ in ("conj", "xcomp"):
            return node
        node = node.head
    return node


def distance(clause: Token, token: Token, anchor: Token) -> float | None:
    """Steps from the time up to the token or its clause; None when it belongs to another clause.

    The noun's own modifier beats the clause's, the clause's beats that of the clause above.
    """
    holder = anchor.head
    if holder != token and token.head == holder and token.dep_.startswith("nmod") and holder.pos_ == "NOUN":
        if holder.lemma_.lower() in HOLDERS:
            return 0.5  # "after four hours of talks in Vienna on Friday"
    if anchor.head != token and anchor.head.pos_ in ("NOUN", "PROPN") and anchor.pos_ != "VERB":
        cases = {c.lower_ for c in anchor.children if c.dep_ == "case"}
        if "of" in cases or (not cases and anchor.dep_ in ("compound", "amod", "nummod", "nmod:unmarked")):
            # "the failed coup of July 15": the day of that noun, and of what happened in it
            return 3.5 if anchor.head.head in (token, clause) and _within(anchor.head) else None
    node, steps = anchor, 0.0
    while True:
        if node == token:
            return steps * 0.5
        if node == clause:
            return 1.0 + steps * 0.5
        if node.head == node or (node is not anchor and in_passing(node)):
            break  # "the first since the severing of ties on 5 June"
        if node.dep_ in CLAUSES and node is not anchor:
            return None
        if node.dep_ == "xcomp" and node.head.lemma_.lower() in PROMISING:
            return None  # "agreed to hold a round in May": May is not the month in which they agreed
        if node.dep_ == "conj" and node.pos_ == "VERB" and node is not anchor:
            if clause != node.head or not _shares(clause, node):
                return None  # "signed, and will meet again in May": May is not the day of the signing
            steps += 5
        node, steps = node.head, steps + 1
    return None


def told_at(token: Token, clause: Token, anchor: Token, after: Token | None) -> float | None:
    """Steps to a time that the build of the sentence gives to `token`, though it hangs elsewhere; None if it does not.

    "On 6 March, when Seoul announced", "the order of March 9 which froze", "the treaty that they signed in May".
    `after` is the token that follows the time expression, a comma left out.
    """
    if after is not None and after.lower_ == "when" and after.head == clause:
        return 1.0
    described = clause
    while described.dep_ == "conj" and described.pos_ == "VERB":
        described = described.head
    of_noun = anchor.head == described.head and anchor.dep_ in ("nmod", "nmod:unmarked")
    if of_noun and described.dep_ in ("acl", "acl:relcl"):
        return 3.0
    if token.pos_ in ("NOUN", "PROPN") and anchor.head != token:
        verb = clause_of(anchor)
        while verb.dep_ in ("xcomp", "advcl") and verb.head != verb and verb.i > token.i + 1 and verb.head.i > token.i:
            verb = verb.head  # "a trip to Istanbul, where he had been due to hold talks on Wednesday"
        own = (
            verb.head == token
            and verb.dep_ in ("acl", "acl:relcl")
            and (anchor.head in (verb, *_below(verb)) or verb != clause_of(anchor))
        )
        bound = any(c.dep_ == "mark" and c.lower_ != "to" for c in verb.children)
        if own and not bound and verb.lemma_.lower() in TAKING_PLACE:
            return 1.0
    return None


def lent(clause: Token) -> Token | None:
    """The predicate whose time is also that of a clause below it: "came on Thursday to plead", "as crowds swam"."""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    if clause.dep_ in ("xcomp", "advcl") and "to" in marks:
        return clause.head
    if clause.dep_ == "advcl" and (marks & {"as", "while"} or (clause.tag_ == "VBG" and not marks)):
        return clause.head
    return None


def main(anchor: Token) -> bool:
    """Does the time stand in a main clause, or in what somebody says in one, and hang on its verb itself?"""
    verb = clause_of(anchor)
    if anchor.head != verb and anchor != verb:
        return False
    node = verb
    while node.dep_ in ("conj", "ccomp", "parataxis") and node.head != node:
        node = node.head
    return node.head == node and aspect(verb) != "before"


def background(anchor: Token) -> bool:
    """Is it the time of what went before: in the pluperfect, or of a noun told of in passing?"""
    node = anchor
    while node.head != node and node.dep_ not in CLAUSES:
        if in_passing(node) and node != anchor:
            return True
        node = node.head
    return aspect(clause_of(anchor)) == "before"


def governs(anchor: Token, clause: Token) -> bool:
    """Does a time that opens the sentence set the clause too? It does what is joined by "and", no clause below."""
    verb = clause_of(anchor)
    if anchor.i - anchor.sent.start >= LEADING_WORDS or anchor.i > verb.i:
        return False
    return verb == clause or beside(verb, clause)


def beside(first: Token, later: Token) -> bool:
    """Is `later` a predicate joined to `first` as one that is told with it, in the same tense?"""
    node = later
    while node != first:
        if node.head == node or node.dep_ not in ("conj", "parataxis"):
            return False
        node = node.head
    if aspect(first) == aspect(later):
        return True
    bare = not any(c.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "cop") for c in later.children)
    return bare and later.tag_ in ("VBD", "VBN") and aspect(first) in ("before", "past")


def part(token: Token) -> bool:
    """Is a noun a part of what another tells: "half a century of shooting"? Not so "a round of talks"."""
    head = token.head
    if token.dep_ != "nmod" or head.pos_ != "NOUN" or token.pos_ != "NOUN":
        return False
    return head.lemma_.lower() not in HOLDERS


def in_passing(token: Token) -> bool:
    """Is a noun only what something was before, after or in spite of? "Since the arrests" tells no time of theirs."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    return any(c.lower_ in PASSING and c.dep_ in ("case", "mark") for c in token.children)


def tag_of(verb: Token) -> str:
    """The tag of a verb, mended where its form rules the tagger's out: "land" is no past, "overran" no present."""
    low, tag = verb.lower_, verb.tag_
    if tag == "VBD" and low == verb.lemma_.lower() and low not in UNCHANGED and not low.endswith("ed"):
        return "VBP"
    return "VBD" if tag == "VBP" and low in PASTS else tag


def since(token: Token) -> bool:
    """Does "since" stand before a noun?"""
    return token.pos_ in ("NOUN", "PROPN") and any(c.lower_ == "since" and c.dep_ == "case" for c in token.children)


def arranged(anchor: Token) -> bool:
    """Does the time hang on a word of planning: "a meeting that was planned for Tuesday"?"""
    verb = anchor.head
    return verb.lemma_.lower() in PLANNED and any(c.lower_ in ("for", "on") for c in anchor.children)


def aimed(clause: Token, anchor: Token) -> bool:
    """Does the time hang on what a verb of intent is about: "threatened to enter it the day before"?"""
    verb = clause_of(anchor)
    return verb.dep_ == "xcomp" and verb.head == clause and clause.lemma_.lower() in PROMISING


def settled(token: Token, anchor: Token) -> bool:
    """Is it the time at which what is to come was agreed on: "a session, agreed last May, is to be held"?"""
    verb = clause_of(anchor)
    return verb.head == token and verb.dep_ in ("acl", "acl:relcl") and verb.lemma_.lower() in SETTLING


def to_come(anchor: Token) -> bool:
    """Is it the time of a plan or a supposition? It sets no day for what is told after it."""
    return ahead(clause_of(anchor))


def ahead(verb: Token) -> bool:
    """Does a predicate tell what is to come or may be?"""
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "mark")} & AHEAD
    if any(c.lower_ == "be" and c.dep_ in ("aux:pass", "cop") for c in verb.children) and not words:
        return verb.dep_ in ("acl", "ccomp")  # "that a referendum be held"
    if words == {"to"} and verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_.lower() in UNDER_WAY:
        return ahead(verb.head)  # "began to withdraw on Tuesday"
    return bool(words)


def _within(noun: Token) -> bool:
    """ "Died in the war of 1982", "agreed at the 2013 summit": the noun is the occasion of the verb."""
    return noun.dep_ == "obl" and any(c.lower_ in ("in", "at", "during") for c in noun.children if c.dep_ == "case")


def _shares(first: Token, later: Token) -> bool:
    """May the time of the later of two joined verbs be the first one's too? "Bombed the port and left on Friday"."""
    if any(c.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass") for c in later.children):
        return False
    return first.tag_ == later.tag_


def _below(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("obl", "obj", "nsubj", "nsubj:pass", "xcomp")]


def aspect(verb: Token) -> str:
    """A coarse tense: ahead, perfect, past, present."""
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")}
    if words & AHEAD:
        return "ahead"
    if words & {"had"}:
        return "before"
    if words & {"has", "have"}:
        return "perfect"
    if tag_of(verb) in ("VBD", "VBN") or words & {"was", "were", "did"}:
        return "past"
    return "present"
