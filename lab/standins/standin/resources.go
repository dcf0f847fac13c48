// Stand-in: the kinds that the API server keeps and kubectl knows.
package main

import "strings"

type resource struct {
	plural, singular, kind string
	short                  []string
	group, version         string
	namespaced             bool
}

var resources = parseResources(`
namespaces Namespace ns v1 -
nodes Node no v1 -
pods Pod po v1 +
configmaps ConfigMap cm v1 +
secrets Secret - v1 +
services Service svc v1 +
endpoints Endpoints ep v1 +
events Event ev v1 +
serviceaccounts ServiceAccount sa v1 +
persistentvolumes PersistentVolume pv v1 -
persistentvolumeclaims PersistentVolumeClaim pvc v1 +
replicationcontrollers ReplicationController rc v1 +
resourcequotas ResourceQuota quota v1 +
limitranges LimitRange limits v1 +
deployments Deployment deploy apps/v1 +
replicasets ReplicaSet rs apps/v1 +
daemonsets DaemonSet ds apps/v1 +
statefulsets StatefulSet sts apps/v1 +
jobs Job - batch/v1 +
cronjobs CronJob cj batch/v1beta1 +
leases Lease - coordination.k8s.io/v1 +
certificatesigningrequests CertificateSigningRequest csr certificates.k8s.io/v1 -
poddisruptionbudgets PodDisruptionBudget pdb policy/v1beta1 +
networkpolicies NetworkPolicy netpol networking.k8s.io/v1 +
ingresses Ingress ing networking.k8s.io/v1 +
roles Role - rbac.authorization.k8s.io/v1 +
rolebindings RoleBinding - rbac.authorization.k8s.io/v1 +
clusterroles ClusterRole - rbac.authorization.k8s.io/v1 -
clusterrolebindings ClusterRoleBinding - rbac.authorization.k8s.io/v1 -
storageclasses StorageClass sc storage.k8s.io/v1 -
priorityclasses PriorityClass pc scheduling.k8s.io/v1 -
customresourcedefinitions CustomResourceDefinition crd apiextensions.k8s.io/v1 -
`)

func parseResources(lines string) []resource {
	all := []resource{}
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		words := strings.Fields(line)
		one := resource{plural: words[0], kind: words[1], singular: strings.ToLower(words[1]), version: words[3], namespaced: words[4] == "+"}
		if words[2] != "-" {
			one.short = []string{words[2]}
		}
		if group, version, grouped := strings.Cut(words[3], "/"); grouped {
			one.group, one.version = group, version
		}
		all = append(all, one)
	}
	return all
}

func (r resource) apiVersion() string {
	if r.group == "" {
		return r.version
	}
	return r.group + "/" + r.version
}

// qualified is the plural with its group, as messages name it.
func (r resource) qualified() string { return dotted(r.plural, r.group) }

// singularQualified is what kubectl prints before a slash.
func (r resource) singularQualified() string { return dotted(r.singular, r.group) }

func dotted(name, group string) string {
	if group == "" {
		return name
	}
	return name + "." + group
}

func (r resource) collection(namespace string) string {
	path := "/api/" + r.version
	if r.group != "" {
		path = "/apis/" + r.group + "/" + r.version
	}
	if r.namespaced && namespace != "" {
		path += "/namespaces/" + namespace
	}
	return path + "/" + r.plural
}

// resourceNamed finds what a person typed: plural, singular, short name, with or without group.
func resourceNamed(name string) *resource {
	name = strings.ToLower(name)
	base, group, grouped := strings.Cut(name, ".")
	for i := range resources {
		one := &resources[i]
		if (one.plural == base || one.singular == base || contains(one.short, base)) && (!grouped || strings.HasSuffix(group, one.group)) {
			return one
		}
	}
	return nil
}

func resourceOf(apiVersion, kind string) *resource {
	for i := range resources {
		if resources[i].kind == kind && resources[i].apiVersion() == apiVersion {
			return &resources[i]
		}
	}
	return nil
}

func mustResource(plural string) resource { return *resourceNamed(plural) }
