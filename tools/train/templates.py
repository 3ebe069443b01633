"""Writes news sentences with gold parses: reporting clauses, titles, appositions, datelines, headlines.

The open treebanks hold little of them. Words and frames are ours; names come from names.py.
`python -m tools.train.templates --reference DIR --out FILE [--count N]`
"""

import argparse
import random
from pathlib import Path

from tools.train.names import Country, Names
from tools.train.sentence import Sentence, save
from tools.train.trees import Tree, country, mark, name, people, sentence
from tools.train.wording import forms, words

SPEECH = [forms(verb) for verb in words("verbs", "speech")]
SAID = [*[forms("say")] * 3, *SPEECH]  # every fifth report says "said"
ADDRESS = [forms(verb) for verb in words("verbs", "address")]
CONTROL = [forms(verb) for verb in words("verbs", "control")]
MOTION = [(forms(verb), preposition) for verb, preposition in map(str.split, words("verbs", "motion"))]
VERBS = {kind: [forms(verb) for verb in words("verbs", kind)] for kind in ("paper", "thing", "matter", "actor")}
PARTICLES = [(forms("shoot"), "down"), (forms("take"), "over"), (forms("call"), "off"), (forms("set"), "up")]
NOUNS = {kind: words("nouns", kind) for kind in ("paper", "thing", "matter")}
ADJECTIVES = words("other", "adjectives")
ROLES, RANKS, BODIES = words("nouns", "roles"), words("nouns", "ranks"), words("nouns", "bodies")
PLURAL = frozenset(words("nouns", "plural_bodies"))
STATES = words("other", "states")
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
QUOTES = (('"', '"'), ("“", "”"), ("‘", "’"))


class Writer:
    """Draws sentences; the generator of chance decides everything."""

    def __init__(self, names: Names, chance: random.Random) -> None:
        self.names, self.chance = names, chance

    def pick(self, items):  # type: ignore[no-untyped-def]
        return self.chance.choice(items)

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    # ---- noun phrases

    def role(self, *, capital: bool) -> Tree:
        words = self.pick(ROLES).split()
        xpos = "NNP" if capital else "NN"
        trees = [Tree(w.capitalize() if capital else w, xpos) for w in words]
        plain = (
            "amod"
            if words[0] in ("prime", "foreign", "deputy", "national", "special", "chief", "secretary")
            else "compound"
        )
        for tree, word in zip(trees[:-1], words[:-1], strict=True):
            if word in ("prime", "foreign", "deputy", "special", "national", "interior"):
                tree.xpos, tree.upos = ("JJ", "ADJ") if not capital or plain == "amod" else (tree.xpos, tree.upos)
        return trees[-1].left(*(("amod" if t.xpos == "JJ" else "compound", t) for t in trees[:-1]))

    def person(self) -> Tree:
        return name(self.names.person(self.chance) if self.maybe(0.75) else self.names.surname(self.chance), "PER")

    def titled(self) -> Tree:
        """'Turkish Foreign Minister X Y', 'X's Defence Minister Y Z', 'rebel commander Y', 'Gen. Y Z'."""
        who = name(self.names.person(self.chance), "PER") if self.maybe(0.8) else self.person()
        if self.maybe(0.18):
            words = self.pick(RANKS).split()
            rank = Tree(words[-1], "NNP").left(*(("compound", Tree(w, "NNP")) for w in words[:-1]))
            return who.left(("nmod:desc", rank))
        role = self.role(capital=self.maybe(0.6))
        if self.maybe(0.15):
            role.left(("amod", Tree(self.pick(["former", "then", "acting", "outgoing"]), "JJ")))
        kind = self.chance.random()
        place = self.names.country(self.chance)
        if kind < 0.4:
            return who.left(("nmod:desc", role.left(("amod", people(place)))))
        if kind < 0.6:
            return who.left(("nmod:poss", country(place).right(("case", Tree("'s", "POS")))), ("nmod:desc", role))
        if kind < 0.7:
            return who.left(("nmod:desc", role.left(("compound", self.organisation(article=False)))))
        return who.left(("nmod:desc", role))

    def explained(self) -> Tree:
        """'X Y, the defence minister of Z,'; 'the foreign minister, X Y,'; 'Turkey's foreign minister, X,'."""
        place = self.names.country(self.chance)
        role = self.role(capital=False)
        kind = self.chance.random()
        if kind < 0.35:
            role.left(("det", Tree("the", "DT")), ("amod", people(place)))
        elif kind < 0.65:
            role.left(("nmod:poss", country(place).right(("case", Tree("'s", "POS")))))
        else:
            role.left(("det", Tree("the", "DT"))).right(("nmod", country(place).left(("case", Tree("of", "IN")))))
        if self.maybe(0.6):
            who = name(self.names.person(self.chance), "PER")
            return who.right(("appos", role.left(mark(",")).right(mark(","))))
        return role.right(("appos", self.person().left(mark(",")).right(mark(","))))

    def organisation(self, *, article: bool = True) -> Tree:
        words = self.names.organisation(self.chance)
        tree = name(words, "ORG")
        return tree.left(("det", Tree("the", "DT"))) if article and len(words) > 1 and self.maybe(0.6) else tree

    def body(self, place: Country | None = None) -> Tree:
        """'the Turkish government', 'Turkish officials', 'Turkey's army', 'the government of Turkey'."""
        place = place or self.names.country(self.chance)
        word = self.pick(BODIES)
        noun = Tree(word, "NNS" if word in PLURAL else "NN")
        kind = self.chance.random()
        if kind < 0.55:
            noun.left(("amod", people(place)))
            if word not in PLURAL or self.maybe(0.3):
                noun.left(("det", Tree("the", "DT")))
        elif kind < 0.8:
            noun.left(("nmod:poss", country(place).right(("case", Tree("'s", "POS")))))
        else:
            noun.left(("det", Tree("the", "DT"))).right(("nmod", country(place).left(("case", Tree("of", "IN")))))
        return noun

    def state(self) -> Tree:
        tree = country(self.names.country(self.chance))
        if self.maybe(0.1):
            member = Tree(self.pick(["member", "ally", "partner", "neighbour", "candidate"]), "NN")
            return tree.left(
                ("nmod:desc", member.left(("compound", name(self.names.organisation(self.chance), "ORG"))))
            )
        return tree

    def actor(self, *, simple: bool = False) -> Tree:
        kind = self.chance.random()
        if kind < 0.24:
            return self.state()
        if kind < 0.36:
            return name(self.names.city(self.chance), "LOC")
        if kind < 0.54:
            return self.body()
        if kind < 0.68:
            return self.organisation()
        if kind < 0.8 or simple:
            return self.person()
        return self.titled() if kind < 0.93 else self.explained()

    def speaker(self) -> Tree:
        kind = self.chance.random()
        if kind < 0.14:
            return Tree(self.pick(["he", "she", "they", "he", "she", "it"]), "PRP")
        if kind < 0.44:
            return self.titled()
        if kind < 0.62:
            return self.explained()
        if kind < 0.72:
            return self.role(capital=False).left(("det", Tree(self.pick(["the", "the", "a"]), "DT")))
        if kind < 0.8:
            return self.body()
        return self.actor()

    def both(self, draw, *, noun: str = "and") -> Tree:  # type: ignore[no-untyped-def]
        first, second = draw(), draw()
        return first.right(("conj", second.left(("cc", Tree(noun, "CC")))))

    def matter(self, kind: str) -> Tree:
        """The object of a verb of this kind."""
        if kind == "actor":
            return self.actor(simple=True) if self.maybe(0.7) else self.both(lambda: self.actor(simple=True))
        if kind == "matter":
            noun = Tree(self.pick(NOUNS["matter"]), "NNS")
            if self.maybe(0.4):
                noun.left(("amod", Tree(self.pick(ADJECTIVES), "JJ")))
        else:
            noun = Tree(self.pick(NOUNS[kind]), "NN")
            if self.maybe(0.35):
                noun.left(("amod", Tree(self.pick(ADJECTIVES), "JJ")))
            if self.maybe(0.25):
                noun.left(("amod", people(self.names.country(self.chance))))
            noun.left(("det", Tree(self.pick(["the", "a", "a", "the", "this"]), "DT")))
            first = noun.before[1][1].first().word if len(noun.before) > 1 else noun.word
            if noun.before[0][1].word == "a" and first[0].lower() in "aeiou":
                noun.before[0][1].word = "an"
        if self.maybe(0.35):
            preposition = self.pick(["with", "on", "against", "with", "between"] if kind != "thing" else ["of"])
            other = self.both(self.state) if preposition == "between" else self.actor(simple=True)
            noun.right(("nmod", other.left(("case", Tree(preposition, "IN")))))
        if kind == "paper" and self.maybe(0.2):
            inner = self.pick(["thing", "matter"])
            verb = self.pick(VERBS[inner])
            noun.right(("acl", Tree(verb[0], "VB").left(("mark", Tree("to", "TO"))).right(("obj", self.matter(inner)))))
        return noun

    # ---- times and places

    def when(self) -> tuple[str, Tree]:
        kind = self.chance.random()
        day, month = self.pick(DAYS), self.pick(MONTHS)
        if kind < 0.35:
            return "obl", Tree(day, "NNP", tag="B-DATE").left(("case", Tree("on", "IN")))
        if kind < 0.5:
            return "obl:unmarked", Tree(day, "NNP", tag="B-DATE")
        if kind < 0.65:
            number = Tree(str(self.chance.randint(1, 31)), "CD", tag="I-DATE" if self.maybe(0.5) else "B-DATE")
            if number.tag == "I-DATE":
                tree = Tree(month, "NNP", tag="B-DATE").right(("nummod", number))
            else:
                tree = Tree(month, "NNP", tag="I-DATE").left(("nummod", number))
            if self.maybe(0.3):
                tree.right(("nmod:unmarked", Tree(str(self.chance.randint(1975, 2029)), "CD", tag="I-DATE")))
            return "obl", tree.left(("case", Tree("on", "IN")))
        if kind < 0.8:
            tree = Tree(month, "NNP", tag="B-DATE")
            if self.maybe(0.5):
                tree.right(("nmod:unmarked", Tree(str(self.chance.randint(1975, 2029)), "CD", tag="I-DATE")))
            return "obl", tree.left(("case", Tree("in", "IN")))
        if kind < 0.95:
            noun = Tree(self.pick(["week", "month", "year", day, month]), "NN", tag="I-DATE")
            if noun.word[0].isupper():
                noun.xpos, noun.upos = "NNP", "PROPN"
            return "obl:unmarked", noun.left(("amod", Tree(self.pick(["last", "next"]), "JJ", tag="B-DATE")))
        return "obl", Tree(str(self.chance.randint(1975, 2029)), "CD", tag="B-DATE").left(("case", Tree("in", "IN")))

    def where(self) -> tuple[str, Tree]:
        tree = (
            name(self.names.city(self.chance), "LOC") if self.maybe(0.7) else country(self.names.country(self.chance))
        )
        return "obl", tree.left(("case", Tree(self.pick(["in", "in", "near"]), "IN")))

    def settings(self, tree: Tree) -> Tree:
        parts = [draw() for draw, share in ((self.where, 0.3), (self.when, 0.35)) if self.maybe(share)]
        self.chance.shuffle(parts)
        return tree.right(*parts)

    # ---- clauses

    def predicate(self, *, form: str, plural: bool) -> Tree:
        """A verb in the wanted form (past, present, base or ing) with its objects."""
        place = {
            "past": (2, "VBD"),
            "present": (0, "VBP") if plural else (1, "VBZ"),
            "base": (0, "VB"),
            "ing": (4, "VBG"),
            "done": (3, "VBN"),
        }
        at, xpos = place[form]
        draw = self.chance.random()
        if draw < 0.14:
            verb = self.pick(CONTROL)
            inner = self.predicate(form="base", plural=plural)
            return Tree(verb[at], xpos).right(("xcomp", inner.left(("mark", Tree("to", "TO")))))
        if draw < 0.24:
            verb, preposition = self.pick(MOTION)
            goal = name(self.names.place(self.chance), "LOC").left(("case", Tree(preposition, "IN")))
            return Tree(verb[at], xpos).right(("obl", goal))
        kind = self.pick(["paper", "thing", "matter", "actor"])
        if kind == "thing" and self.maybe(0.2):
            verb, particle = self.pick(PARTICLES)
            return self.settings(
                Tree(verb[at], xpos).right(("compound:prt", Tree(particle, "RP")), ("obj", self.matter("thing")))
            )
        tree = Tree(self.pick(VERBS[kind])[at], xpos).right(("obj", self.matter(kind)))
        return self.settings(tree)

    def clause(self, *, subject: Tree | None = None, simple: bool = False) -> Tree:
        """A finite clause with its subject."""
        two = subject is None and self.maybe(0.12)
        subject = subject or (self.both(lambda: self.actor(simple=True)) if two else self.actor(simple=simple))
        plural = two or subject.xpos == "NNS" or subject.word in ("they", "we")
        draw = self.chance.random()
        if draw < 0.4:
            tree = self.predicate(form="past", plural=plural).left(("nsubj", subject))
        elif draw < 0.5:
            tree = self.predicate(form="present", plural=plural).left(("nsubj", subject))
        elif draw < 0.62:
            aux = Tree("have" if plural else "has", "VBP" if plural else "VBZ", upos="AUX")
            tree = self.predicate(form="done", plural=plural).left(("nsubj", subject), ("aux", aux))
        elif draw < 0.76:
            aux = Tree(self.pick(["will", "would", "could", "should", "must", "may", "can"]), "MD")
            parts = [("nsubj", subject), ("aux", aux)]
            if self.maybe(0.2):
                parts.append(("advmod", Tree("not", "RB", upos="PART")))
            tree = self.predicate(form="base", plural=plural).left(*parts)
        elif draw < 0.9:
            kind = self.pick(["paper", "thing", "matter"])
            theme = self.matter(kind)
            many = theme.xpos == "NNS"
            was = Tree(self.pick(["were", "were", "are"] if many else ["was", "was", "is"]), "VBD", upos="AUX")
            if was.word in ("is", "are"):
                was.xpos = "VBZ" if was.word == "is" else "VBP"
            tree = Tree(self.pick(VERBS[kind])[3], "VBN").left(("nsubj:pass", theme), ("aux:pass", was))
            if self.maybe(0.6):
                tree.right(("obl:agent", subject.left(("case", Tree("by", "IN")))))
            self.settings(tree)
        else:
            theme = self.matter("paper") if self.maybe(0.5) else self.matter("matter")
            many = theme.xpos == "NNS"
            be = Tree(
                *(("were", "VBD") if many else ("was", "VBD"))
                if self.maybe(0.5)
                else (("are", "VBP") if many else ("is", "VBZ")),
                upos="AUX",
            )
            tree = Tree(self.pick(STATES), "JJ").left(("nsubj", theme), ("cop", be))
        return tree

    def subordinate(self, tree: Tree) -> Tree:
        """Adds an adverbial clause or a coordinated verb."""
        draw = self.chance.random()
        if draw < 0.35:
            word = self.pick(["after", "before", "while", "as", "because", "although", "if", "when"])
            clause = self.clause(simple=True).left(("mark", Tree(word, "IN", upos="SCONJ")))
            return tree.right(("advcl", clause))
        if draw < 0.6:
            verb = self.predicate(form="ing", plural=False).left(
                ("mark", Tree(self.pick(["after", "before", "without"]), "IN", upos="SCONJ"))
            )
            return tree.right(("advcl", verb))
        verb = self.predicate(form="past", plural=False).left(("cc", Tree("and", "CC")))
        return tree.right(("conj", verb))

    def that(self, clause: Tree) -> Tree:
        return clause.left(("mark", Tree("that", "IN", upos="SCONJ"))) if self.maybe(0.75) else clause

    def to_whom(self) -> tuple[str, Tree]:
        word = self.pick(["reporters", "journalists", "lawmakers", "parliament", "diplomats", "ambassadors", ""])
        return "obj", Tree(word, "NNS" if word != "parliament" else "NN") if word else name(
            self.names.organisation(self.chance), "ORG"
        )

    def said(self) -> Tree:
        """A past verb of speech; 'told' comes with the one told."""
        if self.maybe(0.2):
            label, whom = self.to_whom()
            return Tree(self.pick(ADDRESS)[2], "VBD").right((label, whom))
        return Tree(self.pick(SAID)[2], "VBD")

    def adding(self, verb: Tree) -> Tree:
        """', adding that ...' hangs on the verb of speech, not on what was said."""
        word = self.pick(SPEECH)[4] if self.maybe(0.6) else "adding"
        inner = self.that(self.clause()) if self.maybe(0.8) else self.that(self.clause(subject=Tree("it", "PRP")))
        participle = Tree(word, "VBG").left(mark(",")).right(("ccomp", inner))
        return verb.right(("advcl", participle))

    # ---- sentences

    def reported(self) -> Tree:
        """'X said that ...'"""
        verb = self.said().left(("nsubj", self.speaker()))
        if self.maybe(0.3):
            verb.right(self.when())
        verb.right(("ccomp", self.that(self.clause())))
        return self.adding(verb) if self.maybe(0.25) else verb

    def trailing(self) -> Tree:
        """'..., X said' and '..., said X', quoted or not, with ', adding that ...' behind."""
        content = self.clause()
        if self.maybe(0.3):
            content = self.subordinate(content)
        opened, closed = self.pick(QUOTES)
        quoted = self.maybe(0.6)
        if quoted:
            content.left(mark(opened))
        verb = Tree(self.pick(SAID)[2], "VBD")
        speaker = self.speaker()
        verb.left(("ccomp", content), mark(","), *((mark(closed),) if quoted else ()))
        if self.maybe(0.5) and speaker.xpos != "PRP":
            verb.right(("nsubj", speaker))
        else:
            verb.before.append(("nsubj", speaker))
            if self.maybe(0.2):
                verb = Tree(self.pick(ADDRESS)[2], "VBD").left(*verb.before).right(self.to_whom())
        if self.maybe(0.3):
            verb.right(self.when())
        draw = self.chance.random()
        if draw < 0.4:
            return self.adding(verb)
        if draw < 0.5:
            inner = self.clause()
            second = Tree(self.pick(SAID)[2], "VBD").left(("cc", Tree("and", "CC"))).right(("ccomp", self.that(inner)))
            return verb.right(("conj", second))
        return verb

    def by_source(self) -> Tree:
        """'According to X, ...' and '..., according to X'."""
        according = self.actor().left(("case", Tree("according", "VBG").right(("fixed", Tree("to", "IN")))))
        clause = self.clause()
        if self.maybe(0.5):
            return clause.left(("obl", according.right(mark(","))))
        return clause.right(("obl", according.left(mark(","))))

    def dateline(self) -> Tree:
        """'ANKARA, Turkey (AP) — ...': the place hangs on the verb as parataxis, never as its subject."""
        city = self.names.city(self.chance)
        upper = self.maybe(0.7)
        place = name([w.upper() for w in city] if upper else city, "LOC")
        if self.maybe(0.5):
            place.right(mark(","), ("appos", name(self.names.country(self.chance).name, "LOC")))
        if self.maybe(0.4):
            agency = name([self.pick(["AP", "Reuters", "AFP", "TASS", "Xinhua", "ANI", "dpa", "UPI", "CNN"])], "ORG")
            place.right(("parataxis", agency.left(mark("(")).right(mark(")"))))
        if self.maybe(0.2):
            place.right(
                mark(","),
                (
                    "parataxis",
                    Tree(self.pick(MONTHS), "NNP", tag="B-DATE").right(
                        ("nummod", Tree(str(self.chance.randint(1, 31)), "CD", tag="I-DATE"))
                    ),
                ),
            )
        place.right(mark(self.pick(["—", "-", "–", "--", ":"])))
        clause = self.reported() if self.maybe(0.4) else self.clause()
        return clause.left(("parataxis", place))

    def relative(self) -> Tree:
        """'X, which/who ..., ...'"""
        subject = self.actor(simple=True)
        person = any(n.tag.endswith("PER") for n in subject.nodes())
        word = Tree("who" if person else "which", "WP" if person else "WDT")
        inner = self.predicate(form="past", plural=False).left(mark(","), ("nsubj", word)).right(mark(","))
        return self.clause(subject=subject.right(("acl:relcl", inner)))

    def headline(self) -> Tree:
        """'X, Y sign pact in Z': present tense, no articles, no stop."""
        if self.maybe(0.35):
            first = self.actor(simple=True).right(("conj", self.actor(simple=True).left(mark(","))))
            plural = True
        else:
            first, plural = self.actor(simple=True), False
        tree = self.predicate(form="present", plural=plural).left(("nsubj", first))
        if self.maybe(0.3):
            tree = (
                Tree(self.pick(SAID)[1], "VBZ")
                .left(("nsubj", self.actor(simple=True)))
                .right(("ccomp", self.clause(simple=True)))
            )
        return tree

    def sentence(self, id: str) -> Sentence:
        draw = self.chance.random()
        stop = True
        if draw < 0.36:
            tree = self.trailing()
        elif draw < 0.56:
            tree = self.reported()
        elif draw < 0.62:
            tree = self.by_source()
        elif draw < 0.7:
            tree = self.dateline()
        elif draw < 0.76:
            tree = self.relative()
        elif draw < 0.82:
            tree, stop = self.headline(), False
        else:
            tree = self.clause()
            if self.maybe(0.5):
                tree = self.subordinate(tree)
        if draw >= 0.36 and stop and self.maybe(0.12):
            label, time = self.when()
            tree.left((label, time), mark(",")) if not tree.before or tree.before[0][0] != "parataxis" else None
        nodes = list(tree.nodes())
        if stop:
            # A comma that closes an apposition gives way to the stop.
            tree.right(mark("."))
            _drop_last_comma(tree)
        first = (
            tree.first()
            if nodes[0].upos != "PUNCT" or len(nodes) < 2
            else next(n for n in tree.nodes() if n.upos != "PUNCT")
        )
        first.word = first.word[:1].upper() + first.word[1:]
        return _without_doubled_commas(sentence(tree, id))


def _drop_last_comma(tree: Tree) -> None:
    """Takes out a comma that stands right before the final stop."""
    nodes = list(tree.nodes())
    if len(nodes) > 2 and nodes[-2].word == ",":
        _remove(tree, nodes[-2])


def _remove(tree: Tree, gone: Tree) -> None:
    for node in tree.nodes():
        node.before = [(label, part) for label, part in node.before if part is not gone]
        node.after = [(label, part) for label, part in node.after if part is not gone]


def _without_doubled_commas(s: Sentence) -> Sentence:
    """', ,' where two phrases close at once becomes one comma."""
    words = s.words
    drop = [i for i in range(len(words) - 1) if words[i] == words[i + 1] == ","]
    for i in reversed(drop):
        for field in (s.words, s.spaces, s.upos, s.xpos, s.heads, s.relations, s.lemmas, s.entities):
            del field[i]
        s.heads = [h - 1 if h > i + 1 else h for h in s.heads]
    return s


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reference", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--count", type=int, default=6000)
    options.add_argument("--seed", type=int, default=7)
    args = options.parse_args()
    writer = Writer(Names(args.reference), random.Random(args.seed))
    print(save((writer.sentence(f"template-{number}") for number in range(args.count)), args.out))


if __name__ == "__main__":
    main()
