"""Which step of the set-up was asked for? The Makefile calls `python3 -m setup STEP`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must get far enough to be told
    sys.exit("The tracker needs Python 3.11 or newer; this is Python " + sys.version.split()[0])

import os
from collections.abc import Callable

from setup import debian, frontend, lock, python, service, verapdf
from setup.step import SetupError


def ready_to_run() -> None:
    """everything the product runs on"""
    debian.install_missing(debian.FOR_RUNNING)
    python.install_run()
    frontend.install()


def ready_to_test() -> None:
    """everything the tests and checks need as well"""
    debian.install_missing(debian.FOR_TESTING)
    python.install_dev()
    frontend.install()
    verapdf.install()


def demo() -> None:
    """the database with the resolution and the demonstration history"""
    ready_to_run()
    service.prepare_database(service.demonstration(os.environ))


def run() -> None:
    """all of it, then the server on PORT"""
    environment = service.demonstration(os.environ)
    port = service.free_port(environment)
    ready_to_run()
    service.prepare_database(environment)
    service.serve(port, environment)


def renew_locks() -> None:
    """lock files anew; UPGRADE=1 takes newer versions"""
    lock.renew(upgrade=bool(os.environ.get("UPGRADE")))


STEPS: dict[str, Callable[[], None]] = {
    step.__name__.replace("_", "-"): step for step in (run, demo, ready_to_run, ready_to_test, renew_locks)
}


def main(arguments: list[str]) -> int:
    """Do the one step named; 2 for a wrong name, 1 with one line when the step cannot be done."""
    if len(arguments) != 1 or arguments[0] not in STEPS:
        known = "\n".join(f"  {name:<14} {step.__doc__}" for name, step in STEPS.items())
        print(f"usage: python3 -m setup STEP\n{known}", file=sys.stderr)
        return 2
    try:
        STEPS[arguments[0]]()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The set-up stopped: {error.strerror or error}: {error.filename}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
