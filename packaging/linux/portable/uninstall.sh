#!/bin/sh
# Removes what install.sh installed for one user, and leaves everything else.
set -eu

usage() {
    cat <<'END'
Usage: uninstall.sh [--settings]

Removes CNN Studio. With --settings also your settings and the runs that you trained.
END
}

lib=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
mode=${1:-}

# Lets menus, icons and file types be read anew, where this desktop keeps them in lists of its own.
refresh() {
    if [ -d "$share/applications" ] && command -v update-desktop-database >/dev/null; then
        update-desktop-database -q "$share/applications" || true
    fi
    if [ -d "$share/mime/packages" ] && command -v update-mime-database >/dev/null; then
        update-mime-database "$share/mime" || true
    fi
    touch -c "$share/icons/hicolor" 2>/dev/null || true
}

# Removes the lists that `refresh` wrote into a folder that holds nothing else any more.
forget_lists() {
    if [ -d "$share/mime/packages" ] && [ -z "$(ls -A "$share/mime/packages")" ] && grep -qx "d $share/mime" "$1"; then
        rm -rf "$share/mime"
    fi
    list=$share/applications/mimeinfo.cache
    if [ -f "$list" ] && [ "$(ls -A "$share/applications")" = mimeinfo.cache ]; then
        rm -f "$list"
    fi
}

remove() {
    manifest=$(mktemp)
    trap 'rm -f "$manifest"' EXIT
    cp "$lib/manifest" "$manifest"
    sed -n 's/^f //p' "$manifest" | while read -r path; do rm -f "$path"; done
    rm -rf "$lib"
    refresh
    forget_lists "$manifest"
    # The deepest first; folders that hold something of others stay.
    sed -n 's/^d //p' "$manifest" | sort -r | while read -r path; do rmdir "$path" 2>/dev/null || true; done
}

remove_settings() {
    for folder in "${XDG_CONFIG_HOME:-$HOME/.config}" "$share" "${XDG_STATE_HOME:-$HOME/.local/state}" "${XDG_CACHE_HOME:-$HOME/.cache}"; do
        rm -rf "$folder/cnnstudio"
        rmdir "$folder" 2>/dev/null || true
    done
}

case "$mode" in
--refresh) refresh && exit 0 ;;
"" | --quiet | --settings) ;;
--help | -h) usage && exit 0 ;;
*) usage >&2 && exit 2 ;;
esac

[ -f "$lib/manifest" ] || {
    echo "$lib does not tell what was installed. Nothing was removed." >&2
    exit 1
}
[ "$mode" = --settings ] && remove_settings
remove
[ "$mode" = --quiet ] || echo "CNN Studio is removed."
