"""What the public server answers, and what it refuses: limits, sockets, addresses, traces."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from repaybook.serve.handlers import PROTOCOL, policy, well_formed

PATIENCE = 30


def get(url: str, **headers: str) -> tuple[HTTPResponse, str]:
    """Return an answer and its whole text."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=PATIENCE)
    connection.request("GET", parts.path or "/", headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer, text


def kernel_of(page: str) -> str:
    found = re.search(r'"kernelId": "([^"]+)"', page)
    assert found is not None
    return found[1]


def socket(url: str, kernel: str, *protocols: str, origin: str | None = None) -> ClientConnection:
    """Connect to a kernel as a page does, or as a page should not."""
    return connect(
        f"{url.replace('http', 'ws', 1)}api/kernels/{kernel}/channels?session_id=test",
        origin=None if origin is None else Origin(origin),
        subprotocols=[Subprotocol(name) for name in protocols] or None,
        max_size=None,
    )


def hear(client: ClientConnection, word: bytes) -> list[bytes]:
    """Return the messages up to the first that holds this word."""
    heard = [b""]
    while word not in heard[-1]:
        message = client.recv(PATIENCE)
        assert isinstance(message, bytes)
        heard.append(message)
    return heard


def message(kind: str) -> bytes:
    """Return a message in the page's protocol: a table of offsets, the channel, and four parts of JSON."""
    header = {"msg_id": "m1", "msg_type": kind, "session": "test", "username": "", "version": "5.3", "date": ""}
    parts = [b"shell", json.dumps(header).encode(), b"{}", b"{}", b"{}"]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    table = [len(offsets), *offsets]
    return b"".join(number.to_bytes(8, "little") for number in table) + b"".join(parts)


class TestTheSocket:
    @pytest.mark.parametrize("protocols", [(), ("v2.kernel.websocket.jupyter.org",), (PROTOCOL + ".more",)])
    def test_a_client_of_another_protocol_is_refused(self, small: Any, protocols: tuple[str, ...]) -> None:
        _, page = get(small.url)
        with pytest.raises(InvalidStatus) as refused:
            socket(small.url, kernel_of(page), *protocols)
        assert refused.value.response.status_code == 400
        assert get(small.url + "repaybook/frame.js")[0].status == 200

    def test_a_client_of_another_site_is_refused(self, small: Any) -> None:
        _, page = get(small.url)
        with pytest.raises(InvalidStatus) as refused:
            socket(small.url, kernel_of(page), PROTOCOL, origin="http://example.org")
        assert refused.value.response.status_code == 403

    def test_the_pages_own_protocol_is_answered(self, small: Any) -> None:
        _, page = get(small.url)
        with socket(small.url, kernel_of(page), PROTOCOL) as client:
            client.send(message("kernel_info_request"))
            assert b"implementation" in hear(client, b"kernel_info_reply")[-1]

    @pytest.mark.parametrize(
        "words",
        [b"", b"\xff" * 8, b"\xff" * 64, (2).to_bytes(8, "little"), message("kernel_info_request")[:-1], "{}"],
        ids=["nothing", "a huge table", "a huge table and more", "no table", "cut off", "text"],
    )
    def test_a_malformed_message_ends_its_socket_and_nobody_elses(self, small: Any, words: str | bytes) -> None:
        _, page = get(small.url)
        with socket(small.url, kernel_of(page), PROTOCOL) as client:
            client.send(words)
            with pytest.raises(ConnectionClosed):
                hear(client, b"what is never said")
            assert client.close_code == 1002
        assert get(small.url + "repaybook/frame.js")[0].status == 200

    def test_code_sent_over_it_is_not_run(self, small: Any) -> None:
        _, page = get(small.url)
        with socket(small.url, kernel_of(page), PROTOCOL) as client:
            client.send(message("execute_request"))
            client.send(message("kernel_info_request"))
            assert not any(b"execute_reply" in each for each in hear(client, b"kernel_info_reply"))


@given(st.binary(max_size=200))
def test_what_passes_as_well_formed_can_be_taken_apart(words: bytes) -> None:
    if well_formed(words):
        count = int.from_bytes(words[:8], "little")
        assert 8 * (count + 1) <= len(words)


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=8))
def test_what_has_its_table_in_order_is_well_formed(parts: list[bytes]) -> None:
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    table = b"".join(number.to_bytes(8, "little") for number in [len(offsets), *offsets])
    assert well_formed(table + b"".join(parts))


class TestLimits:
    def test_where_every_session_is_taken_the_next_is_asked_to_come_again(self, serving: Any) -> None:
        server = serving(kernels=1, warm=0)
        assert get(server.url)[0].status == 200
        answer, page = get(server.url)
        assert answer.status == 503
        assert answer.getheader("Retry-After") == "120"
        assert "现在同时打开的人很多" in page
        assert "Many people are here just now" in page

    def test_five_in_the_same_instant_share_the_one_session_there_is(self, serving: Any) -> None:
        server = serving(kernels=1, warm=0)
        with ThreadPoolExecutor(5) as visitors:
            statuses = sorted(answer.status for answer, _ in visitors.map(get, [server.url] * 5))
        assert statuses == [200, 503, 503, 503, 503]
        assert len(server.kernels()) == 1

    def test_a_session_that_no_page_is_connected_to_is_ended(self, serving: Any) -> None:
        server = serving(warm=0, idle_minutes=1 / 60)
        get(server.url)
        kernels = server.kernels()
        assert psutil.wait_procs(kernels, timeout=PATIENCE)[1] == []

    def test_a_warm_session_is_handed_out_and_replaced(self, serving: Any) -> None:
        server = serving(warm=1)
        first = kernel_of(get(server.url)[1])
        second = kernel_of(get(server.url)[1])
        assert first != second

    def test_a_kernel_that_died_is_gone(self, serving: Any) -> None:
        server = serving(warm=0)
        state = f"{server.url}api/kernels/{kernel_of(get(server.url)[1])}"
        assert get(state)[0].status == 200
        server.kernels()[0].kill()
        end = monotonic() + PATIENCE
        while get(state)[0].status == 200:  # a process that is killed takes its threads along one by one
            assert monotonic() < end
        assert get(state)[0].status == 404


class TestAnswers:
    @pytest.mark.parametrize(
        "path",
        [
            "api/kernels",
            "api/contents",
            "api/sessions",
            "api/terminals",
            "api/spec.yaml",
            "voila/api/contents/",
            "voila/files/small.ipynb",
            "voila/files/secret.png",
            "voila/render/small.ipynb",
            "voila/tree",
            "voila/query/00000000-0000-0000-0000-000000000000",
            "login",
            "logout",
            "small.ipynb",
            "repaybook/../index.html.j2",
            "voila/static/../../../../../../../../../../etc/passwd",
            "voila/labextensions/../../../etc/jupyter",
        ],
    )
    def test_nothing_but_the_page_and_its_parts_is_there(self, small: Any, path: str) -> None:
        assert get(small.url + path)[0].status in (403, 404)

    def test_the_page_carries_its_policy_and_is_kept_by_no_cache(self, small: Any) -> None:
        answer, _ = get(small.url)
        host = urlsplit(small.url).netloc
        assert answer.getheader("Content-Security-Policy") == policy(host)
        assert "default-src 'self'" in policy(host)
        assert f"ws://{host}" in policy(host)
        assert "no-store" in str(answer.getheader("Cache-Control"))
        assert answer.getheader("X-Content-Type-Options") == "nosniff"

    def test_a_host_name_with_tricks_adds_nothing_to_the_policy(self) -> None:
        assert "evil" not in policy("evil.example; script-src *")

    def test_no_cookie_names_anybody(self, small: Any) -> None:
        cookies = [value for name, value in get(small.url)[0].getheaders() if name == "Set-Cookie"]
        assert [cookie.split("=")[0] for cookie in cookies] == ["_xsrf"]
        assert "SameSite=Strict" in cookies[0]

    def test_goodbye_without_the_pages_token_ends_nothing(self, small: Any) -> None:
        kernel = kernel_of(get(small.url)[1])
        parts = urlsplit(small.url)
        connection = HTTPConnection(parts.netloc, timeout=PATIENCE)
        connection.request("POST", f"/voila/api/shutdown/{kernel}", body=b"")
        assert connection.getresponse().status == 403
        connection.close()
        assert get(f"{small.url}api/kernels/{kernel}")[0].status == 200

    def test_the_source_of_the_notebook_is_not_in_the_page(self, small: Any) -> None:
        assert "IntSlider(value=3, max=10" not in get(small.url)[1]
