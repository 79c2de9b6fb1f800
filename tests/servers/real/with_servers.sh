#!/usr/bin/env bash
# with_servers.sh COMMAND...: runs COMMAND with real inference servers around it, as far as this machine has them.
#
# Tests find them through the environment and skip where it says nothing:
#   BENCHGLASS_TEST_OLLAMA_URL,   BENCHGLASS_TEST_OLLAMA_MODEL     Ollama
#   BENCHGLASS_TEST_LLAMACPP_URL, BENCHGLASS_TEST_LLAMACPP_MODEL   llama.cpp behind the Ollama and OpenAI wire formats
# A server that is already named there is used as it is. Otherwise one is started on a free loopback port, with a model
# of random weights that takes no time to make, and stopped afterwards. Never fails because a server is missing.
#
#   BENCHGLASS_FETCH_SERVERS=1   build or install missing servers into the cache first, where go and npm exist
#   BENCHGLASS_MODEL_SHAPE       what make_tiny_gguf.py is told, for a slower model: "--dim 1024 --layers 8"
#   BENCHGLASS_CACHE             where they are kept (default ~/.cache/benchglass)
#   BENCHGLASS_TOOLS             folder with make_tiny_gguf.py and llama-http.mjs (default: ../shared/tools beside the project)
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
cache=${BENCHGLASS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/benchglass}
tools=${BENCHGLASS_TOOLS:-$root/../shared/tools}
ollama_version=0.24.0
malgo_version=0.11.23
node_llama_cpp_version=3.22.1
fetch_minutes=25
PATH=$PATH:/usr/local/go/bin

started=()
scratch=$(mktemp -d)
say() { printf 'servers: %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null; }

cleanup() {
    local pid
    for pid in ${started[@]+"${started[@]}"}; do
        kill "$pid" 2>/dev/null
    done
    for pid in ${started[@]+"${started[@]}"}; do
        wait "$pid" 2>/dev/null
    done
    rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# answers URL MODEL: whether a reply comes back within half a minute of trying.
answers() {
    python3 - "$1" "$2" <<'PY'
import json, sys, time, urllib.request
url, model = sys.argv[1:]
body = json.dumps({"model": model, "prompt": "hello", "stream": False, "options": {"num_predict": 4}}).encode()
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
end = time.monotonic() + 30
while time.monotonic() < end:
    try:
        with direct.open(urllib.request.Request(url + "/api/generate", body), timeout=30) as reply:
            sys.exit(0 if json.load(reply).get("done") else 1)
    except OSError:
        time.sleep(0.2)
sys.exit(1)
PY
}

# ---------------------------------------------------------------- fetching
# The Go module leaves out three headers that its C++ needs (a module never carries a folder named vendor). Two are
# packaged by the distribution, the third comes with a Go module; nothing is installed into the system.
ollama_headers() {
    local into=$1 work malgo
    work=$(mktemp -d -p "$scratch")
    mkdir -p "$into/miniaudio"
    (cd "$work" && apt-get download nlohmann-json3-dev libstb-dev && for deb in *.deb; do dpkg-deb -x "$deb" .; done) || return 1
    cp -r "$work/usr/include/nlohmann" "$work/usr/include/stb" "$into/" || return 1
    go mod download "github.com/gen2brain/malgo@v$malgo_version" || return 1
    malgo=$(go env GOMODCACHE)/github.com/gen2brain/malgo@v$malgo_version
    cp -f "$malgo/miniaudio.h" "$into/miniaudio/"
}

fetch_ollama() {
    if ! has go || ! has g++ || ! has apt-get; then
        say "no go, g++ or apt-get to build ollama with"
        return 1
    fi
    say "building ollama $ollama_version (several minutes, once)"
    local log=$cache/ollama-build.log
    mkdir -p "$cache/bin" "$cache/include"
    ollama_headers "$cache/include" >"$log" 2>&1 \
        && GOBIN=$cache/bin CGO_ENABLED=1 CPATH=$cache/include nice timeout "${fetch_minutes}m" \
            go install -trimpath -ldflags="-s -w -X=github.com/ollama/ollama/version.Version=$ollama_version" \
            "github.com/ollama/ollama@v$ollama_version" >>"$log" 2>&1 </dev/null && return 0
    say "ollama could not be built; the last lines of $log:"
    tail -n 5 "$log" >&2
    return 1
}

fetch_llamacpp() {
    has npm || { say "no npm to install node-llama-cpp with"; return 1; }
    say "installing node-llama-cpp $node_llama_cpp_version"
    local log=$cache/llamacpp-install.log
    mkdir -p "$cache/llamacpp"
    timeout 5m npm install --prefix "$cache/llamacpp" --ignore-scripts --omit=optional --no-audit --no-fund \
        "node-llama-cpp@$node_llama_cpp_version" "@node-llama-cpp/linux-x64@$node_llama_cpp_version" \
        >"$log" 2>&1 </dev/null && return 0
    say "node-llama-cpp could not be installed; the last lines of $log:"
    tail -n 5 "$log" >&2
    return 1
}

# ---------------------------------------------------------------- starting
model=$scratch/tiny.gguf
make_model() {
    # shellcheck disable=SC2086
    [ -f "$model" ] || python3 "$tools/make_tiny_gguf.py" ${BENCHGLASS_MODEL_SHAPE:-} "$model" >/dev/null
}

start_ollama() {
    local program=$cache/bin/ollama
    if [ ! -x "$program" ]; then
        [ "${BENCHGLASS_FETCH_SERVERS:-0}" = 1 ] && fetch_ollama || return 1
    fi
    make_model || return 1
    printf 'FROM %s\n' "$model" >"$scratch/Modelfile"
    local address
    address=127.0.0.1:$(free_port)
    local environment=(HOME="$scratch" OLLAMA_MODELS="$scratch/models" OLLAMA_HOST="$address" OLLAMA_NUM_PARALLEL=1)
    env "${environment[@]}" "$program" serve >"$scratch/ollama.log" 2>&1 </dev/null &
    started+=($!)
    local try
    for try in 1 2 3 4 5; do
        sleep "$try"
        env "${environment[@]}" timeout 60 "$program" create tiny -f "$scratch/Modelfile" >"$scratch/create.log" 2>&1 \
            </dev/null && break
    done
    answers "http://$address" tiny || { tail -n 5 "$scratch/ollama.log" >&2; return 1; }
    export BENCHGLASS_TEST_OLLAMA_URL=http://$address BENCHGLASS_TEST_OLLAMA_MODEL=tiny
}

start_llamacpp() {
    has node || return 1
    if [ ! -d "$cache/llamacpp/node_modules/node-llama-cpp" ]; then
        [ "${BENCHGLASS_FETCH_SERVERS:-0}" = 1 ] && fetch_llamacpp || return 1
    fi
    [ -f "$tools/llama-http.mjs" ] || return 1
    make_model || return 1
    local port
    port=$(free_port)
    (cd "$cache/llamacpp" && exec node "$(realpath "$tools/llama-http.mjs")" "$model" "$port") \
        >"$scratch/llamacpp.log" 2>&1 </dev/null &
    started+=($!)
    answers "http://127.0.0.1:$port" tiny:latest || { tail -n 5 "$scratch/llamacpp.log" >&2; return 1; }
    export BENCHGLASS_TEST_LLAMACPP_URL=http://127.0.0.1:$port BENCHGLASS_TEST_LLAMACPP_MODEL=tiny:latest
}

bring() {
    local name=$1 url=BENCHGLASS_TEST_${2}_URL
    if [ -z "${!url:-}" ]; then
        if ! has python3 || [ ! -f "$tools/make_tiny_gguf.py" ]; then
            say "no $name: nothing here makes a model for it"
            return
        fi
        "start_$name" || { say "no $name: its tests will be skipped"; return; }
    fi
    say "$name at ${!url}"
}

[ $# -gt 0 ] || { say "usage: with_servers.sh COMMAND..."; exit 2; }
bring ollama OLLAMA
bring llamacpp LLAMACPP
"$@"
