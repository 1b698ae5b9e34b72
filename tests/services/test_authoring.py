"""A project begins from nothing, from documents or from a list of questions, and is in order at once."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.domain.check.linting import Rule
from bot.errors import InputError, SheetError
from bot.services.authoring import draft_document, export_faq, import_faq, new_project
from bot.services.check import CheckStatus, check
from bot.sheets.documents import ReadingRules
from bot.sheets.faq import FaqFormat
from bot.sheets.knowledge import load
from bot.ui.texts.authoring import imported
from tests.sheets.pdf_pages import column, pdf

TODAY = date(2025, 4, 9)
PAGE = Path(__file__).parents[1] / "sheets" / "ferry.html"
MARKDOWN = """# Pool

Some words before.

## Visiting

### When is the pool open?

From **May** to September.

It is closed on Mondays.

### Do children pay?

### When is the pool open?

Always.
"""
CSV = "Question;Answer;also\nWhen is it open?;From May: to September.;opening hours | season\nWho?;\n"
JSON = [{"question": "When is it open?", "answer": "From May to September."}, {"answer": "x"}]
SCHEMA_ORG = {
    "@type": "FAQPage",
    "mainEntity": [
        {"name": "When is it open?", "acceptedAnswer": {"@type": "Answer", "text": "From May to September."}}
    ],
}


def test_a_project_from_nothing_is_in_order(tmp_path: Path) -> None:
    new_project(tmp_path / "own", [])

    report = check(tmp_path / "own" / "knowledge", TODAY)

    assert report.status is CheckStatus.CLEAN
    assert (report.test.golden, report.test.broken) == (1, ())
    names = {path.relative_to(tmp_path / "own").as_posix() for path in (tmp_path / "own").rglob("*.*")}
    assert names == {
        "README.md",
        "config.yaml",
        "knowledge/example.yaml",
        "knowledge/golden.yaml",
        "knowledge/sheet.schema.json",
        "seeds/example.md",
    }


def test_a_project_from_documents_can_be_served_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = (
            f"# Page {name}\n\nThe mill {name} was built in 1790. A ticket for mill {name} costs 4 crowns.\n"
        )
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")

    drafts = new_project(tmp_path / "own", [tmp_path / "a.md", tmp_path / "b.md"])

    briefing = load(tmp_path / "own" / "knowledge")
    assert [one.facts for one in drafts] == [2, 2]
    assert set(briefing.sheet.sources) == {"a", "b"}
    with pytest.raises(InputError, match="not empty"):
        new_project(tmp_path / "own", [])


def test_a_document_may_be_called_as_it_likes_but_must_be_text(tmp_path: Path) -> None:
    text = "# Page\n\nThe mill was built in 1790. A ticket for the mill costs 4 crowns.\n"
    for name in ("golden.md", "a.md", "a.txt"):
        (tmp_path / name).write_text(text.replace("mill", name[:1] * 4), encoding="utf-8")
    (tmp_path / "a.docx").write_text("PK", encoding="utf-8")

    new_project(tmp_path / "own", [tmp_path / "golden.md", tmp_path / "a.md", tmp_path / "a.txt"])

    names = {path.name for path in (tmp_path / "own" / "knowledge").glob("*.yaml")}
    assert names == {"golden.yaml", "golden-2.yaml", "a.yaml", "a-2.yaml"}
    assert set(load(tmp_path / "own" / "knowledge").sheet.sources) == {"golden", "a", "a-2"}
    with pytest.raises(InputError, match="not a text file"):
        new_project(tmp_path / "other", [tmp_path / "a.docx"])


def test_a_page_and_a_pdf_begin_a_project_as_the_texts_they_hold(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="the extra documents is not installed")
    page, mill = tmp_path / "ferry.html", tmp_path / "mill.pdf"
    page.write_bytes(PAGE.read_bytes())
    mill.write_bytes(pdf(column(["The mill was built in 1790. A ticket for", "the mill costs 4 crowns."])))

    drafts = new_project(tmp_path / "own", [page, mill])

    briefing = load(tmp_path / "own" / "knowledge")
    files = {source.file for source in briefing.sheet.sources.values()}
    assert files == {"seeds/ferry.md", "seeds/mill.txt"}
    assert [(one.file, one.made_of) for one in drafts] == [
        ("seeds/ferry.md", "ferry.html"),
        ("seeds/mill.txt", "mill.pdf"),
    ]
    answers = {fact.question: fact.answer for fact in briefing.sheet.facts}
    assert answers["Do dogs need a ticket?"] == "Guide dogs travel free."
    assert "A ticket for the mill costs 4 crowns." in answers.values()
    assert not [answer for answer in answers.values() if "cookie" in answer or "rights" in answer]


def test_a_draft_of_a_pdf_keeps_its_text_and_never_writes_over_it(home: Path, tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="the extra documents is not installed")
    mill, text = tmp_path / "mill.pdf", home / "seeds" / "mill.txt"
    mill.write_bytes(pdf(column(["The mill was built in 1790."])))

    first, second = (draft_document(mill, home / "knowledge") for _ in range(2))

    assert first == second
    assert "file: seeds/mill.txt" in first.text
    assert text.read_text("utf-8") == "The mill was built in 1790.\n"
    text.write_text("The mill was built in 1791.\n", encoding="utf-8")
    with pytest.raises(InputError, match="says something else"):
        draft_document(mill, home / "knowledge")
    assert "1791" in text.read_text("utf-8")


def test_a_text_is_there_before_the_sheet_is_found_wanting(home: Path) -> None:
    pytest.importorskip("pypdf", reason="the extra documents is not installed")
    (home / "seeds" / "mill.pdf").write_bytes(pdf(column(["The mill was built in 1790."])))
    sheet = "sources:\n  mill: {file: seeds/mill.pdf, title: The mill}\n"
    (home / "knowledge" / "mill.yaml").write_text(sheet, encoding="utf-8")

    with pytest.raises(SheetError, match=r"Its text is in seeds/mill\.txt: name that"):
        draft_document(home / "seeds" / "mill.pdf", home / "knowledge")

    (home / "knowledge" / "mill.yaml").write_text(sheet.replace("pdf", "txt"), encoding="utf-8")
    assert "1790" in draft_document(home / "seeds" / "mill.txt", home / "knowledge").text


def test_a_document_is_as_small_here_as_in_a_sheet(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 1_000_001, encoding="utf-8")

    with pytest.raises(InputError, match=r"1\.0 MB; at most 1 MB .* knowledge\.document_mb"):
        new_project(tmp_path / "own", [tmp_path / "a.txt"], ReadingRules(document_mb=1))

    assert not (tmp_path / "own").exists()


def test_questions_of_a_web_page_are_taken_over(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="the extra documents is not installed")

    done = import_faq(PAGE, tmp_path / "own" / "knowledge")

    briefing = load(tmp_path / "own" / "knowledge")
    asked = [fact.question for fact in briefing.sheet.facts]
    assert asked == ["Can I take my bicycle?", "Do dogs need a ticket?", "What does a ticket cost?"]
    assert done.source.endswith("seeds/ferry.md")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "THE QUIZ LEAGUE\nRules, season 2\n\n1. When\nWe play on Tuesdays, all the year round.\n",
            "THE QUIZ LEAGUE",
        ),
        (
            "Quiz League\nRules, season 2\n\n1. When\nWe play on Tuesdays, all the year round.\n",
            "Quiz League",
        ),
        ("Hill School\n\nDear all,\n\nRe: The trip\n\nWe leave from the school at noon.\n", "The trip"),
        ("Our mill\n\nThe mill was built in 1790 by the miller.\n", "Our mill"),
        ("The mill was built in 1790 by the miller.\n", "Page"),
    ],
)
def test_a_plain_text_has_a_title(tmp_path: Path, text: str, title: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")

    new_project(tmp_path / "new", [page])

    assert load(tmp_path / "new" / "knowledge").sheet.title == title


def test_the_title_in_the_front_matter_of_a_document_is_its_title(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("---\nid: 7\ntitle: 'The old mill'\n---\n# Rooms\n\nThe mill has 7 rooms.\n", "utf-8")

    new_project(tmp_path / "new", [page])

    assert load(tmp_path / "new" / "knowledge").sheet.title == "The old mill"


def test_a_list_taken_over_beside_the_example_tells_under_which_title_it_stands(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text("question,answer\nHow high is the rent?,It is 320 euros.\n", "utf-8")
    new_project(tmp_path / "own", ())

    told = imported(import_faq(tmp_path / "faq.csv", tmp_path / "own" / "knowledge"))

    assert "The title of all stays “The pool of Lower Marsh”, with the 2 facts that were there." in told
    assert "delete example.yaml" in told


def test_a_list_taken_over_beside_a_sheet_of_ones_own_needs_no_such_advice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = f"question,answer\nHow high is the {name}?,The {name} is 320 metres high.\n"
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")

    first, second = (
        imported(import_faq(tmp_path / f"{name}.csv", tmp_path / "own" / "knowledge"))
        for name in ("one", "two")
    )

    assert "The title" not in first
    assert "with the 1 fact that was there" in second
    assert "example" not in second


def test_documents_of_the_same_name_are_told_before_anything_is_written(tmp_path: Path) -> None:
    documents = [tmp_path / name / "rules.txt" for name in ("a", "b")]
    for document in documents:
        document.parent.mkdir()
        document.write_text("The pool is open from May to September.", encoding="utf-8")

    with pytest.raises(InputError, match="Two of the documents have the same name"):
        new_project(tmp_path / "own", documents)

    assert not (tmp_path / "own").exists()


def test_a_draft_names_only_what_the_sheet_lacks(home: Path) -> None:
    made = draft_document(home / "seeds" / "lighthouse.txt", home / "knowledge")

    assert "Critics call the plan too dear." in made.text
    assert "42 metres" not in made.text
    assert "sources:" not in made.text
    (home / "knowledge" / "more.yaml").write_text(made.text, encoding="utf-8")
    assert load(home / "knowledge").facts
    with pytest.raises(InputError, match="lies outside"):
        draft_document(Path(__file__), home / "knowledge")


@pytest.mark.parametrize(
    ("name", "text", "skipped"),
    [
        ("faq.md", MARKDOWN, ["no question", "no answer", "asked in line 7 already"]),
        ("faq.csv", CSV, ["no answer"]),
        ("faq.json", json.dumps(JSON), ["no question"]),
        ("faq.json", json.dumps(SCHEMA_ORG), []),
        ("faq.json", json.dumps({"When is it open?": "From May to September."}), []),
    ],
)
def test_a_list_of_questions_becomes_facts_that_quote_it(
    tmp_path: Path, name: str, text: str, skipped: list[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    done = import_faq(tmp_path / name, tmp_path / "own" / "knowledge")

    briefing = load(tmp_path / "own" / "knowledge")
    (fact,) = briefing.sheet.facts
    assert done.facts == 1
    assert [one.reason for one in done.faq.skipped] == skipped
    assert fact.answer.startswith("From May")
    assert all(cited.file == "seeds/faq.md" for cited in briefing.citations[fact.id])
    assert len(fact.quotes) == (2 if name == "faq.md" else 1)
    with pytest.raises(InputError, match="there already"):
        import_faq(tmp_path / name, tmp_path / "own" / "knowledge")


@pytest.mark.parametrize("form", list(FaqFormat))
def test_what_is_exported_can_be_taken_over_again(home: Path, tmp_path: Path, form: FaqFormat) -> None:
    briefing = load(home / "knowledge")
    (tmp_path / f"list.{form}").write_text(export_faq(briefing, form), encoding="utf-8")

    import_faq(tmp_path / f"list.{form}", tmp_path / "own" / "knowledge")

    again = load(tmp_path / "own" / "knowledge")
    said = [(fact.question, fact.answer) for fact in briefing.sheet.facts]
    assert [(fact.question, fact.answer) for fact in again.sheet.facts] == said
    if form is not FaqFormat.MARKDOWN:
        assert set(briefing.sheet.facts[0].also) <= set(again.sheet.facts[0].also)
        assert [fact.topic for fact in again.sheet.facts] == [fact.topic for fact in briefing.sheet.facts]


def test_what_is_taken_over_is_not_weak_but_for_what_only_people_know(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text('question,answer\nMay I swim?,"Yes, from May on"\n', encoding="utf-8")

    import_faq(tmp_path / "faq.csv", tmp_path / "own" / "knowledge")

    report = check(tmp_path / "own" / "knowledge", TODAY)
    assert {finding.rule for finding in report.findings} <= {Rule.PHRASINGS}
    assert load(tmp_path / "own" / "knowledge").sheet.facts[0].answer == "From May on."


def test_a_sheet_of_one_file_takes_no_list_over(home: Path, tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text('question,answer\nMay I swim?,"Yes, from May on"\n', encoding="utf-8")

    with pytest.raises(InputError, match=r"lighthouse\.yaml is a single file"):
        import_faq(tmp_path / "faq.csv", home / "knowledge" / "lighthouse.yaml")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("faq.txt.gz", "", "not a readable list of questions"),
        ("faq.json", "{", "faq.json:1:2: this is not JSON"),
        ("faq.json", "3", "holds no list of questions"),
        ("faq.md", "Nothing is asked here.", "no question with an answer"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=told):
        import_faq(tmp_path / name, tmp_path / "own" / "knowledge")
