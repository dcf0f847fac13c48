// Stand-in: the server's care for members of etcd: a node that asks for it, or that is gone, loses its member.
package main

import (
	"time"
)

const (
	memberName    = "etcd.k3s.cattle.io/node-name"
	memberAddress = "etcd.k3s.cattle.io/node-address"
	removeMember  = "etcd.k3s.cattle.io/remove"
	removedMember = "etcd.k3s.cattle.io/removed-node-name"
	nodePassword  = ".node-password.k3s"
)

func (r *k3sRun) members() []interface{} {
	answer, err := etcdCall(k3sTLS, []string{"https://127.0.0.1:2379"}, "/v3/cluster/member/list", M{})
	check(err)
	return list(answer, "members")
}

func (r *k3sRun) keepMembers() {
	leader := &leadership{api: r.api, name: "k3s-etcd", identity: r.name + "_" + newUID()}
	known := map[string]string{}
	for ; ; time.Sleep(400 * time.Millisecond) {
		_ = attempt(func() {
			answer, err := r.api.get("/api/v1/nodes")
			check(err)
			gone := known
			known = map[string]string{}
			leads := leader.holds()
			for _, node := range list(answer, "items") {
				name, member := text(node, "metadata", "name"), text(node, "metadata", "annotations", memberName)
				delete(gone, name)
				known[name] = member
				if leads && member != "" && text(node, "metadata", "annotations", removeMember) == "true" {
					r.remove(member)
					_, err := r.api.patch("/api/v1/nodes/"+name, M{"metadata": M{"annotations": M{removedMember: member, memberName: nil, memberAddress: nil}}})
					check(err)
				}
			}
			for name, member := range gone {
				_, _ = r.api.remove(mustResource("secrets").collection("kube-system") + "/" + name + nodePassword)
				if member != "" {
					r.remove(member)
				}
			}
		})
	}
}

func (r *k3sRun) remove(member string) {
	for _, one := range r.members() {
		if text(one, "name") == member {
			_, err := etcdCall(k3sTLS, []string{"https://127.0.0.1:2379"}, "/v3/cluster/member/remove", M{"ID": text(one, "ID")})
			check(err)
		}
	}
}
