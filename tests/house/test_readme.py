"""What the README tells a newcomer to type is there."""

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_first_two_code_blocks_start_and_test_the_studio() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```$", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 2
    scripts = []
    for block in blocks[:2]:
        (line,) = block.splitlines()
        program, script = shlex.split(line)
        assert program == "python3"
        assert (ROOT / script).is_file()
        scripts.append(script)
    assert scripts == ["packaging/start.py", "packaging/test.py"]


def test_continuous_integration_runs_the_test_command() -> None:
    last = (ROOT / ".ci" / "run").read_text().splitlines()[-1]
    assert last == "exec python3 packaging/test.py"
