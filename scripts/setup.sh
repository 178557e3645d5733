#!/usr/bin/env bash
# Installs what is missing on a Debian machine and makes .venv from the lock. Instant when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}
STAMP=.venv/.ready
# Program or file that shows a package is there -> Debian package.
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

missing_packages() {
  command -v tesseract >/dev/null || echo tesseract-ocr
  compgen -G "/usr/share/tesseract-ocr/*/tessdata/ita.traineddata" >/dev/null || echo tesseract-ocr-ita
  compgen -G "/usr/share/tesseract-ocr/*/tessdata/osd.traineddata" >/dev/null || echo tesseract-ocr-osd
  "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

# Real servers that the tests start themselves, on loopback; without them their tests are skipped, and say so.
missing_servers() {
  compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || echo postgresql
  [ -x /usr/sbin/dovecot ] || echo dovecot-imapd
  [ -x /usr/sbin/clamd ] || echo clamav-daemon
}

fingerprint() { sha256sum requirements.lock pyproject.toml scripts/setup.sh | sha256sum | cut -d' ' -f1; }

install() {
  # Debian would start a database of its own; the tests start theirs.
  if echo "$*" | grep -q postgresql && [ ! -f /etc/postgresql-common/createcluster.conf ]; then
    as_root mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

packages=$(missing_packages)
servers=$(missing_servers)
if [ -n "$packages$servers" ]; then
  echo "setup: Debian packages:" $packages $servers >&2
  as_root apt-get update -q >/dev/null
  # shellcheck disable=SC2086
  [ -z "$packages" ] || install $packages
  # shellcheck disable=SC2086
  [ -z "$servers" ] || install $servers || echo "setup: test servers not installed; their tests will be skipped" >&2
fi

if [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$(fingerprint)" ] && [ -x .venv/bin/sportello ]; then
  exit 0
fi

echo "setup: .venv from requirements.lock" >&2
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "setup: Python 3.11 or newer is needed" >&2; exit 1; }
[ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install -q --disable-pip-version-check uv
export UV_SYSTEM_CERTS=1
.venv/bin/uv pip sync -q --require-hashes --python .venv/bin/python requirements.lock
.venv/bin/uv pip install -q --no-deps --no-build-isolation --python .venv/bin/python -e .
fingerprint > "$STAMP"
