"""Commands that make, keep and check registers."""

from __future__ import annotations

from kaa_desktop.cli.commands import DONE, FOUND, CommandContext
from kaa_desktop.cli.console import Console
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.services.backups import back_up, restore, verify
from kaa_desktop.services.demo import fill_with_demo
from kaa_desktop.services.registers import close, offer_recovery_key, settle_recovery_key
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.verification import Verification


def new_register(context: CommandContext) -> int:
    """`new-register`: make a register; the recovery key is printed once."""
    arguments, console = context.arguments, context.console
    _ = console.translator.gettext
    demo = arguments.demo_people is not None
    settings = RegisterSettings(
        municipality_code=arguments.municipality,
        municipality_name=context.municipality_names.get(arguments.municipality, ""),
        demo=demo,
        allow_interim=demo,
    )
    workspace, recovery_key = context.opener.create(
        context.register_path,
        user=arguments.user or context.default_user,
        passphrase=console.passphrase(twice=True),
        settings=settings,
    )
    try:
        if demo:
            with console.progress() as progress:
                fill_with_demo(
                    workspace, people=arguments.demo_people, seed=arguments.seed, progress=progress
                )
    finally:
        close(workspace)
    if arguments.json:
        console.json({"register": str(context.register_path), "recovery_key": recovery_key})
        return DONE
    console.line(_("Made {path}").format(path=context.register_path))
    console.line(_("User: {user}").format(user=workspace.register.actor))
    _tell_recovery_key(console, recovery_key)
    return DONE


def new_recovery_key(context: CommandContext) -> int:
    """`new-recovery-key`: replace the recovery key; the new one is printed once.

    The former is void only when the new one has been written out.
    """
    console, path = context.console, context.register_path
    context.opener.users(path)  # a missing register is told before a passphrase is asked for
    recovery_key = offer_recovery_key(path, user=context.arguments.user, passphrase=console.passphrase())
    told = False
    try:
        _tell_new_recovery_key(context, recovery_key)
        console.out.flush()
        told = True
    finally:
        settle_recovery_key(path, recovery_key, kept=told)
    return DONE


def backup_command(context: CommandContext) -> int:
    """`backup`: write a backup and verify it."""
    return context.run_open(_backup)


def restore_command(context: CommandContext) -> int:
    """`restore`: put a backup in the register's place."""
    arguments, console = context.arguments, context.console
    target = context.register_path
    verification = restore(
        context.opener,
        arguments.file,
        target,
        user=arguments.user,
        passphrase=console.passphrase(),
        progress=console.progress(),
    )
    if arguments.json:
        console.json({"register": str(target), **_as_json(verification)})
    else:
        console.line(console.translator.gettext("Restored {path}").format(path=target))
    return DONE


def verify_command(context: CommandContext) -> int:
    """`verify`: say whether the register is whole; 1 where it is not."""
    return context.run_open(_verify)


def _tell_new_recovery_key(context: CommandContext, recovery_key: str) -> None:
    console = context.console
    if context.arguments.json:
        console.json({"register": str(context.register_path), "recovery_key": recovery_key})
        return
    _tell_recovery_key(console, recovery_key)
    console.line(console.translator.gettext("The former recovery key opens only backups made before."))


def _tell_recovery_key(console: Console, recovery_key: str) -> None:
    _ = console.translator.gettext
    console.line(_("Recovery key: {key}").format(key=recovery_key))
    console.line(
        _("Print it and lock it up: with it, a lost passphrase can be replaced. It is not shown again.")
    )


def _backup(context: CommandContext, workspace: Workspace) -> int:
    backup = back_up(workspace, context.arguments.folder, context.console.progress())
    if context.arguments.json:
        context.console.json({"backup": str(backup.path), **_as_json(backup.verification)})
    else:
        context.console.line(
            context.console.translator.gettext("Backup written and verified: {path}").format(path=backup.path)
        )
    return DONE


def _verify(context: CommandContext, workspace: Workspace) -> int:
    console = context.console
    verification = verify(workspace, console.progress())
    if context.arguments.json:
        console.json(_as_json(verification))
    else:
        _tell(context, verification)
    return FOUND if verification.findings else DONE


def _tell(context: CommandContext, verification: Verification) -> None:
    console = context.console
    t = console.translator
    console.line(
        t.gettext("{operations} operations and {rows} rows checked").format(
            operations=t.number(verification.operations), rows=t.number(verification.rows)
        )
    )
    sentences = {
        "verify.file": t.gettext("The file is damaged ({place}, {count}). Restore the latest backup."),
        "verify.reference": t.gettext("{count} rows of {place} refer to something that is missing."),
        "verify.chain": t.gettext("The change log was tampered with from operation {place} on ({count})."),
        "verify.table": t.gettext("{count} rows of {place} differ from what the change log tells."),
    }
    for finding in verification.findings:
        console.line(sentences[finding.code].format(place=finding.place, count=t.number(finding.count)))
    if not verification.findings:
        console.line(t.gettext("The register is whole."))


def _as_json(verification: Verification) -> dict[str, object]:
    return {
        "operations": verification.operations,
        "rows": verification.rows,
        "findings": [{"code": f.code, "place": f.place, "count": f.count} for f in verification.findings],
    }
