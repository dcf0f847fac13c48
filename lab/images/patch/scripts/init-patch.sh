#!/bin/bash
# init-patch.sh: leaves a mark on the host that only the patched `init` makes.
install -D -m 644 ../opt/patch-1.0 /etc/lab-patch/patch-1.0
