"""The loopback hub speaks the hub's protocol: huggingface_hub's own downloader, which is not ours, takes it for one."""

import subprocess
import sys
from pathlib import Path

from models.loopback_hub import LoopbackHub
from svodka_process import SECONDS, environment

DOWNLOAD = """
import sys
from huggingface_hub import HfApi, snapshot_download
found = HfApi().model_info("quickmt/quickmt-en-ru", revision="main", files_metadata=True)
print(found.sha)
print(snapshot_download("quickmt/quickmt-en-ru", allow_patterns=["*.bin", "*.json"], local_dir=sys.argv[1]))
"""


def test_the_hubs_own_library_downloads_from_the_loopback_hub(hub: LoopbackHub, model: Path, tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", DOWNLOAD, str(tmp_path / "local")],
        capture_output=True,
        text=True,
        env=environment(tmp_path, {"HF_ENDPOINT": hub.url, "HF_HUB_DISABLE_PROGRESS_BARS": "1"}),
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == hub.repositories["quickmt/quickmt-en-ru"].commit
    for name in ("model.bin", "config.json", "source_vocabulary.json"):
        assert (tmp_path / "local" / name).read_bytes() == (model / name).read_bytes()
    assert not (tmp_path / "local" / "src.spm.model").exists()
