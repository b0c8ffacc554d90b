"""The command line, as the real program in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from repaybook.cli.table import columns, width
from repaybook.demo import demo_bytes, names

EXPECTED = Path(__file__).parent / "expected"


TWO_PROBLEMS = b"""{"schema": "repaybook-plan/1", "id": "x", "offers": [
 {"debt": "D1", "kind": "instalments", "months": 72}, {"debt": "D9", "kind": "keep"}
]}"""
THREE_PROBLEMS = b"""{"schema": "repaybook-case/1", "as_of": "2026-11-31", "debts": [
 {"id": "D1", "creditor_alias": "A", "creditor_type": "zzz", "principal": 1.234}
]}"""


def run(
    *given: str, text: bytes | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    answer = subprocess.run(
        [sys.executable, "-m", "repaybook", *given],
        input=text,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **(environment or {})},
    )
    assert b"Traceback" not in answer.stderr
    return answer


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "C2.json"
    path.write_bytes(demo_bytes("C2-tight"))
    return path


@pytest.mark.parametrize("name", ["C1-easy", "C3-negative", "C5-misconduct"])
def test_the_json_is_the_published_object(name: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(demo_bytes(name))
    answer = run("assess", str(path), "--json")
    expected = json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))["assessment"]
    flags = set(expected.pop("flags"))
    assert answer.returncode == 0
    assert answer.stderr == b""
    said = json.loads(answer.stdout)
    assert {key: said[key] for key in expected} == expected
    assert set(said) - set(expected) == {"flags", "urgent", "costs", "routes", "boundary"}
    assert flags <= {flag["id"] for flag in said["flags"]}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", names())
def test_every_case_is_a_page_in_both_languages(name: str, lang: str) -> None:
    answer = run("assess", "-", "--lang", lang, text=demo_bytes(name))
    page = answer.stdout.decode()
    assert answer.returncode == 0
    assert name in page
    assert "12356" in page
    assert not {"None", "nan", "{"} & set(page.split())


def line_of(page: str, beginning: str) -> str:
    return next(line for line in page.splitlines() if line.strip().startswith(beginning))


def test_the_page_of_the_tight_case_has_its_figures(case_file: Path) -> None:
    page = run("assess", str(case_file)).stdout.decode()
    assert line_of(page, "结余").split() == ["结余", "2,550元"]
    assert line_of(page, "每月可还  ").split() == ["每月可还", "2,050元"]
    assert line_of(page, "收入少一成").split()[1] == "1,560元"
    assert line_of(page, "2026年12月1日").split()[1] == "还有8天"


def test_what_cannot_be_kept_up_is_never_called_kept() -> None:
    page = run("assess", "-", text=demo_bytes("C4-litigated")).stdout.decode()
    assert "−1,917.55" not in page.splitlines()[1]
    assert "1,917.55元" in page.splitlines()[1]
    assert line_of(page, "D4").endswith("付不起，待定")
    assert "照旧还" not in page
    assert line_of(page, "2026年12月1日").split()[2].startswith("支付令")


def test_the_columns_stay_in_line_in_a_terminal(case_file: Path) -> None:
    page = run("assess", str(case_file)).stdout.decode()
    month = page.split("每月收支\n")[1].split("\n\n")[0].splitlines()
    ends = {width(line[: line.index("元") + 1]) for line in month}
    assert len(ends) == 1


def test_days_left_are_counted_from_the_day_asked_for(case_file: Path) -> None:
    page = run("assess", str(case_file), "--on", "2026-12-03").stdout.decode()
    assert line_of(page, "2026年12月1日").split()[1] == "已过2天"


def test_a_case_comes_from_standard_input_too() -> None:
    assert json.loads(run("assess", "-", "--json", text=demo_bytes("C2-tight")).stdout)["usable_for_plans"] == 2050


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (b"", ["文件是空的"]),
        (b"\xff\xfe", ["编码"]),
        (b"[1, 2", ["断开"]),
        (b'{"schema": "repaybook-case/2", "as_of": "2026-11-23"}', ["新格式"]),
        (b"x" * 2_000_000, ["最多1MB"]),
        (b"[" * 100_000, ["嵌套"]),
        (
            THREE_PROBLEMS,
            ["有3处要改正", "数据日期：", "债务·第1笔·类型：", "债务·第1笔·本金："],
        ),
    ],
)
def test_wrong_input_is_listed_and_ends_with_2(text: bytes, sentences: list[str]) -> None:
    answer = run("assess", "-", "--json", text=text)
    assert answer.returncode == 2
    assert answer.stdout == b""
    for sentence in sentences:
        assert sentence in answer.stderr.decode()


def test_problems_are_listed_in_english_where_asked() -> None:
    answer = run("assess", "-", "--lang=en", text=b'{"schema": "repaybook-case/1"}')
    assert answer.returncode == 2
    assert answer.stderr.decode().startswith("To be put right: 1\n- ")


def test_a_file_that_is_not_there_gets_a_calm_sentence(tmp_path: Path) -> None:
    answer = run("assess", str(tmp_path / "none.json"))
    assert answer.returncode == 2
    assert answer.stderr.decode().startswith("没有找到文件")


def test_a_folder_gets_a_calm_sentence(tmp_path: Path) -> None:
    answer = run("assess", str(tmp_path))
    assert answer.returncode == 2
    assert "是文件夹" in answer.stderr.decode()


def test_a_name_that_no_file_can_have_gets_a_calm_sentence() -> None:
    answer = run("assess", "x" * 5000)
    assert answer.returncode == 2
    assert "读不出来" in answer.stderr.decode()
    assert len(answer.stderr.decode()) < 200


UNPRIVILEGED = """
import os, sys
import repaybook.cli.assessed
from repaybook.cli import main
main(["demo"])  # whatever is read from the disk is read by now
if os.geteuid() == 0:
    os.seteuid(65534)
sys.exit(main(["assess", sys.argv[1]]))
"""


def test_a_file_that_may_not_be_read_gets_a_calm_sentence() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # the file alone is what stops it
        path = Path(folder, "locked.json")
        path.write_bytes(demo_bytes("C2-tight"))
        path.chmod(0)
        answer = subprocess.run(
            [sys.executable, "-c", UNPRIVILEGED, str(path)], capture_output=True, check=False, timeout=60
        )
    assert answer.returncode == 2
    assert answer.stderr.decode().startswith("没有权限读")


def test_a_reader_that_goes_away_is_no_error(case_file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        answer = subprocess.run(
            [sys.executable, "-m", "repaybook", "assess", str(case_file)],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert answer.returncode == 0
    assert answer.stderr == b""


def test_a_full_disk_gets_a_calm_sentence(case_file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run(
            [sys.executable, "-m", "repaybook", "assess", str(case_file)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert answer.returncode == 1
    assert answer.stderr.decode() == "结果写不出去。请看磁盘是否已满。\n"


def test_chinese_is_written_whatever_the_locale(case_file: Path) -> None:
    answer = run("assess", str(case_file), environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert answer.returncode == 0
    assert "每月可还2,050元" in answer.stdout.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "还缺："),
        (["assess"], "还缺：CASE"),
        (["no_such_command"], "这里不对："),
        (["assess", "x", "y"], "不认识：y"),
        (["assess", "x", "--on", "2026-13-01"], "不是日期"),
        (["simulate", "x", "--on", "9999-12-31"], "年份要在"),
        (["serve", "--port", "0"], "不是端口"),
        (["serve", "--port", "70000"], "不是端口"),
        (["lab", "--port", "viele"], "不是端口"),
        (["demo", "C9"], "没有叫“C9”的例子"),
    ],
)
def test_a_command_that_is_not_understood_says_what_is_wrong(given: list[str], sentence: str) -> None:
    answer = run(*given)
    assert answer.returncode == 2
    assert sentence in answer.stderr.decode()
    assert answer.stdout == b""


@pytest.mark.parametrize("command", ["assess", "simulate", "serve", "lab", "demo"])
def test_help_is_in_the_language_asked_for(command: str) -> None:
    chinese, english = run(command, "--help"), run(command, "--help", "--lang", "en")
    assert (chinese.returncode, english.returncode) == (0, 0)
    assert "显示说明" in chinese.stdout.decode()
    assert "show this help" in english.stdout.decode()
    assert english.stdout.isascii()


def test_the_examples_are_listed_and_can_be_had() -> None:
    assert all(name in run("demo").stdout.decode() for name in names())
    assert run("demo", "C2").stdout == demo_bytes("C2-tight")
    assert run("demo", "C2-tight").stdout == demo_bytes("C2-tight")


def simulated(name: str, *given: str) -> Any:
    answer = run("simulate", "-", "--json", *given, text=demo_bytes(name))
    assert answer.returncode == 0
    assert answer.stderr == b""
    return json.loads(answer.stdout)


@pytest.mark.parametrize(
    ("name", "months", "monthly"),
    [
        ("C1-easy", 36, 944.44),  # 21,600 / 36 = 600 and 12,400 / 36 = 344.44, out of 953.28
        ("C5-misconduct", 29, 1313.8),  # 24,600 / 29 = 848.28 and 13,500 / 29 = 465.52, out of 1,337.35
        ("C2-tight", 56, 2046.42),  # 835.71 + 557.14 + 400 + 253.57, out of 2,050
    ],
)
def test_the_shortest_plan_that_fits_is_proposed_first(name: str, months: int, monthly: float) -> None:
    first = simulated(name)["plans"][0]
    asked = [offer["months"] for offer in first["plan"]["offers"] if offer["kind"] == "instalments"]
    assert set(asked) == {months}
    assert first["why"]["values"]["monthly"] == monthly


@pytest.mark.parametrize("name", ["C3-negative", "C4-litigated"])
def test_where_no_plan_fits_there_is_none_and_a_reason(name: str) -> None:
    found = simulated(name)
    assert found["plans"] == []
    assert found["reason"]["key"].startswith("plans.reason.")


def test_no_instalments_on_the_page_of_a_negative_budget() -> None:
    page = run("simulate", "-", text=demo_bytes("C3-negative")).stdout.decode()
    assert "每月还差480元" in page
    assert "协商分期" not in page
    assert "救助" in page
    assert "12356" in page


def test_a_plan_that_was_proposed_can_be_given_back(case_file: Path, tmp_path: Path) -> None:
    proposed = simulated("C2-tight")["plans"][-1]
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(proposed["plan"]), "utf-8")
    again = run("simulate", str(case_file), "--plan", str(plan), "--json")
    assert again.returncode == 0
    assert json.loads(again.stdout) == {key: value for key, value in proposed.items() if key != "why"}


def test_the_page_of_a_plan_has_its_months_and_what_was_assumed(case_file: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(simulated("C2-tight")["plans"][-1]["plan"]), "utf-8")
    page = run("simulate", str(case_file), "--plan", str(plan)).stdout.decode()
    # December 2026: 9,900 − 4,970 − 2,380 − 1,910 − 500 = 140, and 640 in hand
    december = ["2026年12月", "9,900元", "−4,970元", "−2,380元", "−1,910元", "−500元", "140元", "640元"]
    assert december in [line.split() for line in page.splitlines()]
    assert "由各家决定" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", names())
def test_proposals_are_a_page_in_both_languages(name: str, lang: str) -> None:
    answer = run("simulate", "-", "--lang", lang, text=demo_bytes(name))
    assert answer.returncode == 0
    assert answer.stderr == b""
    assert not {"None", "nan", "{", "shortest", "even", "safest"} & set(answer.stdout.decode().split("  "))


@pytest.mark.parametrize(
    ("plan", "sentences"),
    [
        (demo_bytes("C2-tight"), ["这是个案文件"]),
        (b"", ["文件是空的"]),
        (
            TWO_PROBLEMS,
            ["有2处要改正", "最多60期", "没有编号“D9”的债务"],
        ),
    ],
)
def test_a_plan_that_does_not_fit_is_refused_with_every_problem(
    plan: bytes, sentences: list[str], case_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(plan)
    answer = run("simulate", str(case_file), "--plan", str(path), "--json")
    assert answer.returncode == 2
    assert answer.stdout == b""
    for sentence in sentences:
        assert sentence in answer.stderr.decode()


LOADED = """
import sys
from repaybook.cli import main
code = main([sys.argv[2], sys.argv[1], "--json"])
heavy = {"matplotlib", "numpy", "scipy", "ipywidgets", "traitlets", "IPython", "voila", "openpyxl", "jupyter_server"}
print("loaded:", sorted(heavy & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize("command", ["assess", "simulate"])
def test_figures_load_nothing_heavy(command: str, case_file: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LOADED, str(case_file), command], capture_output=True, check=False, timeout=60
    )
    assert answer.returncode == 0
    assert answer.stderr.decode().strip() == "loaded: []"


def test_a_chinese_character_takes_two_places() -> None:
    assert width("元A，é") == 2 + 1 + 2 + 1
    assert width("e\N{COMBINING ACUTE ACCENT}") == 1
    assert columns([("债务", "1"), ("x", "22", "y")], right=[1]) == ["  债务   1", "  x     22  y"]
    assert columns([]) == []


def test_the_law_is_listed_by_area_and_one_provision_is_shown_with_its_source() -> None:
    listed = run("law", "--on", "2026-11-23").stdout.decode()
    assert "民间借贷" in listed
    assert "payment_order_objection_days" in listed
    one = run("law", "rate_cap_multiple", "--on", "2026-11-23").stdout.decode()
    assert "4倍一年期LPR" in one
    assert "第25条" in one
    assert "核对日：2026年11月23日" in one
    # The article's number on the day: 民事诉讼法 201 until 2023, 205 from 2024
    then = run("law", "procedure_judicial_confirmation", "--on", "2022-06-01").stdout.decode()
    assert "2022年6月1日的规定：第201条" in then


def test_a_day_before_the_rule_is_said_and_an_unknown_name_is_refused() -> None:
    before = run("law", "limitation_years", "--on", "2010-01-01")
    assert before.returncode == 0
    assert "2010年1月1日没有这条规定" in before.stdout.decode()
    unknown = run("law", "停息挂账")
    assert unknown.returncode == 2
    assert unknown.stdout == b""
    assert "没有叫“停息挂账”的规定" in unknown.stderr.decode()
    assert run("law", "--on", "2026-13-01").returncode == 2


def test_the_law_in_english_has_its_values_in_english() -> None:
    one = run("law", "lpr.one_year", "--on", "2026-11-23", "--lang", "en").stdout.decode()
    assert "Rule on 23 Nov 2026: 3 % a year" in one
    assert "seen up to 20 Sep 2026" in one


def test_the_litigated_case_as_json_has_dates_costs_routes_and_the_boundary() -> None:
    said = json.loads(run("assess", "-", "--json", text=demo_bytes("C4-litigated")).stdout)
    assert {
        "payment_order_deadline",
        "mediation_date",
        "interest_deducted_up_front",
        "rate_above_private_line",
        "court_deduction_first",
        "doubled_interest",
        "refuse_asset_transfer",
    } <= {flag["id"] for flag in said["flags"]}
    first = said["urgent"][0]
    assert (first["id"], first["date"], first["days_left"]) == ("payment_order_received", "2026-12-01", 8)
    private = next(cost for cost in said["costs"] if cost["id"] == "D3")
    # 57,600 × 12.4 % / 12 = 595.20; 57,600 × 24 % / 12 = 1,152
    assert (private["at_line_a_month"], private["interest_a_month"], private["kept_back"]) == (595.2, 1152, 2400)
    assert said["routes"][0]["id"] == "answer_court"
    assert [question["status"] for question in said["boundary"]["questions"]] == ["unanswered"] * 8
    assert {hint["said"] for hint in said["boundary"]["hints"]} >= {"把车过户给前妻就查不到了", "想把车过户给前妻"}


def test_a_contract_from_the_future_and_a_rate_below_zero_get_their_sentences() -> None:
    case = json.loads(demo_bytes("C4-litigated"))
    case["debts"][2] |= {"contract_date": "2035-01-01", "annual_rate": -0.03}
    answer = run("assess", "-", "--json", text=json.dumps(case).encode())
    assert answer.returncode == 2
    said = answer.stderr.decode()
    assert "第3笔·合同日期" in said
    assert "第3笔·年利率" in said


def test_a_case_without_a_name_is_called_a_case() -> None:
    answer = run("assess", "-", text=b'{"schema":"repaybook-case/1","as_of":"2026-11-23"}')
    assert answer.returncode == 0
    assert answer.stdout.decode().startswith("个案，截至2026年11月23日")
