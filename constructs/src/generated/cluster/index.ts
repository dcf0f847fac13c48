// @ts-nocheck
// https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ClusterConfig extends cdktf.TerraformMetaArguments {
  /**
  * Further names and addresses in the API server's certificate.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#cert_sans Cluster#cert_sans}
  */
  readonly certSans?: string[];
  /**
  * When the control planes' certificates are renewed: by the first apply after the refresh that finds one near its end. Default: never; an upgrade renews them, too.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#certificate_renewal Cluster#certificate_renewal}
  */
  readonly certificateRenewal?: ClusterCertificateRenewal;
  /**
  * How long certificates that kubeadm signs from now on live, `8760h` for example. Needs Kubernetes 1.31; kubeadm before that signs for one year. Default: the image's, else 100 years where kubeadm can.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#certificate_validity Cluster#certificate_validity}
  */
  readonly certificateValidity?: string;
  /**
  * Further documents for the Clusterfile that is left on the control planes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#clusterfile Cluster#clusterfile}
  */
  readonly clusterfile?: string;
  /**
  * Control planes: node name → `id` of the `sealos_host`. The first by name is initialised; none is special afterwards.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#control_plane Cluster#control_plane}
  */
  readonly controlPlane: { [key: string]: string };
  /**
  * Refuse to destroy or replace the cluster. Default: the provider's `deletion_protection`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#deletion_protection Cluster#deletion_protection}
  */
  readonly deletionProtection?: boolean | cdktf.IResolvable;
  /**
  * What the rootfs image brings: `kubernetes` or `k3s`, its label `sealos.io.distribution`. Plans are made before images are known, so it is said here and on the nodes. Default `kubernetes`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#distribution Cluster#distribution}
  */
  readonly distribution?: string;
  /**
  * How nodes find the API.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#endpoint Cluster#endpoint}
  */
  readonly endpoint?: ClusterEndpoint;
  /**
  * Options of k3s (one YAML document, as in its configuration file) over the image's `etc/k3s.yml`; lists replace the image's. For an image that brings k3s. Decided when the cluster is made.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#k3s_config Cluster#k3s_config}
  */
  readonly k3SConfig?: string;
  /**
  * kubeadm, kubelet and kube-proxy documents (YAML) over the image's.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#kubeadm_config Cluster#kubeadm_config}
  */
  readonly kubeadmConfig?: string[];
  /**
  * File on the machine that runs Terraform to write the admin kubeconfig to, mode 0600. Default: none is written.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#kubeconfig_file Cluster#kubeconfig_file}
  */
  readonly kubeconfigFile?: string;
  /**
  * Name of the cluster.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#name Cluster#name}
  */
  readonly name?: string;
  /**
  * Subnet of pods. Default: the image's, else `100.64.0.0/10`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#pod_subnet Cluster#pod_subnet}
  */
  readonly podSubnet?: string;
  /**
  * `mount` of the rootfs image.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#rootfs Cluster#rootfs}
  */
  readonly rootfs: string;
  /**
  * Subnet of services. Default: the image's, else `10.96.0.0/22`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#service_subnet Cluster#service_subnet}
  */
  readonly serviceSubnet?: string;
  /**
  * Time limits; nothing waits for ever.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#timeouts Cluster#timeouts}
  */
  readonly timeouts?: ClusterTimeouts;
  /**
  * How an image of another Kubernetes version is rolled out: control planes one by one, then workers.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#upgrade Cluster#upgrade}
  */
  readonly upgrade?: ClusterUpgrade;
}
export interface ClusterCertificateRenewal {
  /**
  * Renew when a certificate of a control plane expires within this time, `720h` for example. Shorter than certificates live.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#before Cluster#before}
  */
  readonly before: string;
}

export function clusterCertificateRenewalToTerraform(struct?: ClusterCertificateRenewal | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    before: cdktf.stringToTerraform(struct!.before),
  }
}


export function clusterCertificateRenewalToHclTerraform(struct?: ClusterCertificateRenewal | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    before: {
      value: cdktf.stringToHclTerraform(struct!.before),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ClusterCertificateRenewalOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ClusterCertificateRenewal | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._before !== undefined) {
      hasAnyValues = true;
      internalValueResult.before = this._before;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ClusterCertificateRenewal | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._before = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._before = value.before;
    }
  }

  // before - computed: false, optional: false, required: true
  private _before?: string; 
  public get before() {
    return this.getStringAttribute('before');
  }
  public set before(value: string) {
    this._before = value;
  }
  // Temporarily expose input value. Use with caution.
  public get beforeInput() {
    return this._before;
  }
}
export interface ClusterEndpoint {
  /**
  * Name of the API. Default `apiserver.cluster.local`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#domain Cluster#domain}
  */
  readonly domain?: string;
  /**
  * How nodes find the API: `hosts` (entries in their hosts files), `lvscare` (IPVS on every worker; needs the ip_vs kernel module) or `external` (a load balancer at `vip`). Default: `lvscare` where all control planes have ip_vs, else `hosts`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#mode Cluster#mode}
  */
  readonly mode?: string;
  /**
  * Port of the API. Default 6443.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#port Cluster#port}
  */
  readonly port?: number;
  /**
  * Virtual address. Default: the image's. With `external`: the balancer's address.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#vip Cluster#vip}
  */
  readonly vip?: string;
}

export function clusterEndpointToTerraform(struct?: ClusterEndpoint | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    domain: cdktf.stringToTerraform(struct!.domain),
    mode: cdktf.stringToTerraform(struct!.mode),
    port: cdktf.numberToTerraform(struct!.port),
    vip: cdktf.stringToTerraform(struct!.vip),
  }
}


export function clusterEndpointToHclTerraform(struct?: ClusterEndpoint | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    domain: {
      value: cdktf.stringToHclTerraform(struct!.domain),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    mode: {
      value: cdktf.stringToHclTerraform(struct!.mode),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    port: {
      value: cdktf.numberToHclTerraform(struct!.port),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    vip: {
      value: cdktf.stringToHclTerraform(struct!.vip),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ClusterEndpointOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ClusterEndpoint | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._domain !== undefined) {
      hasAnyValues = true;
      internalValueResult.domain = this._domain;
    }
    if (this._mode !== undefined) {
      hasAnyValues = true;
      internalValueResult.mode = this._mode;
    }
    if (this._port !== undefined) {
      hasAnyValues = true;
      internalValueResult.port = this._port;
    }
    if (this._vip !== undefined) {
      hasAnyValues = true;
      internalValueResult.vip = this._vip;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ClusterEndpoint | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._domain = undefined;
      this._mode = undefined;
      this._port = undefined;
      this._vip = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._domain = value.domain;
      this._mode = value.mode;
      this._port = value.port;
      this._vip = value.vip;
    }
  }

  // domain - computed: false, optional: true, required: false
  private _domain?: string; 
  public get domain() {
    return this.getStringAttribute('domain');
  }
  public set domain(value: string) {
    this._domain = value;
  }
  public resetDomain() {
    this._domain = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get domainInput() {
    return this._domain;
  }

  // mode - computed: false, optional: true, required: false
  private _mode?: string; 
  public get mode() {
    return this.getStringAttribute('mode');
  }
  public set mode(value: string) {
    this._mode = value;
  }
  public resetMode() {
    this._mode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modeInput() {
    return this._mode;
  }

  // port - computed: false, optional: true, required: false
  private _port?: number; 
  public get port() {
    return this.getNumberAttribute('port');
  }
  public set port(value: number) {
    this._port = value;
  }
  public resetPort() {
    this._port = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get portInput() {
    return this._port;
  }

  // vip - computed: false, optional: true, required: false
  private _vip?: string; 
  public get vip() {
    return this.getStringAttribute('vip');
  }
  public set vip(value: string) {
    this._vip = value;
  }
  public resetVip() {
    this._vip = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get vipInput() {
    return this._vip;
  }
}
export interface ClusterTimeouts {
  /**
  * How long create may take, `1h30m` for example. Default `30m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#create Cluster#create}
  */
  readonly create?: string;
  /**
  * How long delete may take, `1h30m` for example. Default `15m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#delete Cluster#delete}
  */
  readonly delete?: string;
  /**
  * How long update may take, `1h30m` for example. Default `60m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#update Cluster#update}
  */
  readonly update?: string;
}

export function clusterTimeoutsToTerraform(struct?: ClusterTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    create: cdktf.stringToTerraform(struct!.create),
    delete: cdktf.stringToTerraform(struct!.delete),
    update: cdktf.stringToTerraform(struct!.update),
  }
}


export function clusterTimeoutsToHclTerraform(struct?: ClusterTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    create: {
      value: cdktf.stringToHclTerraform(struct!.create),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    delete: {
      value: cdktf.stringToHclTerraform(struct!.delete),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    update: {
      value: cdktf.stringToHclTerraform(struct!.update),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ClusterTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ClusterTimeouts | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._create !== undefined) {
      hasAnyValues = true;
      internalValueResult.create = this._create;
    }
    if (this._delete !== undefined) {
      hasAnyValues = true;
      internalValueResult.delete = this._delete;
    }
    if (this._update !== undefined) {
      hasAnyValues = true;
      internalValueResult.update = this._update;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ClusterTimeouts | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._create = undefined;
      this._delete = undefined;
      this._update = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._create = value.create;
      this._delete = value.delete;
      this._update = value.update;
    }
  }

  // create - computed: false, optional: true, required: false
  private _create?: string; 
  public get create() {
    return this.getStringAttribute('create');
  }
  public set create(value: string) {
    this._create = value;
  }
  public resetCreate() {
    this._create = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get createInput() {
    return this._create;
  }

  // delete - computed: false, optional: true, required: false
  private _delete?: string; 
  public get delete() {
    return this.getStringAttribute('delete');
  }
  public set delete(value: string) {
    this._delete = value;
  }
  public resetDelete() {
    this._delete = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deleteInput() {
    return this._delete;
  }

  // update - computed: false, optional: true, required: false
  private _update?: string; 
  public get update() {
    return this.getStringAttribute('update');
  }
  public set update(value: string) {
    this._update = value;
  }
  public resetUpdate() {
    this._update = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get updateInput() {
    return this._update;
  }
}
export interface ClusterUpgrade {
  /**
  * Whether control planes are drained before they are upgraded. Default `true`. Workers follow their own `drain`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#drain Cluster#drain}
  */
  readonly drain?: boolean | cdktf.IResolvable;
  /**
  * Limit of such a drain. Default `5m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#drain_timeout Cluster#drain_timeout}
  */
  readonly drainTimeout?: string;
  /**
  * How many workers may be out of service at once while nodes are upgraded. Default 1.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#max_unavailable Cluster#max_unavailable}
  */
  readonly maxUnavailable?: number;
}

export function clusterUpgradeToTerraform(struct?: ClusterUpgrade | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    drain: cdktf.booleanToTerraform(struct!.drain),
    drain_timeout: cdktf.stringToTerraform(struct!.drainTimeout),
    max_unavailable: cdktf.numberToTerraform(struct!.maxUnavailable),
  }
}


export function clusterUpgradeToHclTerraform(struct?: ClusterUpgrade | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    drain: {
      value: cdktf.booleanToHclTerraform(struct!.drain),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    drain_timeout: {
      value: cdktf.stringToHclTerraform(struct!.drainTimeout),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    max_unavailable: {
      value: cdktf.numberToHclTerraform(struct!.maxUnavailable),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ClusterUpgradeOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ClusterUpgrade | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._drain !== undefined) {
      hasAnyValues = true;
      internalValueResult.drain = this._drain;
    }
    if (this._drainTimeout !== undefined) {
      hasAnyValues = true;
      internalValueResult.drainTimeout = this._drainTimeout;
    }
    if (this._maxUnavailable !== undefined) {
      hasAnyValues = true;
      internalValueResult.maxUnavailable = this._maxUnavailable;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ClusterUpgrade | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._drain = undefined;
      this._drainTimeout = undefined;
      this._maxUnavailable = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._drain = value.drain;
      this._drainTimeout = value.drainTimeout;
      this._maxUnavailable = value.maxUnavailable;
    }
  }

  // drain - computed: false, optional: true, required: false
  private _drain?: boolean | cdktf.IResolvable; 
  public get drain() {
    return this.getBooleanAttribute('drain');
  }
  public set drain(value: boolean | cdktf.IResolvable) {
    this._drain = value;
  }
  public resetDrain() {
    this._drain = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get drainInput() {
    return this._drain;
  }

  // drain_timeout - computed: false, optional: true, required: false
  private _drainTimeout?: string; 
  public get drainTimeout() {
    return this.getStringAttribute('drain_timeout');
  }
  public set drainTimeout(value: string) {
    this._drainTimeout = value;
  }
  public resetDrainTimeout() {
    this._drainTimeout = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get drainTimeoutInput() {
    return this._drainTimeout;
  }

  // max_unavailable - computed: false, optional: true, required: false
  private _maxUnavailable?: number; 
  public get maxUnavailable() {
    return this.getNumberAttribute('max_unavailable');
  }
  public set maxUnavailable(value: number) {
    this._maxUnavailable = value;
  }
  public resetMaxUnavailable() {
    this._maxUnavailable = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxUnavailableInput() {
    return this._maxUnavailable;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster sealos_cluster}
*/
export class Cluster extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "sealos_cluster";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Cluster resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Cluster to import
  * @param importFromId The id of the existing Cluster that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Cluster to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "sealos_cluster", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/cluster sealos_cluster} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ClusterConfig
  */
  public constructor(scope: Construct, id: string, config: ClusterConfig) {
    super(scope, id, {
      terraformResourceType: 'sealos_cluster',
      terraformGeneratorMetadata: {
        providerName: 'sealos',
        providerVersionConstraint: '~> 0.1.0'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._certSans = config.certSans;
    this._certificateRenewal.internalValue = config.certificateRenewal;
    this._certificateValidity = config.certificateValidity;
    this._clusterfile = config.clusterfile;
    this._controlPlane = config.controlPlane;
    this._deletionProtection = config.deletionProtection;
    this._distribution = config.distribution;
    this._endpoint.internalValue = config.endpoint;
    this._k3SConfig = config.k3SConfig;
    this._kubeadmConfig = config.kubeadmConfig;
    this._kubeconfigFile = config.kubeconfigFile;
    this._name = config.name;
    this._podSubnet = config.podSubnet;
    this._rootfs = config.rootfs;
    this._serviceSubnet = config.serviceSubnet;
    this._timeouts.internalValue = config.timeouts;
    this._upgrade.internalValue = config.upgrade;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // api_server - computed: true, optional: false, required: false
  public get apiServer() {
    return this.getStringAttribute('api_server');
  }

  // ca_certificate - computed: true, optional: false, required: false
  public get caCertificate() {
    return this.getStringAttribute('ca_certificate');
  }

  // cert_sans - computed: false, optional: true, required: false
  private _certSans?: string[]; 
  public get certSans() {
    return this.getListAttribute('cert_sans');
  }
  public set certSans(value: string[]) {
    this._certSans = value;
  }
  public resetCertSans() {
    this._certSans = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get certSansInput() {
    return this._certSans;
  }

  // certificate_renewal - computed: false, optional: true, required: false
  private _certificateRenewal = new ClusterCertificateRenewalOutputReference(this, "certificate_renewal");
  public get certificateRenewal() {
    return this._certificateRenewal;
  }
  public putCertificateRenewal(value: ClusterCertificateRenewal) {
    this._certificateRenewal.internalValue = value;
  }
  public resetCertificateRenewal() {
    this._certificateRenewal.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get certificateRenewalInput() {
    return this._certificateRenewal.internalValue;
  }

  // certificate_validity - computed: false, optional: true, required: false
  private _certificateValidity?: string; 
  public get certificateValidity() {
    return this.getStringAttribute('certificate_validity');
  }
  public set certificateValidity(value: string) {
    this._certificateValidity = value;
  }
  public resetCertificateValidity() {
    this._certificateValidity = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get certificateValidityInput() {
    return this._certificateValidity;
  }

  // certificates_expire_at - computed: true, optional: false, required: false
  public get certificatesExpireAt() {
    return this.getStringAttribute('certificates_expire_at');
  }

  // clusterfile - computed: false, optional: true, required: false
  private _clusterfile?: string; 
  public get clusterfile() {
    return this.getStringAttribute('clusterfile');
  }
  public set clusterfile(value: string) {
    this._clusterfile = value;
  }
  public resetClusterfile() {
    this._clusterfile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clusterfileInput() {
    return this._clusterfile;
  }

  // control_plane - computed: false, optional: false, required: true
  private _controlPlane?: { [key: string]: string }; 
  public get controlPlane() {
    return this.getStringMapAttribute('control_plane');
  }
  public set controlPlane(value: { [key: string]: string }) {
    this._controlPlane = value;
  }
  // Temporarily expose input value. Use with caution.
  public get controlPlaneInput() {
    return this._controlPlane;
  }

  // deletion_protection - computed: false, optional: true, required: false
  private _deletionProtection?: boolean | cdktf.IResolvable; 
  public get deletionProtection() {
    return this.getBooleanAttribute('deletion_protection');
  }
  public set deletionProtection(value: boolean | cdktf.IResolvable) {
    this._deletionProtection = value;
  }
  public resetDeletionProtection() {
    this._deletionProtection = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deletionProtectionInput() {
    return this._deletionProtection;
  }

  // distribution - computed: false, optional: true, required: false
  private _distribution?: string; 
  public get distribution() {
    return this.getStringAttribute('distribution');
  }
  public set distribution(value: string) {
    this._distribution = value;
  }
  public resetDistribution() {
    this._distribution = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get distributionInput() {
    return this._distribution;
  }

  // endpoint - computed: false, optional: true, required: false
  private _endpoint = new ClusterEndpointOutputReference(this, "endpoint");
  public get endpoint() {
    return this._endpoint;
  }
  public putEndpoint(value: ClusterEndpoint) {
    this._endpoint.internalValue = value;
  }
  public resetEndpoint() {
    this._endpoint.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get endpointInput() {
    return this._endpoint.internalValue;
  }

  // endpoint_mode - computed: true, optional: false, required: false
  public get endpointMode() {
    return this.getStringAttribute('endpoint_mode');
  }

  // generation - computed: true, optional: false, required: false
  public get generation() {
    return this.getStringAttribute('generation');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // k3s_config - computed: false, optional: true, required: false
  private _k3SConfig?: string; 
  public get k3SConfig() {
    return this.getStringAttribute('k3s_config');
  }
  public set k3SConfig(value: string) {
    this._k3SConfig = value;
  }
  public resetK3SConfig() {
    this._k3SConfig = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get k3SConfigInput() {
    return this._k3SConfig;
  }

  // kubeadm_config - computed: false, optional: true, required: false
  private _kubeadmConfig?: string[]; 
  public get kubeadmConfig() {
    return this.getListAttribute('kubeadm_config');
  }
  public set kubeadmConfig(value: string[]) {
    this._kubeadmConfig = value;
  }
  public resetKubeadmConfig() {
    this._kubeadmConfig = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get kubeadmConfigInput() {
    return this._kubeadmConfig;
  }

  // kubeconfig_file - computed: false, optional: true, required: false
  private _kubeconfigFile?: string; 
  public get kubeconfigFile() {
    return this.getStringAttribute('kubeconfig_file');
  }
  public set kubeconfigFile(value: string) {
    this._kubeconfigFile = value;
  }
  public resetKubeconfigFile() {
    this._kubeconfigFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get kubeconfigFileInput() {
    return this._kubeconfigFile;
  }

  // kubelet_config_digest - computed: true, optional: false, required: false
  public get kubeletConfigDigest() {
    return this.getStringAttribute('kubelet_config_digest');
  }

  // kubernetes_version - computed: true, optional: false, required: false
  public get kubernetesVersion() {
    return this.getStringAttribute('kubernetes_version');
  }

  // name - computed: true, optional: true, required: false
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // phase - computed: true, optional: false, required: false
  public get phase() {
    return this.getStringAttribute('phase');
  }

  // pod_subnet - computed: false, optional: true, required: false
  private _podSubnet?: string; 
  public get podSubnet() {
    return this.getStringAttribute('pod_subnet');
  }
  public set podSubnet(value: string) {
    this._podSubnet = value;
  }
  public resetPodSubnet() {
    this._podSubnet = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get podSubnetInput() {
    return this._podSubnet;
  }

  // ready - computed: true, optional: false, required: false
  public get ready() {
    return this.getBooleanAttribute('ready');
  }

  // rootfs - computed: false, optional: false, required: true
  private _rootfs?: string; 
  public get rootfs() {
    return this.getStringAttribute('rootfs');
  }
  public set rootfs(value: string) {
    this._rootfs = value;
  }
  // Temporarily expose input value. Use with caution.
  public get rootfsInput() {
    return this._rootfs;
  }

  // service_subnet - computed: false, optional: true, required: false
  private _serviceSubnet?: string; 
  public get serviceSubnet() {
    return this.getStringAttribute('service_subnet');
  }
  public set serviceSubnet(value: string) {
    this._serviceSubnet = value;
  }
  public resetServiceSubnet() {
    this._serviceSubnet = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get serviceSubnetInput() {
    return this._serviceSubnet;
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // steps - computed: true, optional: false, required: false
  public get steps() {
    return this.getListAttribute('steps');
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new ClusterTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: ClusterTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // upgrade - computed: false, optional: true, required: false
  private _upgrade = new ClusterUpgradeOutputReference(this, "upgrade");
  public get upgrade() {
    return this._upgrade;
  }
  public putUpgrade(value: ClusterUpgrade) {
    this._upgrade.internalValue = value;
  }
  public resetUpgrade() {
    this._upgrade.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get upgradeInput() {
    return this._upgrade.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      cert_sans: cdktf.listMapper(cdktf.stringToTerraform, false)(this._certSans),
      certificate_renewal: clusterCertificateRenewalToTerraform(this._certificateRenewal.internalValue),
      certificate_validity: cdktf.stringToTerraform(this._certificateValidity),
      clusterfile: cdktf.stringToTerraform(this._clusterfile),
      control_plane: cdktf.hashMapper(cdktf.stringToTerraform)(this._controlPlane),
      deletion_protection: cdktf.booleanToTerraform(this._deletionProtection),
      distribution: cdktf.stringToTerraform(this._distribution),
      endpoint: clusterEndpointToTerraform(this._endpoint.internalValue),
      k3s_config: cdktf.stringToTerraform(this._k3SConfig),
      kubeadm_config: cdktf.listMapper(cdktf.stringToTerraform, false)(this._kubeadmConfig),
      kubeconfig_file: cdktf.stringToTerraform(this._kubeconfigFile),
      name: cdktf.stringToTerraform(this._name),
      pod_subnet: cdktf.stringToTerraform(this._podSubnet),
      rootfs: cdktf.stringToTerraform(this._rootfs),
      service_subnet: cdktf.stringToTerraform(this._serviceSubnet),
      timeouts: clusterTimeoutsToTerraform(this._timeouts.internalValue),
      upgrade: clusterUpgradeToTerraform(this._upgrade.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      cert_sans: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._certSans),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      certificate_renewal: {
        value: clusterCertificateRenewalToHclTerraform(this._certificateRenewal.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ClusterCertificateRenewal",
      },
      certificate_validity: {
        value: cdktf.stringToHclTerraform(this._certificateValidity),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      clusterfile: {
        value: cdktf.stringToHclTerraform(this._clusterfile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      control_plane: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._controlPlane),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      deletion_protection: {
        value: cdktf.booleanToHclTerraform(this._deletionProtection),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      distribution: {
        value: cdktf.stringToHclTerraform(this._distribution),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      endpoint: {
        value: clusterEndpointToHclTerraform(this._endpoint.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ClusterEndpoint",
      },
      k3s_config: {
        value: cdktf.stringToHclTerraform(this._k3SConfig),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      kubeadm_config: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._kubeadmConfig),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      kubeconfig_file: {
        value: cdktf.stringToHclTerraform(this._kubeconfigFile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pod_subnet: {
        value: cdktf.stringToHclTerraform(this._podSubnet),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      rootfs: {
        value: cdktf.stringToHclTerraform(this._rootfs),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      service_subnet: {
        value: cdktf.stringToHclTerraform(this._serviceSubnet),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeouts: {
        value: clusterTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ClusterTimeouts",
      },
      upgrade: {
        value: clusterUpgradeToHclTerraform(this._upgrade.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ClusterUpgrade",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
