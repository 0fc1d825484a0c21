"""The key file beside the register: the register's key, wrapped once for each user and for recovery."""

from __future__ import annotations

import base64
import json
import os
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey
from nacl.secret import Aead

from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError, RegisterError
from kaa_desktop.storage.lasting import make_lasting
from kaa_desktop.storage.recovery_keys import new_recovery_key, recovery_key_bytes

FORMAT = 1
MIN_PASSPHRASE = 8
_MOST_OPERATIONS = 100
_LEAST_MEMORY = 8 * 1024
_MOST_MEMORY = 1024**3
"""A damaged key file must not make the computer stretch a passphrase for hours or run out of memory."""


class Role(StrEnum):
    """What a user may do."""

    WORKER = "worker"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """Argon2id parameters; three passes over 64 MiB take a tenth of a second or two on an office laptop."""

    operations: int = 3
    memory: int = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class OpenedKeys:
    """What a passphrase gave: the file key, and the protected key where the user holds the right."""

    user: str
    role: Role
    file_key: bytes
    protected_key: PrivateKey | None
    protected_public: PublicKey

    @property
    def can_renew_recovery(self) -> bool:
        """Whether these are all the keys that the recovery key opens, in the hands of who may replace it."""
        return self.role is Role.ADMINISTRATOR and self.protected_key is not None


@dataclass(frozen=True, slots=True)
class _Wrap:
    """One wrapped copy of the keys; name, role and register are bound to it."""

    name: str
    role: str
    salt: str
    operations: int
    memory: int
    box: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The wraps of a register.

    Attributes:
        recovery: opened by the recovery key.
        offered: opened by a new one beside it, until somebody has said that the new one is kept.
    """

    register_id: str
    protected_public: str
    users: tuple[_Wrap, ...]
    recovery: _Wrap
    offered: _Wrap | None = None

    @property
    def user_names(self) -> tuple[str, ...]:
        """Those who can unlock the register."""
        return tuple(wrap.name for wrap in self.users)

    def unlock(self, user: str | None, passphrase: str) -> OpenedKeys:
        """The keys for a user; the only user where none is named.

        Raises:
            RegisterError: `register.user_needed`, `register.unknown_user` or `register.wrong_passphrase`.
        """
        if user is None and len(self.users) > 1:
            raise RegisterError("register.user_needed", users=", ".join(self.user_names))
        wrap = next((w for w in self.users if user in (None, w.name)), None)
        if wrap is None:
            raise RegisterError("register.unknown_user", user=user)
        return self._open(wrap, _stretch(passphrase, wrap))

    def recover(self, recovery_key: str) -> OpenedKeys:
        """The keys by a printed recovery key: the one that holds, or the one offered in its place.

        Raises:
            RegisterError: `register.wrong_recovery_key`.
        """
        key = recovery_key_bytes(recovery_key)
        for wrap in (self.recovery, self.offered):
            with suppress(RegisterError):
                if wrap is not None:
                    return self._open(wrap, key)
        raise RegisterError("register.wrong_recovery_key")

    def with_passphrase(self, opened: OpenedKeys, passphrase: str, cost: PassphraseCost) -> KeyFile:
        """A key file in which that user's passphrase is a new one."""
        wrap = self._wrap_for(opened, passphrase, cost)
        others = tuple(w for w in self.users if w.name != opened.user)
        return replace(self, users=(*others, wrap))

    def with_offered_recovery(self, opened: OpenedKeys) -> tuple[KeyFile, str]:
        """A key file that another recovery key opens too, for the same user, and that key.

        Raises:
            NotAllowedError: `recovery_key.no_right`.
        """
        if not opened.can_renew_recovery:
            raise NotAllowedError("recovery_key.no_right")
        recovery_key = new_recovery_key()
        offered = self._close(self.recovery, recovery_key_bytes(recovery_key), opened)
        return replace(self, offered=offered), recovery_key

    def settled(self, recovery_key: str, *, kept: bool) -> KeyFile:
        """A key file in which the key that was offered is the only one, or is gone.

        Raises:
            RegisterError: `recovery_key.replaced` where another has been made meanwhile.
        """
        only_offered = replace(self, recovery=self.offered or self.recovery, offered=None)
        try:
            only_offered.recover(recovery_key)
        except RegisterError:
            raise RegisterError("recovery_key.replaced") from None
        return only_offered if kept else replace(self, offered=None)

    def _wrap_for(self, opened: OpenedKeys, passphrase: str, cost: PassphraseCost) -> _Wrap:
        _check_passphrase(passphrase)
        salt = secrets.token_bytes(pwhash.argon2id.SALTBYTES)
        wrap = _Wrap(opened.user, opened.role.value, _b64(salt), cost.operations, cost.memory, "")
        return self._close(wrap, _stretch(passphrase, wrap), opened)

    def _close(self, wrap: _Wrap, key: bytes, opened: OpenedKeys) -> _Wrap:
        content = {"key": _b64(opened.file_key), "protected": ""}
        if opened.protected_key:
            content["protected"] = _b64(bytes(opened.protected_key))
        box = Aead(key).encrypt(json.dumps(content).encode(), self._bound(wrap))
        return replace(wrap, box=_b64(box))

    def _open(self, wrap: _Wrap, key: bytes) -> OpenedKeys:
        try:
            content = json.loads(Aead(key).decrypt(base64.b64decode(wrap.box), self._bound(wrap)))
        except CryptoError:
            raise RegisterError("register.wrong_passphrase") from None
        protected = content["protected"]
        return OpenedKeys(
            wrap.name,
            Role(wrap.role),
            base64.b64decode(content["key"]),
            PrivateKey(base64.b64decode(protected)) if protected else None,
            PublicKey(base64.b64decode(self.protected_public)),
        )

    def _bound(self, wrap: _Wrap) -> bytes:
        return json.dumps([FORMAT, self.register_id, self.protected_public, wrap.name, wrap.role]).encode()


def new_key_file(register_id: str, user: str, passphrase: str, cost: PassphraseCost) -> tuple[KeyFile, str]:
    """Keys for a new register and the recovery key to print; its first user has all rights."""
    _check_passphrase(passphrase)
    private = PrivateKey.generate()
    opened = OpenedKeys(user, Role.ADMINISTRATOR, secrets.token_bytes(32), private, private.public_key)
    recovery_key = new_recovery_key()
    empty = _Wrap("", Role.ADMINISTRATOR.value, "", 0, 0, "")
    keys = KeyFile(register_id, _b64(bytes(private.public_key)), (), empty)
    recovery = keys._close(replace(empty, name=user), recovery_key_bytes(recovery_key), opened)  # noqa: SLF001 - own class
    return replace(keys.with_passphrase(opened, passphrase, cost), recovery=recovery), recovery_key


def key_file_path(register: Path) -> Path:
    """Where the key file of a register stands."""
    return register.with_name(register.name + ".keys")


def read_key_file(path: Path) -> KeyFile:
    """Read the key file.

    Raises:
        RegisterError: `register.keys_missing`, `register.keys_damaged` or `register.newer`.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["format"] > FORMAT:
            raise RegisterError("register.newer", version=data["format"], newest=FORMAT)
        PublicKey(base64.b64decode(data["protected_public"]))
        users = tuple(_user_wrap(wrap) for wrap in data["users"])
        if not users:
            raise RegisterError("register.keys_damaged", path=str(path))
        offered = _wrap(data["offered"]) if "offered" in data else None
        recovery = _wrap(data["recovery"])
        return KeyFile(str(data["register"]), data["protected_public"], users, recovery, offered)
    except FileNotFoundError:
        raise RegisterError("register.keys_missing", path=str(path)) from None
    except OSError as error:
        raise RegisterError("register.unreadable", path=str(path), system=error.strerror or "") from None
    except (ValueError, KeyError, TypeError, CryptoError):
        raise RegisterError("register.keys_damaged", path=str(path)) from None


def write_key_file(path: Path, keys: KeyFile) -> None:
    """Write beside and rename, so that a power cut leaves the old or the new file, never half of one.

    Raises:
        RegisterError: `register.keys_not_written`; the file is as it was.
    """
    data: dict[str, Any] = {
        "format": FORMAT,
        "register": keys.register_id,
        "protected_public": keys.protected_public,
        "users": [_as_dict(wrap) for wrap in keys.users],
        "recovery": _as_dict(keys.recovery),
    }
    if keys.offered is not None:
        data["offered"] = _as_dict(keys.offered)
    temporary = path.with_name(path.name + ".new")
    try:
        with temporary.open("w", encoding="utf-8") as out:
            json.dump(data, out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise RegisterError(
            "register.keys_not_written", path=str(path), system=error.strerror or ""
        ) from None
    make_lasting(path.parent)


def _user_wrap(data: dict[str, Any]) -> _Wrap:
    wrap = _wrap(data)
    cheap_enough = 1 <= wrap.operations <= _MOST_OPERATIONS and _LEAST_MEMORY <= wrap.memory <= _MOST_MEMORY
    if not cheap_enough or len(base64.b64decode(wrap.salt)) != pwhash.argon2id.SALTBYTES:
        raise ValueError
    return wrap


def _wrap(data: dict[str, Any]) -> _Wrap:
    wrap = _Wrap(**data)
    if len(base64.b64decode(wrap.box)) <= Aead.NONCE_SIZE + Aead.MACBYTES:
        raise ValueError
    Role(wrap.role)
    return wrap


def _as_dict(wrap: _Wrap) -> dict[str, Any]:
    return {name: getattr(wrap, name) for name in ("name", "role", "salt", "operations", "memory", "box")}


def _stretch(passphrase: str, wrap: _Wrap) -> bytes:
    salt = base64.b64decode(wrap.salt)
    typed = unicodedata.normalize("NFC", passphrase).encode()  # systems differ in how they send an Å
    stretched: bytes = pwhash.argon2id.kdf(
        Aead.KEY_SIZE, typed, salt, opslimit=wrap.operations, memlimit=wrap.memory
    )
    return stretched


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase) < MIN_PASSPHRASE:
        raise InvalidInputError("passphrase.too_short", minimum=MIN_PASSPHRASE)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
