"""Finds a Chromium for the browser tests and the screenshots, and installs one where there is none."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# As root there is no sandbox; the rest keeps the browser from calling its maker's hosts.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _candidates() -> Iterator[str]:
    chosen = os.environ.get("REPAYBOOK_CHROMIUM")
    if chosen:
        yield chosen
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, MAC_APPS)
    yield from _playwrights_own()


def _driver_starts() -> bool:
    """Whether Playwright's driver runs: it brings its own Node.js, which wants a library that a bare system lacks."""
    answer = subprocess.run([sys.executable, "-m", "playwright", "--version"], check=False, capture_output=True)
    return answer.returncode == 0


def _playwrights_own() -> Iterator[str]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 – a second, paid only where no browser is installed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def _starts(path: str) -> bool:
    """Whether it really starts: Ubuntu's ``chromium-browser`` may be a note that says where to find the real one."""
    answer = subprocess.run([path, "--version"], check=False, capture_output=True, text=True)
    return answer.returncode == 0 and "Chrom" in answer.stdout


def find() -> str | None:
    """Return the path of a Chromium or Chrome that starts; ``None`` when there is none."""
    return next(filter(_starts, _candidates()), None)


def _as_root() -> list[str] | None:
    """Return what to put before a command to run it as root, ``None`` when that is not possible here."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    return [sudo] if sys.stdin.isatty() else [sudo, "-n"]


def install_package(package: str) -> None:
    """Install a Debian or Ubuntu package where that is possible; a failure is seen by whoever looks for its content."""
    root = _as_root()
    if shutil.which("apt-get") is None or root is None:
        return
    print(f"正在安装 {package} … / installing {package} …", file=sys.stderr)
    subprocess.run([*root, "apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    subprocess.run([*root, *quiet, package], check=False, stdout=subprocess.DEVNULL)


def install() -> str | None:
    """Install a Chromium – the distribution's, else Playwright's own – and return its path; ``None`` on failure."""
    install_package("chromium")
    path = find()
    if path is None:
        print("正在下载测试用的浏览器 … / downloading a browser for the tests …", file=sys.stderr)
        with_deps = ["--with-deps"] if _as_root() is not None else []
        subprocess.run([sys.executable, "-m", "playwright", "install", *with_deps, "chromium"], check=False)
        path = find()
    return path


def has_chinese_font() -> bool:
    """Return whether the system has a font for Chinese page text (asked of fontconfig; true where there is none)."""
    asker = shutil.which("fc-list")
    if asker is None:
        return not sys.platform.startswith("linux")
    return bool(subprocess.run([asker, ":lang=zh-cn"], check=True, capture_output=True).stdout.strip())


def main() -> int:
    """Make sure that a browser is there, and a Chinese font when asked; 1 when it cannot be done here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with-font", action="store_true", help="also make sure of a font for Chinese page text")
    arguments = parser.parse_args()
    if not _driver_starts():
        install_package("libatomic1")
    if not _driver_starts():
        print(
            "测试工具 Playwright 启动不了，请先安装 libatomic1。Playwright does not start: please install libatomic1."
        )
        return 1
    if (find() or install()) is None:
        print(
            "没有浏览器可用于测试，请先安装 Chromium。No browser for the tests: please install Chromium.",
            file=sys.stderr,
        )
        return 1
    if arguments.with_font and not has_chinese_font():
        install_package("fonts-noto-cjk")
        if not has_chinese_font():
            print("系统里没有中文字体，截图会是方框。No Chinese font: the pictures would show boxes.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
