"""Bringing a spreadsheet with a browser: file, columns, decisions, applied, taken back."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import _wait
from tests.support import registers
from tests.support.accessibility import assert_accessible
from tests.support.people import PASSWORD, account

FILE = "단체 명칭들,자치구,전화번호\n가람 모임,마포구,02-332-4455\n나래 모임,없는구,\n(사)가람모임,마포구,02-332-4455\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an empty register with one registrar."""
    folder = tmp_path_factory.mktemp("previews")
    workspace = registers.opened("sqlite", folder)
    account(workspace, "registrar")
    workspace.store.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ECOMAP_")}
    environ |= {"ECOMAP_STORE": f"sqlite:///{folder / 'ecomap.db'}", "ECOMAP_DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "ecomap", "serve", "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environ, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_is_brought_and_taken_back(browser: Browser, site: str, tmp_path: Path, script: bool) -> None:
    path = tmp_path / "단체.csv"
    path.write_bytes(FILE.encode("cp949"))
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    _log_in(page, site)
    page.goto(f"{site}/previews?lang=ko")
    _accessible(page, script)
    page.get_by_label("파일", exact=True).set_input_files(path)
    page.get_by_role("button", name="올리기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("열 맞추기")
    expect(page.get_by_label("단체 명칭들")).to_have_value("name_ko")
    _accessible(page, script)
    page.get_by_role("button", name="무엇이 바뀌는지 보기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("반영 전 확인")
    expect(page.get_by_text("없는구").first).to_be_visible()
    _accessible(page, script)
    page.get_by_role("button", name="행 반영하기").click()
    expect(page.get_by_role("alert")).to_contain_text("정하지 않았습니다")
    page.get_by_role("button", name="(사)가람모임: '가람 모임'과(와) 같음").click()
    expect(page.get_by_text("같은 단체로 정함")).to_be_visible()
    page.get_by_role("button", name="1행 반영하기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("반영함")
    _accessible(page, script)
    page.get_by_role("button", name="통째로 되돌리기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("되돌림")
    page.goto(page.url.replace("lang=ko", "lang=en"))
    expect(page.get_by_role("button", name="Apply it again")).to_be_visible()
    context.close()


def _log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/login?lang=ko")
    page.locator("input[name=login]").fill("registrar")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()


def _accessible(page: Page, script: bool) -> None:
    if script:
        assert_accessible(page)
