#!/usr/bin/env python3
"""Measures the engine against annotated texts and prints README's table of accuracy.

    tests/accuracy.py GOLD [--binary target/debug/tickmark] [--check]

GOLD is a folder with one folder a set (`dates/dev.jsonl` and so on) and a scorer for each beside them
(`score_dates.py`). The texts are under terms that keep them out of this repository. With `--check`
nothing is printed but what fell below the README's figures, and the exit status tells whether any did.
"""

import argparse
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# A change of a word list moves a figure by a few tenths, up and down; more is a loss.
SLACK = 0.5


def f1(found, key):
    """F1 in percent from counts of gold, predicted and right."""
    both = found.get("gold", 0) + found.get("pred", 0)
    return 200 * found.get(key, 0) / both if both else 0.0


def dates(result):
    found = result["all"]
    yield "span found, F1", f1(found, "relaxed")
    yield "span exact, F1", f1(found, "strict")
    yield "value right, F1", f1(found, "value")


def histories(result):
    yield "value right, F1", f1(result["all"], "value")


def quantities(result):
    yield "number right, F1", f1(result["bag"], "number")
    yield "number and unit right, F1", f1(result["bag"], "value")
    yield "percentages, value right, F1", f1(result.get("percent", {}), "value")
    yield "money, value right, F1", f1(result.get("money", {}), "value")


def attribution(result):
    yield "speech verbs, F1", 100 * result["speech cues"]["f1"]
    yield "found, F1", 100 * result["detection"]["f1"]
    yield "who and what both right, F1", 100 * result["who + what"]["f1"]
    yield "direct quotations found", 100 * result["recall, direct"]["recall"]
    yield "mixed quotations found", 100 * result["recall, mixed"]["recall"]
    yield "indirect quotations found", 100 * result["recall, indirect"]["recall"]


def articles(result):
    for kind in ("rate", "quantity", "date", "attribution", "name", "superlative", "comparison"):
        many = kind.removesuffix("y") + "ies" if kind.endswith("y") else f"{kind}s"
        yield f"{many} marked as such", 100 * result["coverage"][kind]["aware"]
    yield "marks that a checker would make too", 100 * result["precision"]
    yield "order of sentences by worth, AUC", 100 * result["ranking"]["scores"]["AUC"]


def sentences(result):
    yield "boundaries, F1", 100 * result["F1"]
    yield "texts split without a fault", 100 * result["exact_texts"]


# What is measured: heading, folder and file, scorer, its options, what is read from its answer.
SETS = [
    ("Dates in news (TimeBank)", "dates/dev", "dates", ["--source", "timebank"], dates),
    ("Dates in news (AQUAINT)", "dates/dev", "dates", ["--source", "aquaint"], dates),
    ("Dates in short messages", "dates/dev", "dates", ["--source", "tweets"], histories),
    ("Dates in histories (WikiWars)", "dates/dev", "dates", ["--source", "wikiwars"], histories),
    ("Quantities in news (NewsQuant)", "quantities/dev", "quantities", ["--source", "newsquant"], quantities),
    ("Who said what in news", "attribution/dev", "attribution", [], attribution),
    ("Whole articles as a checker marks them", "claims/dev", "claims", [], articles),
    ("Sentences, hard cases", "sentences/golden", "sentences", [], sentences),
    ("Sentences, web logs", "sentences/web_dev", "sentences", [], sentences),
]


def measure(gold, binary):
    """Rows of set, what, and figure."""
    predictions = {}
    with tempfile.TemporaryDirectory() as folder:
        for heading, name, scorer, options, read in SETS:
            answers = gold / f"{name}.jsonl"
            if not answers.exists():
                print(f"{answers} is missing; its rows are left out", file=sys.stderr)
                continue
            if name not in predictions:
                predictions[name] = pathlib.Path(folder) / f"{len(predictions)}.jsonl"
                predict(binary, answers, predictions[name], scorer == "sentences")
            command = [sys.executable, gold / f"score_{scorer}.py", answers, predictions[name], *options, "--json"]
            result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            for what, figure in read(result):
                yield heading, what, figure


def predict(binary, answers, out, as_sentences):
    with open(answers, "rb") as text, open(out, "wb") as found:
        subprocess.run([binary, "extract", "--jsonl"], stdin=text, stdout=found, check=True)
    if as_sentences:
        # The scorer of sentences wants their words, not their places.
        texts = [json.loads(line)["text"] for line in answers.read_text(encoding="utf-8").splitlines()]
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        with open(out, "w", encoding="utf-8") as found:
            for text, row in zip(texts, rows, strict=True):
                row["sentences"] = [text[start:end] for start, end in row["sentences"]]
                print(json.dumps(row), file=found)


def promised():
    """The figures of README's table, by set and what."""
    rows, heading = {}, ""
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and re.fullmatch(r"\d+\.\d", cells[2]):
            heading = cells[0] or heading
            rows[heading, cells[1]] = float(cells[2])
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("--binary", default=str(ROOT / "target/debug/tickmark"))
    parser.add_argument("--check", action="store_true", help="compare with README instead of printing")
    arguments = parser.parse_args()
    rows = list(measure(arguments.gold, arguments.binary))
    if arguments.check:
        table = promised()
        if not table:
            sys.exit("accuracy: README has no table to compare with")
        found = {(heading, what): figure for heading, what, figure in rows}
        worse = [f"{heading}, {what}: {found.get((heading, what), 0.0):.1f}, README says {figure:.1f}"
                 for (heading, what), figure in table.items()
                 if found.get((heading, what), 0.0) < figure - SLACK]
        print("\n".join(worse))
        print(f"accuracy: {len(table) - len(worse)} passed, {len(worse)} failed")
        sys.exit(bool(worse))
    last = None
    print("| texts | what | % |\n| --- | --- | ---: |")
    for heading, what, figure in rows:
        print(f"| {heading if heading != last else ''} | {what} | {figure:.1f} |")
        last = heading
    print(f"\nMeasured on {datetime.date.today():%B %-d, %Y}.")


if __name__ == "__main__":
    main()
