# By [login@]address[:port]; the login is an entry of ssh_profiles, or a user.
import {
  to = sealos_host.cp_1
  id = "ops@192.0.2.11:22"
}
