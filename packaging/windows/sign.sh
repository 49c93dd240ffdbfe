#!/bin/sh
# Signs a program for Windows in its place: sign.sh CERTIFICATE.pfx FILE-WITH-ITS-PASSWORD PROGRAM
set -eu
osslsigncode sign -pkcs12 "$1" -readpass "$2" -h sha256 -n "CNN Studio" -ts http://timestamp.digicert.com \
  -in "$3" -out "$3.signed"
mv "$3.signed" "$3"
