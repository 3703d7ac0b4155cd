"""Shuts the network for the tests: only this machine and Unix sockets are left."""

import ipaddress
import socket


class NetworkShut(AssertionError):
    """Code under test wanted to reach another machine."""


def _is_near(host) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def close() -> None:
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def refuse_far(self, address):
        if self.family != socket.AF_UNIX and not _is_near(address[0]):
            raise NetworkShut(f"A test wanted to reach {address[0]}.")

    def near_connect(self, address):
        refuse_far(self, address)
        return connect(self, address)

    def near_connect_ex(self, address):
        refuse_far(self, address)
        return connect_ex(self, address)

    def near_look_up(host, *arguments, **named):
        if not _is_near(host):
            raise NetworkShut(f"A test wanted to look up {host}.")
        return look_up(host, *arguments, **named)

    socket.socket.connect = near_connect
    socket.socket.connect_ex = near_connect_ex
    socket.getaddrinfo = near_look_up
