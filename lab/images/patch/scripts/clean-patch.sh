#!/bin/bash
# clean-patch.sh: undo init-patch.sh.
rm -rf /etc/lab-patch
