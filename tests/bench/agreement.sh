#!/usr/bin/env bash
# agreement.sh [BUILD]: how far the client's decode rate and the server's agree, on real llama.cpp and Ollama, with models
# that write thousands, hundreds and tens of tokens a second: 9 runs for each protocol. For an idle machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bench=${1:-build/release}/bench/bench_agreement

# measure TOKENS SHAPE...: a reply of so many tokens takes a second or more.
measure() {
    printf '\n== %s\n' "${*:2}"
    BENCHGLASS_MODEL_SHAPE="--eos-every 1000000 ${*:2}" tests/servers/real/with_servers.sh "$bench" "$1"
}

measure 1500
measure 500 --dim 512 --layers 8 --heads 8 --kv-heads 8 --ffn 1536
measure 60 --dim 1024 --layers 8 --heads 8 --kv-heads 8 --ffn 3072
