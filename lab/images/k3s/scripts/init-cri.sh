#!/bin/bash
# init-cri.sh: k3s brings its own containerd.
true
