"""Features of words (UD names) by rule, from the Penn tag, the form and the tree."""

from collections.abc import Sequence

FROM_TAG = {
    "NN": {"Number": "Sing"},
    "NNP": {"Number": "Sing"},
    "NNS": {"Number": "Plur"},
    "NNPS": {"Number": "Plur"},
    "VB": {"VerbForm": "Inf"},
    "VBD": {"Tense": "Past", "VerbForm": "Fin"},
    "VBG": {"Tense": "Pres", "VerbForm": "Part"},
    "VBN": {"Tense": "Past", "VerbForm": "Part"},
    "VBP": {"Tense": "Pres", "VerbForm": "Fin"},
    "VBZ": {"Number": "Sing", "Person": "3", "Tense": "Pres", "VerbForm": "Fin"},
    "MD": {"VerbForm": "Fin"},
    "JJR": {"Degree": "Cmp"},
    "JJS": {"Degree": "Sup"},
    "RBR": {"Degree": "Cmp"},
    "RBS": {"Degree": "Sup"},
}
PRONOUNS = {
    "i": ("1", "Sing"), "me": ("1", "Sing"), "my": ("1", "Sing"), "mine": ("1", "Sing"), "myself": ("1", "Sing"),
    "we": ("1", "Plur"), "us": ("1", "Plur"), "our": ("1", "Plur"), "ours": ("1", "Plur"), "ourselves": ("1", "Plur"),
    "you": ("2", ""), "your": ("2", ""), "yours": ("2", ""), "yourself": ("2", "Sing"), "yourselves": ("2", "Plur"),
    "he": ("3", "Sing"), "him": ("3", "Sing"), "his": ("3", "Sing"), "himself": ("3", "Sing"),
    "she": ("3", "Sing"), "her": ("3", "Sing"), "hers": ("3", "Sing"), "herself": ("3", "Sing"),
    "it": ("3", "Sing"), "its": ("3", "Sing"), "itself": ("3", "Sing"),
    "they": ("3", "Plur"), "them": ("3", "Plur"), "their": ("3", "Plur"), "theirs": ("3", "Plur"),
    "themselves": ("3", "Plur"),
    "this": ("", "Sing"), "that": ("", "Sing"), "these": ("", "Plur"), "those": ("", "Plur"),
}  # fmt: skip
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "nt"})
NEGATABLE = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})


def features(
    words: Sequence[str], pos: Sequence[str], tags: Sequence[str], *, heads: Sequence[int], relations: Sequence[str]
) -> list[str]:
    """UD feature strings, an entry a token ("Number=Sing|Tense=Past").

    heads are token numbers, the root its own head. Beyond UD, a word with a negating adverb below it carries
    Polarity=Neg itself, and Voice=Pass stands on every passive verb, reduced relative clauses included.
    """
    found = [
        dict(FROM_TAG.get(tag, {})) if p not in ("X", "SPACE", "PUNCT") else {}
        for p, tag in zip(pos, tags, strict=True)
    ]
    for number, word in enumerate(words):
        low, p = word.lower(), pos[number]
        if p in ("PRON", "DET") and low in PRONOUNS:
            person, count = PRONOUNS[low]
            found[number].update({k: v for k, v in (("Person", person), ("Number", count)) if v})
        head, relation = heads[number], relations[number]
        if low in NEGATIONS and p in ("PART", "ADV", "DET", "CCONJ", "INTJ"):
            found[number]["Polarity"] = "Neg"
            if p in ("PART", "ADV") and relation == "advmod" and pos[head] in NEGATABLE:
                found[head]["Polarity"] = "Neg"
        if relation == "aux:pass":
            found[head]["Voice"] = "Pass"
            if low in ("was", "were", "got"):
                found[number]["Tense"] = "Past"
        if relation == "acl" and p == "VERB" and tags[number] == "VBN":
            found[number]["Voice"] = "Pass"
    return ["|".join(f"{name}={value}" for name, value in sorted(f.items())) for f in found]
