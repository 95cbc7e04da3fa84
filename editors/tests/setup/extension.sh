#!/usr/bin/env bash
# What the VS Code extension is built with, as its lock file says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../vscode"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund
