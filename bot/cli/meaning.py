"""`meaning`: which sentence encoders there are, and how to get one."""

import click

from bot.cli.session import Session, pass_session
from bot.errors import MeaningError
from bot.ui.texts import meaning as texts


@click.group("meaning", invoke_without_command=True)
@pass_session
@click.pass_context
def meaning_group(ctx: click.Context, session: Session, /) -> None:
    """List the sentence encoders, and whether they are here.

    Each can be named as the setting matching.meaning.
    """
    if ctx.invoked_subcommand is None:
        from bot.meaning.models import MODELS, home

        for model in MODELS.values():
            folder = home(model.name, session.settings.database.path)
            line = (
                texts.here(model.name, str(folder))
                if folder.is_dir()
                else texts.not_here(model.name, model.megabytes)
            )
            click.echo(line)


@meaning_group.command()
@click.argument("name", default="all-MiniLM-L6-v2")
@click.option(
    "--hub", metavar="ADDRESS", help="A mirror of the model hub.  [default: https://huggingface.co]"
)
@pass_session
def fetch(session: Session, /, name: str, hub: str | None) -> None:
    """Fetch the model NAME to a folder beside the database.

    Without a NAME it is all-MiniLM-L6-v2.
    """
    from bot.meaning import fetching
    from bot.meaning.models import HUB, home, named
    from bot.services.meaning import is_decisive
    from bot.ui.terminal.progress import fetching_bar, fetching_shown

    model = named(name)
    folder = home(name, session.settings.database.path)
    click.echo(texts.fetching(name, model.languages, model.megabytes), err=True)
    with fetching_bar(session.errors) as bar:
        fetching.fetch(model, folder, hub or HUB, fetching_shown(bar))
    click.echo(texts.fetched(name, str(folder)))
    try:
        click.echo(texts.role(decides=is_decisive(folder)))
    except MeaningError as error:  # the model is here; what runs it may come later
        click.echo(error.sentence, err=True)
