"""`new`, `draft`, `import` and `export`: a briefing of your own, in and out."""

from pathlib import Path

import click

from bot.cli.paths import NAMED_PATH, STANDARD_OUTPUT, written
from bot.cli.session import Session, pass_session
from bot.ui.texts.plain import printable

FORMS = ("md", "csv", "json")


@click.command()
@click.argument("folder", type=NAMED_PATH)
@click.argument("documents", nargs=-1, type=NAMED_PATH, metavar="[DOCUMENT]...")
@pass_session
def new(session: Session, folder: Path, documents: tuple[Path, ...]) -> None:
    """Make a FOLDER for a briefing of your own.

    It holds facts drafted from each DOCUMENT (text, Markdown, HTML, PDF), or an example.
    """
    from bot.services.authoring import new_project
    from bot.ui.texts.authoring import begun

    drafts = new_project(folder, documents, session.rules) if documents else new_project(folder, ())
    click.echo(printable(begun(str(folder), drafts)))


@click.command()
@click.argument("documents", nargs=-1, required=True, type=NAMED_PATH, metavar="DOCUMENT...")
@click.option("--output", type=NAMED_PATH, default=STANDARD_OUTPUT, metavar="FILE",
              help="Write to FILE.  [default: standard output]")  # fmt: skip
@pass_session
def draft(session: Session, documents: tuple[Path, ...], output: Path) -> None:
    """Propose the facts of each DOCUMENT, as YAML.

    What the sheet quotes already is left out.
    """
    from bot.services.authoring import draft_document, require_free_in_sheet
    from bot.ui.texts.authoring import drafted

    require_free_in_sheet(output, session.settings.knowledge.path)
    with written(output) as file:
        for path in documents:
            made = draft_document(path, session.settings.knowledge.path, session.rules)
            file.write(made.text)
            click.echo(printable(drafted(made)), err=True)


@click.command("import")
@click.argument("file", type=NAMED_PATH)
@pass_session
def import_(session: Session, file: Path) -> None:
    """Take over the questions and answers of FILE.

    They become facts that quote it. FILE is Markdown, CSV, JSON or HTML.
    """
    from bot.services.authoring import import_faq
    from bot.ui.texts.authoring import imported

    click.echo(printable(imported(import_faq(file, session.settings.knowledge.path, session.rules))))


@click.command("export")
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="md", show_default=True, help="The kind of file."
)
@click.option("--output", type=NAMED_PATH, default=STANDARD_OUTPUT, metavar="FILE",
              help="Write to FILE.  [default: standard output]")  # fmt: skip
@pass_session
def export(session: Session, form: str, output: Path) -> None:
    """Write the sheet's questions and answers as a list.

    Others can read it, and `import`.
    """
    from bot.services.authoring import export_faq
    from bot.sheets.faq import FaqFormat
    from bot.sheets.knowledge import load

    briefing = load(session.settings.knowledge.path, session.rules)
    with written(output) as file:
        file.write(export_faq(briefing, FaqFormat(form)))
