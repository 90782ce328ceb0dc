"""The servers that the tests start on this machine: found, or installed.

`python tools/servers.py` installs what is missing where that needs no password.
"""

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.browser import install_package

# Each command, and the package of Debian that brings it.
PACKAGES = {
    "nginx": "nginx-light",
    "rsync": "rsync",
    "sshd": "openssh-server",
    "strace": "strace",
}
# Where commands lie that are no ordinary user's.
SYSTEM = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin")
# The folders of a test are its user's alone.
CONFIGURATION = """
daemon off;
{user}
pid {work}/nginx.pid;
error_log stderr emerg;
events {{ worker_connections 1024; }}
http {{
    include {types};
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        {rules}
    }}
}}
"""
TYPES = ("/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types")


def main() -> None:
    """Install what is missing, or say what to install."""
    missing = [name for name in PACKAGES if not found(name)]
    failed = [name for name in missing if not install_package(PACKAGES[name])]
    if failed:
        sys.exit(f"Install for the tests: {', '.join(failed)}.")


def found(command: str) -> str:
    """The path of a server's command; "" where it isn't installed."""
    places = ":".join(SYSTEM)
    return shutil.which(command) or shutil.which(command, path=places) or ""


@contextmanager
def nginx(root: Path, rules: str, work: Path, port: int) -> Iterator[str]:
    """Serve a folder by nginx with these rules; yield the address, with its slash.

    `work` is an empty folder for what nginx writes.
    """
    types = next(path for path in TYPES if Path(path).is_file())
    user = "user root;" if os.geteuid() == 0 else ""
    text = CONFIGURATION.format(
        user=user, work=work, types=types, port=port, root=root, rules=rules
    )
    (work / "nginx.conf").write_text(text, "utf-8")
    command = [found("nginx"), "-c", str(work / "nginx.conf"), "-p", str(work)]
    asked = subprocess.run(
        [*command, "-t"], check=False, capture_output=True, text=True
    )
    assert asked.returncode == 0, asked.stderr
    with subprocess.Popen(command) as server:
        try:
            # It listens before it writes its number.
            while not (work / "nginx.pid").is_file() or not _text(work / "nginx.pid"):
                assert server.poll() is None, "nginx ended"
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


@contextmanager
def sshd(work: Path, port: int) -> Iterator[str]:
    """Let this user in over SSH on this machine; yield the command to reach it.

    `work` is an empty folder for the keys. No key or setting of the user's is read.
    One connection is held open meanwhile, and every command goes over it: a greeting
    takes longer than what most of them do.
    """
    for name in ("host", "user"):
        key = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(work / name)]
        subprocess.run(key, check=True)
    shutil.copyfile(work / "user.pub", work / "allowed")
    (work / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {work}/host\n"
        f"AuthorizedKeysFile {work}/allowed\nPidFile {work}/sshd.pid\n"
        f"SetEnv HOME={work}\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\n"
        "PermitRootLogin yes\nSubsystem sftp internal-sftp\n",
        "utf-8",
    )
    (work / "ssh_config").write_text(
        f"IdentityFile {work}/user\nIdentitiesOnly yes\nBatchMode yes\n"
        f"UserKnownHostsFile {work}/known\nStrictHostKeyChecking accept-new\n"
        f"ControlPath {work}/shared\nLogLevel ERROR\n",
        "utf-8",
    )
    if os.geteuid() == 0:
        # Where Debian's sshd gives up its rights; its package makes it on start-up.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    command = [found("sshd"), "-D", "-q", "-f", str(work / "sshd_config")]
    with subprocess.Popen(command) as server:
        try:
            while not (work / "sshd.pid").is_file():
                assert server.poll() is None, "sshd ended"
            ssh = f"ssh -F {work}/ssh_config"
            login = ["-p", str(port), f"{getpass.getuser()}@127.0.0.1"]
            with subprocess.Popen([*ssh.split(), "-M", "-N", *login]) as connection:
                try:
                    while not (work / "shared").exists():
                        assert connection.poll() is None, "nobody was let in"
                    yield ssh
                finally:
                    connection.terminate()
        finally:
            server.terminate()


def _text(path: Path) -> str:
    return path.read_text("utf-8").strip()


if __name__ == "__main__":
    main()
