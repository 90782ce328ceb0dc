"""The addresses at which a preview is to be had."""

import contextlib
import socket

from tornado import netutil

ANYWHERE = ("", "0.0.0.0", "::")


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen there; 0 is any port.

    Raises OSError, with the address, when it can't be had.
    """
    try:
        return netutil.bind_sockets(port, None if host in ANYWHERE else host)
    except OSError as error:
        error.filename = f"{host}:{port}"
        raise


def addresses(host: str, port: int) -> list[str]:
    """The addresses to type: of this machine, and of its network where that may ask."""
    if host in ANYWHERE:
        return [f"http://localhost:{port}/", *_network_address(port)]
    return [f"http://{f'[{host}]' if ':' in host else host}:{port}/"]


def _network_address(port: int) -> list[str]:
    """The address by which other devices in the network reach this machine."""
    with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as probe:
        # Nothing is sent: the system only says which of its addresses it would use.
        probe.connect(("192.0.2.1", 9))
        return [f"http://{probe.getsockname()[0]}:{port}/"]
    return []
