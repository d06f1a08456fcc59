"""Login through an institution by OpenID Connect: authorisation code with PKCE, state, nonce and a verified ID token.

An institution says who somebody is; what that person may do stays with the account here. The first login finds the
account whose login is the e-mail address that the institution has verified, and remembers the institution's own name
of the person; later logins go by that name alone, so an address that is handed on opens nobody's account.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import NotAuthenticated, SettingError
from ecomap.services.accounts import LOGIN, account_by, login_key
from ecomap.services.sessions import Session, begin
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PaperQuery
from graph_schema import Text

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

SCOPE = "openid email profile"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key of the institution's own; one by the shared secret, or none, proves less."""
_SECONDS = 10
_PREFIX = "oidc:"
_RETRY = Text(
    "다시 해 보고, 되풀이되면 관리자에게 알리십시오.",
    "Try again; if it happens again, tell an administrator.",
)


@dataclass(frozen=True, slots=True)
class Errand:
    """What a browser has to bring back from the institution.

    Parameters
    ----------
    state, nonce : str
        Random; the former comes back in the address, the latter inside the ID token.
    verifier : str
        What the code is exchanged with (PKCE).
    to : str
        Where to go afterwards.
    """

    state: str
    nonce: str
    verifier: str
    to: str


def is_configured(workspace: Workspace) -> bool:
    """Return whether an institution is named in the settings."""
    return bool(workspace.settings.oidc_issuer)


def send_there(workspace: Workspace, callback: str, to: str) -> tuple[str, Errand]:
    """Return the address of the institution's login, and what to bring back from it.

    Parameters
    ----------
    workspace : Workspace
    callback : str
        Our address that the institution sends the browser back to.
    to : str
        Where the person wanted to go.

    Raises
    ------
    SettingError
        If no institution is set, its address is not https, or the library is not installed.
    NotAuthenticated
        If the institution does not answer as one.
    """
    errand = Errand(token_urlsafe(24), token_urlsafe(24), token_urlsafe(48), to)
    with _client(workspace, callback) as client:
        known = _discovered(workspace, client)
        address, _ = client.create_authorization_url(
            known["authorization_endpoint"], state=errand.state, nonce=errand.nonce, code_verifier=errand.verifier
        )
    return str(address), errand


def come_back(workspace: Workspace, callback: str, errand: Errand, query: dict[str, str]) -> Session:
    """Begin the session of whom the institution vouches for.

    Parameters
    ----------
    workspace : Workspace
    callback : str
    errand : Errand
        What the browser kept.
    query : dict
        ``code`` and ``state``, or ``error``, as the institution sent them.

    Raises
    ------
    NotAuthenticated
        If the person refused, the answer is not for this browser, the ID token does not hold, or nobody here
        has this address.
    """
    if query.get("error"):
        raise _failed(Text("기관에서 허락하지 않았습니다", "the institution did not agree"))
    if not hmac.compare_digest(errand.state.encode(), query.get("state", "").encode()):
        raise _failed(Text("다른 창에서 시작한 로그인입니다", "this login was begun elsewhere"))
    claims = _claims(workspace, callback, errand, query.get("code", ""))
    return begin(workspace, _account(workspace, claims))


def _account(workspace: Workspace, claims: dict[str, Any]) -> Paper:
    whose = f"{claims['iss']}\0{claims['sub']}"
    name = _PREFIX + hashlib.sha256(whose.encode()).hexdigest()
    found = account_by(workspace.store, name)
    if found is None:
        email = login_key(str(claims.get("email", ""))) if claims.get("email_verified") is True else ""
        found = account_by(workspace.store, email)
        if found and found.state == "active":
            _remember(workspace, name, found)
    if found is None or found.state != "active":
        shown = str(claims.get("email") or claims["sub"])[:200]
        raise NotAuthenticated(
            Text(f"'{shown}'(으)로 된 계정이 이 사이트에 없습니다.", f"There is no account for '{shown}' here."),
            Text(
                "관리자에게 확인된 이메일로 계정을 만들어 달라고 하십시오.",
                "Ask an administrator for an account with your verified e-mail address.",
            ),
        )
    return found


def _remember(workspace: Workspace, name: str, account: Paper) -> None:
    logins = workspace.store.find_papers(PaperQuery(LOGIN, owners=(account.id,))).items
    if any(paper.id.startswith(_PREFIX) for paper in logins):
        raise NotAuthenticated(
            Text(
                "이 이메일의 계정은 기관의 다른 사용자와 이어져 있습니다.",
                "The account of this address belongs to another user of the institution.",
            ),
            _RETRY,
        )
    with workspace.store.write(Change(account.data["name"], "login", "form")) as writing:
        writing.put_papers([Paper(LOGIN, name, owner=account.id)])
        writing.commit()


def _claims(workspace: Workspace, callback: str, errand: Errand, code: str) -> dict[str, Any]:
    from authlib.oidc.core import CodeIDToken  # noqa: PLC0415  an extra

    with _client(workspace, callback) as client:
        known = _discovered(workspace, client)
        try:
            token = client.fetch_token(known["token_endpoint"], code=code, code_verifier=errand.verifier)
            claims, header = _decoded(str(token["id_token"]), _json(client, known["jwks_uri"]), known)
            told = CodeIDToken(
                claims,
                header,
                options={
                    "iss": {"essential": True, "value": workspace.settings.oidc_issuer},
                    "aud": {"essential": True, "value": workspace.settings.oidc_client_id},
                },
                params={
                    "nonce": errand.nonce,
                    "client_id": workspace.settings.oidc_client_id,
                    "access_token": token.get("access_token"),
                },
            )
            told.validate(leeway=60)
            if "email" not in claims and known.get("userinfo_endpoint"):
                more = _json(client, known["userinfo_endpoint"], with_token=True)
                if more.get("sub") == claims["sub"]:
                    claims |= {name: more[name] for name in ("email", "email_verified") if name in more}
        except Exception as error:
            raise _failed(Text("기관의 답을 믿을 수 없습니다", "the institution's answer does not hold")) from error
    return claims


def _decoded(id_token: str, keys: dict[str, Any], known: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    from joserfc import jwt  # noqa: PLC0415  an extra
    from joserfc.jwk import KeySet  # noqa: PLC0415

    said = known.get("id_token_signing_alg_values_supported") or ["RS256"]
    allowed = [name for name in ALGORITHMS if name in said]
    token = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=allowed)  # type: ignore[arg-type]
    return dict(token.claims), dict(token.header)


def _discovered(workspace: Workspace, client: OAuth2Client) -> dict[str, Any]:
    issuer = workspace.settings.oidc_issuer
    try:
        known = _json(client, issuer.rstrip("/") + "/.well-known/openid-configuration")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            _require_safe(str(known[name]))
        if known["issuer"] != issuer:
            raise ValueError(known["issuer"])  # noqa: TRY301  one answer for whatever is wrong with it
    except SettingError:
        raise
    except Exception as error:
        raise _failed(Text("기관의 로그인 서버가 답하지 않습니다", "the institution does not answer")) from error
    return known


def _json(client: OAuth2Client, address: str, *, with_token: bool = False) -> dict[str, Any]:
    answer = client.request("GET", address, withhold_token=not with_token)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def _client(workspace: Workspace, callback: str) -> OAuth2Client:
    settings = workspace.settings
    _require_safe(settings.oidc_issuer)
    try:
        from authlib.integrations.httpx_client import OAuth2Client  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        raise SettingError(
            Text("기관 로그인에 필요한 라이브러리가 없습니다.", "The library for institutions' logins is missing."),
            Text("pip install 'ecomap[oidc]'를 실행하십시오.", "Run pip install 'ecomap[oidc]'."),
            field="ECOMAP_OIDC_ISSUER",
        ) from error
    return OAuth2Client(
        settings.oidc_client_id,
        settings.oidc_client_secret,
        scope=SCOPE,
        redirect_uri=callback,
        code_challenge_method="S256",
        timeout=_SECONDS,
    )


def _require_safe(address: str) -> None:
    split = urlsplit(address)
    if split.scheme != "https" and not (split.scheme == "http" and split.hostname in ("127.0.0.1", "localhost")):
        raise SettingError(
            Text(f"기관의 주소 '{address}'은(는) https가 아닙니다.", f"The institution's '{address}' is not https."),
            Text("ECOMAP_OIDC_ISSUER에 https 주소를 적으십시오.", "Name an https address in ECOMAP_OIDC_ISSUER."),
            field="ECOMAP_OIDC_ISSUER",
            value=address,
        )


def _failed(why: Text) -> NotAuthenticated:
    return NotAuthenticated(
        Text(f"기관 로그인을 마치지 못했습니다: {why.ko}.", f"The institution's login failed: {why.en}."), _RETRY
    )
