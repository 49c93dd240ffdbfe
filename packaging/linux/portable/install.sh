#!/bin/sh
# Installs CNN Studio for one user. Nothing outside that user's home folder is touched.
set -eu

usage() {
    cat <<'END'
Usage: ./install.sh --user

Installs CNN Studio into ~/.local (the program), and its menu entry, icons and file type into
$XDG_DATA_HOME or ~/.local/share. An older CNN Studio there is replaced; settings stay.
To remove it: ~/.local/lib/cnnstudio/uninstall.sh
END
}

fail() {
    echo "$1" >&2
    exit 1
}

case "${1:-}" in
--user) ;;
--help | -h) usage && exit 0 ;;
*) usage >&2 && exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
lib=$HOME/.local/lib/cnnstudio
bin=$HOME/.local/bin
share=${XDG_DATA_HOME:-$HOME/.local/share}
program=$lib/cnnstudio

# These mean something else in a menu entry.
case "$program" in
*[\"\`\$\\%\&\|]*) fail "The path $program has a character that no menu entry can hold. Choose another home folder." ;;
esac
[ -x "$here/lib/cnnstudio" ] || fail "lib/cnnstudio is missing beside install.sh. Unpack the archive again, as a whole."

needed=$(du -sk "$here/lib" | cut -f 1)
mkdir -p "$HOME"
free=$(df -Pk "$HOME" | awk 'NR == 2 { print $4 }')
[ "$free" -gt "$needed" ] || fail "$HOME has $((free / 1024)) MB left, and $((needed / 1024)) MB are needed. Free some and start again."

if [ -x "$lib/uninstall.sh" ]; then
    "$lib/uninstall.sh" --quiet
elif [ -e "$lib" ]; then
    fail "$lib is there, but no CNN Studio in it. Move it away and start again."
fi

manifest=$here/.manifest.$$
trap 'rm -f "$manifest"' EXIT
: >"$manifest"

# Makes a folder and notes those that were not there, so that they can go again.
make_folder() {
    [ -d "$1" ] && return
    make_folder "$(dirname "$1")"
    mkdir "$1"
    echo "d $1" >>"$manifest"
}

make_folder "$lib"
cp -R "$here/lib/." "$lib"
cp "$here/uninstall.sh" "$lib/uninstall.sh"
chmod +x "$lib/uninstall.sh"
make_folder "$bin"
if [ -e "$bin/cnnstudio" ] && [ ! -L "$bin/cnnstudio" ]; then
    echo "$bin/cnnstudio is another program and stays; start CNN Studio from the menu." >&2
else
    ln -sf "$program" "$bin/cnnstudio"
    echo "f $bin/cnnstudio" >>"$manifest"
fi

(cd "$here/share" && find . -type f) | sed 's,^\./,,' | while read -r name; do
    make_folder "$(dirname "$share/$name")"
    cp "$here/share/$name" "$share/$name"
    echo "f $share/$name" >>"$manifest"
done
for entry in "$here"/share/applications/*.desktop; do
    sed "s|@PROGRAM@|$program|" "$entry" >"$share/applications/${entry##*/}"
done
cp "$manifest" "$lib/manifest"
"$lib/uninstall.sh" --refresh

# What lies in the folder itself is found by the program, though not by ldd.
missing=$(
    find "$lib" -name '*.so*' -type f -exec ldd {} + 2>/dev/null | awk '/=> not found/ { print $1 }' | sort -u |
        while read -r name; do [ -n "$(find "$lib" -name "$name" | head -n 1)" ] || echo "$name"; done
)
if [ -n "$missing" ]; then
    echo "This system lacks files that CNN Studio needs to open its window. Ask your administrator for:" >&2
    echo "$missing" >&2
fi
echo "CNN Studio is installed. Start it from the menu, or with $program"
case ":$PATH:" in *":$bin:"*) ;; *) echo "($bin is not on your search path.)" ;; esac
