# conftest test report.json --policy examples/policy
package main

import rego.v1

most_hosts_at_once := 2

# Clusters whose plans may remove or replace hosts.
may_remove := {"staging"}

deny contains message if {
	some finding in input.findings
	finding.level == "critical"
	message := sprintf("%s: %s", [finding.rule, finding.message])
}

deny contains message if {
	some cluster in input.stacks[_].clusters
	cluster.disturbed.at_once > most_hosts_at_once
	message := sprintf("%s: %d hosts disturbed at once, more than %d", [cluster.name, cluster.disturbed.at_once, most_hosts_at_once])
}

deny contains message if {
	some cluster in input.stacks[_].clusters
	cluster.upgrade != null
	cluster.upgrade.snapshot == null
	message := sprintf("%s: an upgrade needs a snapshot of etcd", [cluster.name])
}

deny contains message if {
	some host in input.stacks[_].hosts
	host.action in {"delete", "replace"}
	not host.cluster in may_remove
	message := sprintf("%s: %s must stay, but the plan says %s", [host.cluster, host.name, host.action])
}

warn contains message if {
	input.totals.unknown_steps > 0
	message := sprintf("%d steps are only known after apply", [input.totals.unknown_steps])
}
