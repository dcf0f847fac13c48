// Stand-in: which fields a configuration document may have. A small language instead of a struct a kind:
// "name:type" pairs; types: s string, i integer, b bool, d duration, m map of strings, A any, {…} object, [type] list.
package main

import (
	"fmt"
	"strings"
	"time"
)

const registration2 = `name:s criSocket:s taints:[{key:s value:s effect:s timeAdded:s}] kubeletExtraArgs:m ignorePreflightErrors:[s]`
const registration3 = registration2 + ` imagePullPolicy:s`
const registration4 = `name:s criSocket:s taints:[{key:s value:s effect:s timeAdded:s}] kubeletExtraArgs:[{name:s value:s}] ignorePreflightErrors:[s] imagePullPolicy:s imagePullSerial:b`
const endpointSchema = `localAPIEndpoint:{advertiseAddress:s bindPort:i}`
const volumesSchema = `extraVolumes:[{name:s hostPath:s mountPath:s readOnly:b pathType:s}]`
const etcdExternal = `external:{endpoints:[s] caFile:s certFile:s keyFile:s httpEndpoints:[s]}`
const imageMeta = `imageRepository:s imageTag:s`
const clusterCommon = ` networking:{serviceSubnet:s podSubnet:s dnsDomain:s} kubernetesVersion:s controlPlaneEndpoint:s certificatesDir:s imageRepository:s featureGates:{*:b} clusterName:s`
const timeoutsSchema = `timeouts:{controlPlaneComponentHealthCheck:d kubeletHealthCheck:d kubernetesAPICall:d etcdAPICall:d tlsBootstrap:d discovery:d upgradeManifests:d}`
const tokensSchema = `bootstrapTokens:[{token:s description:s ttl:d expires:s usages:[s] groups:[s]}]`
const discoverySchema = `bootstrapToken:{token:s apiServerEndpoint:s caCertHashes:[s] unsafeSkipCAVerification:b} file:{kubeConfigPath:s} tlsBootstrapToken:s`

func component3(extra string) string { return `{extraArgs:m ` + volumesSchema + ` ` + extra + `}` }
func component4(extra string) string {
	return `{extraArgs:[{name:s value:s}] ` + volumesSchema + ` extraEnvs:[A] ` + extra + `}`
}
func cluster(component func(string) string, timeout, local, dns string) string {
	return `apiServer:` + component(`certSANs:[s] `+timeout) + ` controllerManager:` + component("") + ` scheduler:` + component("") +
		` etcd:{local:{` + imageMeta + ` dataDir:s ` + local + ` serverCertSANs:[s] peerCertSANs:[s]} ` + etcdExternal + `} dns:{` + dns + imageMeta + `}` + clusterCommon
}

// schemas by "group/version, Kind"; the version decides which of them kubeadm knows.
var schemas = map[string]string{
	"kubeadm.k8s.io/v1beta2, InitConfiguration":    tokensSchema + ` nodeRegistration:{` + registration2 + `} ` + endpointSchema + ` certificateKey:s`,
	"kubeadm.k8s.io/v1beta2, ClusterConfiguration": cluster(component3, "timeoutForControlPlane:d", "extraArgs:m", "type:s ") + ` useHyperKubeImage:b`,
	"kubeadm.k8s.io/v1beta2, JoinConfiguration":    `nodeRegistration:{` + registration2 + `} caCertPath:s discovery:{` + discoverySchema + ` timeout:d} controlPlane:{` + endpointSchema + ` certificateKey:s}`,
	"kubeadm.k8s.io/v1beta2, ClusterStatus":        `apiEndpoints:A`,
	"kubeadm.k8s.io/v1beta3, InitConfiguration":    tokensSchema + ` nodeRegistration:{` + registration3 + `} ` + endpointSchema + ` certificateKey:s skipPhases:[s] patches:{directory:s}`,
	"kubeadm.k8s.io/v1beta3, ClusterConfiguration": cluster(component3, "timeoutForControlPlane:d", "extraArgs:m", ""),
	"kubeadm.k8s.io/v1beta3, JoinConfiguration":    `nodeRegistration:{` + registration3 + `} caCertPath:s discovery:{` + discoverySchema + ` timeout:d} controlPlane:{` + endpointSchema + ` certificateKey:s} skipPhases:[s] patches:{directory:s}`,
	"kubeadm.k8s.io/v1beta4, InitConfiguration":    tokensSchema + ` dryRun:b nodeRegistration:{` + registration4 + `} ` + endpointSchema + ` certificateKey:s skipPhases:[s] patches:{directory:s} ` + timeoutsSchema,
	"kubeadm.k8s.io/v1beta4, ClusterConfiguration": cluster(component4, "", "extraArgs:[{name:s value:s}] extraEnvs:[A]", "disabled:b ") + ` proxy:{disabled:b} encryptionAlgorithm:s certificateValidityPeriod:d caCertificateValidityPeriod:d`,
	"kubeadm.k8s.io/v1beta4, JoinConfiguration":    `dryRun:b nodeRegistration:{` + registration4 + `} caCertPath:s discovery:{` + discoverySchema + `} controlPlane:{` + endpointSchema + ` certificateKey:s} skipPhases:[s] patches:{directory:s} ` + timeoutsSchema,
	"kubeadm.k8s.io/v1beta4, ResetConfiguration":   `cleanupTmpDir:b certificatesDir:s criSocket:s dryRun:b force:b ignorePreflightErrors:[s] skipPhases:[s] unmountFlags:[s] ` + timeoutsSchema,
	"kubeadm.k8s.io/v1beta4, UpgradeConfiguration": `apply:A diff:A node:A plan:A ` + timeoutsSchema,

	"kubeproxy.config.k8s.io/v1alpha1, KubeProxyConfiguration": `featureGates:{*:b} bindAddress:s bindAddressHardFail:b healthzBindAddress:s metricsBindAddress:s enableProfiling:b clusterCIDR:s hostnameOverride:s
		clientConnection:{kubeconfig:s acceptContentTypes:s contentType:s qps:A burst:i} iptables:{masqueradeBit:i masqueradeAll:b localhostNodePorts:b minSyncPeriod:d syncPeriod:d}
		ipvs:{syncPeriod:d minSyncPeriod:d scheduler:s excludeCIDRs:[s] strictARP:b tcpTimeout:d tcpFinTimeout:d udpTimeout:d} oomScoreAdj:i mode:s portRange:s udpIdleTimeout:d
		conntrack:{max:i maxPerCore:i min:i tcpEstablishedTimeout:d tcpCloseWaitTimeout:d tcpBeLiberal:b udpTimeout:d udpStreamTimeout:d} configSyncPeriod:d nodePortAddresses:[s]
		winkernel:{networkName:s sourceVip:s enableDSR:b} showHiddenMetricsForVersion:s detectLocalMode:s detectLocal:A logging:A`,
	"kubelet.config.k8s.io/v1beta1, KubeletConfiguration": `enableServer:b staticPodPath:s syncFrequency:d fileCheckFrequency:d httpCheckFrequency:d staticPodURL:s staticPodURLHeader:A address:s port:i readOnlyPort:i
		tlsCertFile:s tlsPrivateKeyFile:s tlsCipherSuites:[s] tlsMinVersion:s rotateCertificates:b serverTLSBootstrap:b
		authentication:{x509:{clientCAFile:s} webhook:{enabled:b cacheTTL:d} anonymous:{enabled:b}} authorization:{mode:s webhook:{cacheAuthorizedTTL:d cacheUnauthorizedTTL:d}}
		registryPullQPS:i registryBurst:i eventRecordQPS:i eventBurst:i enableDebuggingHandlers:b enableContentionProfiling:b healthzPort:i healthzBindAddress:s oomScoreAdj:i clusterDomain:s clusterDNS:[s]
		streamingConnectionIdleTimeout:d nodeStatusUpdateFrequency:d nodeStatusReportFrequency:d nodeLeaseDurationSeconds:i imageMinimumGCAge:d imageMaximumGCAge:d imageGCHighThresholdPercent:i imageGCLowThresholdPercent:i
		volumeStatsAggPeriod:d kubeletCgroups:s systemCgroups:s cgroupRoot:s cgroupsPerQOS:b cgroupDriver:s cpuManagerPolicy:s cpuManagerPolicyOptions:m cpuManagerReconcilePeriod:d memoryManagerPolicy:s topologyManagerPolicy:s topologyManagerScope:s topologyManagerPolicyOptions:m
		qosReserved:m runtimeRequestTimeout:d hairpinMode:s maxPods:i podCIDR:s podPidsLimit:i resolvConf:s runOnce:b cpuCFSQuota:b cpuCFSQuotaPeriod:d nodeStatusMaxImages:i maxOpenFiles:i contentType:s kubeAPIQPS:i kubeAPIBurst:i
		serializeImagePulls:b maxParallelImagePulls:i evictionHard:m evictionSoft:m evictionSoftGracePeriod:m evictionPressureTransitionPeriod:d evictionMaxPodGracePeriod:i evictionMinimumReclaim:m podsPerCore:i enableControllerAttachDetach:b
		protectKernelDefaults:b makeIPTablesUtilChains:b iptablesMasqueradeBit:i iptablesDropBit:i featureGates:{*:b} failSwapOn:b memorySwap:A containerLogMaxSize:s containerLogMaxFiles:i configMapAndSecretChangeDetectionStrategy:s
		systemReserved:m kubeReserved:m reservedSystemCPUs:s showHiddenMetricsForVersion:s systemReservedCgroup:s kubeReservedCgroup:s enforceNodeAllocatable:[s] allowedUnsafeSysctls:[s] volumePluginDir:s providerID:s kernelMemcgNotification:b
		logging:A enableSystemLogHandler:b enableSystemLogQuery:b shutdownGracePeriod:d shutdownGracePeriodCriticalPods:d shutdownGracePeriodByPodPriority:A reservedMemory:A enableProfilingHandler:b enableDebugFlagsHandler:b seccompDefault:b
		memoryThrottlingFactor:A registerWithTaints:A registerNode:b tracing:A localStorageCapacityIsolation:b containerRuntimeEndpoint:s imageServiceEndpoint:s crashLoopBackOff:A failCgroupV1:b mergeDefaultEvictionSettings:b imagePullCredentialsVerificationPolicy:s preloadedImagesVerificationAllowlist:[s] userNamespaces:A`,
}

// knownVersions of kubeadm's own documents, by the minor version of Kubernetes.
func knownVersions(minor int) []string {
	switch {
	case minor < 22:
		return []string{"v1beta2"}
	case minor < 25:
		return []string{"v1beta2", "v1beta3"}
	case minor < 31:
		return []string{"v1beta3"}
	}
	return []string{"v1beta3", "v1beta4"}
}

type fieldType struct {
	kind   byte
	fields map[string]*fieldType
	item   *fieldType
}

func parseSchema(source string) *fieldType {
	rest := strings.TrimSpace(source)
	return parseFields(&rest)
}

func parseFields(rest *string) *fieldType {
	result := &fieldType{kind: '{', fields: map[string]*fieldType{"apiVersion": {kind: 's'}, "kind": {kind: 's'}}}
	for {
		*rest = strings.TrimLeft(*rest, " \t\n")
		if *rest == "" || (*rest)[0] == '}' {
			*rest = strings.TrimPrefix(*rest, "}")
			return result
		}
		colon := strings.Index(*rest, ":")
		name := (*rest)[:colon]
		*rest = (*rest)[colon+1:]
		result.fields[name] = parseType(rest)
	}
}

func parseType(rest *string) *fieldType {
	kind := (*rest)[0]
	*rest = (*rest)[1:]
	switch kind {
	case '{':
		inner := parseFields(rest)
		delete(inner.fields, "apiVersion")
		delete(inner.fields, "kind")
		return inner
	case '[':
		item := parseType(rest)
		*rest = strings.TrimPrefix(*rest, "]")
		return &fieldType{kind: '[', item: item}
	}
	return &fieldType{kind: kind}
}

// mistake is what decoding finds: an unknown field, or a value of the wrong type, in encoding/json's words.
type mistake struct {
	unknown bool
	message string
}

func checkFields(schema *fieldType, value interface{}, path, owner string) *mistake {
	wrong := func(wanted string) *mistake {
		return &mistake{message: fmt.Sprintf("json: cannot unmarshal %s into Go struct field %s.%s of type %s", kindOf(value), owner, path, wanted)}
	}
	if value == nil || schema.kind == 'A' {
		return nil
	}
	switch schema.kind {
	case '{':
		fields, ok := value.(M)
		if !ok {
			return wrong("object")
		}
		any := schema.fields["*"]
		var unknown *mistake
		for _, name := range keys(fields) {
			field := schema.fields[name]
			if field == nil {
				field = any
			}
			if field == nil {
				if unknown == nil {
					unknown = &mistake{unknown: true, message: fmt.Sprintf("json: unknown field %q", name)}
				}
				continue
			}
			if found := checkFields(field, fields[name], strings.TrimPrefix(path+"."+name, "."), owner); found != nil {
				if !found.unknown {
					return found
				}
				unknown = found
			}
		}
		return unknown
	case '[':
		items, ok := value.([]interface{})
		if !ok {
			return wrong("[]" + typeName(schema.item.kind))
		}
		for _, item := range items {
			if found := checkFields(schema.item, item, path, owner); found != nil {
				return found
			}
		}
	case 'm':
		fields, ok := value.(M)
		if !ok {
			return wrong("map[string]string")
		}
		for _, name := range keys(fields) {
			if _, ok := fields[name].(string); !ok && fields[name] != nil {
				value = fields[name]
				return wrong("string")
			}
		}
	case 'd':
		found, ok := value.(string)
		if !ok {
			return wrong("string")
		}
		if _, err := time.ParseDuration(found); err != nil {
			return &mistake{message: err.Error()}
		}
	default:
		if kindOf(value) != map[byte]string{'s': "string", 'i': "number", 'b': "bool"}[schema.kind] {
			return wrong(typeName(schema.kind))
		}
	}
	return nil
}

func typeName(kind byte) string {
	return map[byte]string{'s': "string", 'i': "int32", 'b': "bool", 'm': "map[string]string", '{': "object", 'A': "interface {}"}[kind]
}

func kindOf(value interface{}) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case bool:
		return "bool"
	case []interface{}:
		return "array"
	case M:
		return "object"
	}
	return "number"
}
