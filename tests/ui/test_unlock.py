from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.errors import KaaError
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.i18n.register_sentences import SENTENCES
from kaa_desktop.services.registers import close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.local_settings import LocalSettings, LocalSettingsStore
from kaa_desktop.ui.common.errors import Trouble
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.unlock.context import UnlockContext
from kaa_desktop.ui.unlock.window import UnlockWindow
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.unlock import UnlockDriver
from tests.ui.registers import PASSPHRASE, USER, cheap_opener, closed_register

NEW_PASSPHRASE = "fyra nya ord i rad"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return tmp_path / "kaa-stockholm.kaa"


@pytest.fixture
def unlock(
    tmp_path: Path, runner: TaskRunner, icons: Icons, qtbot: QtBot
) -> Iterator[Callable[[Translator, Path | None], UnlockDriver]]:
    drivers: list[UnlockDriver] = []

    def show(translator: Translator, path: Path | None = None) -> UnlockDriver:
        def sentence(error: KaaError) -> str:
            return error_sentence(error, translator)

        store = LocalSettingsStore(tmp_path / "settings.json")
        if path is not None:
            store.save(LocalSettings().with_register(path))
        context = UnlockContext(
            translator=translator,
            tasks=runner,
            icons=icons,
            make_opener=cheap_opener,
            settings=store,
            error_text=Trouble(sentence, translator).text,
            find_user=lambda: USER,
            find_documents=lambda: tmp_path / "documents",
        )
        window = UnlockWindow(context)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.open_page.begin_typing()
        drivers.append(UnlockDriver(window, qtbot, translator))
        return drivers[-1]

    yield show
    for driver in drivers:
        for workspace in driver.unlocked:
            assert isinstance(workspace, Workspace)
            close(workspace)


def test_the_passphrase_opens_the_register_used_last(
    unlock: Callable[..., UnlockDriver], register: Path, translator: Translator
) -> None:
    closed_register(register)
    driver = unlock(translator, register)
    assert driver.focused_name() == translator.gettext("Passphrase")
    driver.unlock(PASSPHRASE)
    driver.wait_until_open()
    assert isinstance(driver.unlocked[0], Workspace)
    assert driver.unlocked[0].register.actor == USER


def test_a_wrong_passphrase_is_said_in_place_and_what_was_typed_stays(
    unlock: Callable[..., UnlockDriver], register: Path, english: Translator
) -> None:
    closed_register(register)
    driver = unlock(english, register)
    driver.unlock("fel lösenfras")
    driver.wait_for_text(english.gettext(SENTENCES["register.wrong_passphrase"]))
    assert len(driver.field("Passphrase").text) == len("fel lösenfras")
    assert driver.focused_name() == "Passphrase"
    driver.unlock(PASSPHRASE)
    driver.wait_until_open()


def damage(register: Path) -> None:
    register.write_bytes(b"no register" * 1000)


def forget(register: Path) -> None:
    register.unlink()


def forget_keys(register: Path) -> None:
    register.with_name(f"{register.name}.keys").unlink()


def damage_keys(register: Path) -> None:
    register.with_name(f"{register.name}.keys").write_text("{", "utf-8")


def come_from_the_future(register: Path) -> None:
    keys = register.with_name(f"{register.name}.keys")
    keys.write_text(keys.read_text("utf-8").replace('"format": 1', '"format": 99'), "utf-8")


@pytest.mark.parametrize(
    ("happen", "code"),
    [
        (damage, "register.damaged"),
        (forget, "register.missing"),
        (forget_keys, "register.keys_missing"),
        (damage_keys, "register.keys_damaged"),
        (come_from_the_future, "register.newer"),
    ],
)
def test_each_trouble_has_its_own_words(
    happen: Callable[[Path], None],
    code: str,
    unlock: Callable[..., UnlockDriver],
    register: Path,
    translator: Translator,
) -> None:
    closed_register(register)
    happen(register)
    driver = unlock(translator, register)
    driver.unlock(PASSPHRASE)
    driver.wait_for_text(translator.gettext(SENTENCES[code]).partition("{")[0])
    driver.wait_until(
        lambda: len(driver.field(translator.gettext("Passphrase")).text) == len(PASSPHRASE), "the passphrase"
    )
    assert driver.unlocked == []


def test_a_register_that_was_never_opened_here_is_chosen_as_a_file(
    unlock: Callable[..., UnlockDriver], register: Path, english: Translator
) -> None:
    closed_register(register)
    driver = unlock(english)
    assert driver.focused_name() == "Create a new register"
    driver.click("Unlock")
    driver.wait_for_text("Choose a register, or create a new one.")
    driver.choose_register(register)
    driver.wait_for_text("kaa-stockholm")
    driver.click("Unlock")
    driver.wait_for_text("Type your passphrase.")
    driver.unlock(PASSPHRASE)
    driver.wait_until_open()


def test_a_register_is_created_and_its_recovery_key_kept(
    unlock: Callable[..., UnlockDriver], tmp_path: Path, translator: Translator
) -> None:
    _ = translator.gettext
    driver = unlock(translator)
    driver.begin_creating()
    assert driver.nameless() == []
    driver.create()
    driver.wait_for_text(_("Choose a municipality from the list."))
    driver.fill_in_register(municipality="göteborg", passphrase=PASSPHRASE, again="something else")
    assert driver.field(_("Municipality")).text == "Göteborg (1480)"
    assert driver.field(_("Your user name")).text == USER
    driver.create()
    driver.wait_for_text(_("The two passphrases are not the same."))
    driver.fill(_("New passphrase"), "something els")
    driver.wait_until_gone(_("The two passphrases are not the same."))
    driver.fill(_("New passphrase"), PASSPHRASE)
    driver.fill(_("The passphrase once more"), PASSPHRASE)
    driver.create()
    driver.wait_for_text(_("Keep the recovery key"))
    assert driver.nameless() == []
    key = driver.field(_("Recovery key")).text
    assert len(key.split("-")) == 8
    driver.press("Return")
    assert driver.unlocked == []
    driver.click(_("Save as a file …"))
    choose_file(driver, tmp_path / "key.txt")
    driver.wait_until((tmp_path / "key.txt").exists, "the file")
    assert key in (tmp_path / "key.txt").read_text("utf-8")
    driver.click(_("I have kept the recovery key somewhere else than on this computer"))
    driver.click(_("Open the register"))
    driver.wait_until_open()
    workspace = driver.unlocked[0]
    assert isinstance(workspace, Workspace)
    assert workspace.register.path == tmp_path / "documents" / "kaa-goteborg.kaa"
    settings = workspace.settings()
    assert (settings.municipality_code, settings.municipality_name) == ("1480", "Göteborg")


def test_the_first_start_begins_with_making_a_register(
    unlock: Callable[..., UnlockDriver], english: Translator
) -> None:
    driver = unlock(english)
    assert driver.focused_name() == "Create a new register"
    driver.press("Return")
    driver.wait_for_text("Create a register")


def test_a_weak_passphrase_is_refused(unlock: Callable[..., UnlockDriver], english: Translator) -> None:
    driver = unlock(english)
    driver.begin_creating()
    driver.fill_in_register(municipality="0180", passphrase="kort", again="kort")
    driver.wait_for_text("Too short: at least 8 characters.")
    driver.create()
    driver.wait_for_text("The passphrase needs at least 8 characters.")
    driver.fill("New passphrase", "abcdefgh")
    driver.wait_for_text("Weak.")
    driver.fill("New passphrase", "korrekt häst batteri häftstift")
    driver.wait_for_text("Strong.")


def test_a_register_that_was_created_but_not_gone_on_with_is_let_go_of(
    unlock: Callable[..., UnlockDriver], english: Translator, tmp_path: Path
) -> None:
    driver = unlock(english)
    driver.begin_creating()
    driver.fill_in_register(municipality="Kiruna", passphrase=PASSPHRASE, again=PASSPHRASE)
    driver.create()
    driver.wait_for_text("Keep the recovery key")
    driver.window.close()
    driver.wait_for_text("Close without the recovery key?")
    driver.press("Return")
    driver.wait_for_text("Keep the recovery key")
    driver.window.close()
    driver.wait_for_text("Close without the recovery key?")
    driver.click("Close anyway")
    driver.wait_until(lambda: not driver.window.isVisible(), "the window to close")
    again = unlock(english, tmp_path / "documents" / "kaa-kiruna.kaa")
    again.unlock(PASSPHRASE)
    again.wait_until_open()


def test_the_recovery_key_gives_a_new_passphrase(
    unlock: Callable[..., UnlockDriver], register: Path, translator: Translator
) -> None:
    key = closed_register(register)
    driver = unlock(translator, register)
    driver.begin_recovering()
    assert driver.nameless() == []
    driver.recover("AAAA-BBBB", NEW_PASSPHRASE)
    driver.wait_for_text(translator.gettext(SENTENCES["register.wrong_recovery_key"]))
    driver.recover(key, NEW_PASSPHRASE)
    driver.wait_until_open()
    again = unlock(translator, register)
    again.unlock(NEW_PASSPHRASE)
    again.wait_until_open()


def test_everything_has_a_name_for_screen_readers(
    unlock: Callable[..., UnlockDriver], register: Path, translator: Translator
) -> None:
    closed_register(register)
    driver = unlock(translator, register)
    assert driver.nameless() == []
    assert driver.window.windowTitle() == "KAA Desktop"
