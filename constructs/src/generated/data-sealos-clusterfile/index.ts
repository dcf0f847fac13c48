// @ts-nocheck
// https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataSealosClusterfileConfig extends cdktf.TerraformMetaArguments {
  /**
  * Replaces the command of the first image.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#command DataSealosClusterfile#command}
  */
  readonly command?: string[];
  /**
  * Changes to files of images.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#configs DataSealosClusterfile#configs}
  */
  readonly configs?: DataSealosClusterfileConfigs[] | cdktf.IResolvable;
  /**
  * The Clusterfile: given to read it, else what was written.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#content DataSealosClusterfile#content}
  */
  readonly content?: string;
  /**
  * Environment of all hosts.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#env DataSealosClusterfile#env}
  */
  readonly env?: { [key: string]: string };
  /**
  * Hosts that share roles, environment and login.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#hosts DataSealosClusterfile#hosts}
  */
  readonly hosts?: DataSealosClusterfileHosts[] | cdktf.IResolvable;
  /**
  * Cluster images, the rootfs first.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#images DataSealosClusterfile#images}
  */
  readonly images?: string[];
  /**
  * Options of k3s, YAML.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#k3s_config DataSealosClusterfile#k3s_config}
  */
  readonly k3SConfig?: string;
  /**
  * Documents for kubeadm, kubelet and kube-proxy, YAML.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#kubeadm_config DataSealosClusterfile#kubeadm_config}
  */
  readonly kubeadmConfig?: string[];
  /**
  * Name of the cluster.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#name DataSealosClusterfile#name}
  */
  readonly name?: string;
  /**
  * How to log in to hosts that do not say.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#ssh DataSealosClusterfile#ssh}
  */
  readonly ssh?: DataSealosClusterfileSsh;
}
export interface DataSealosClusterfileConfigs {
  /**
  * What to merge or write.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#data DataSealosClusterfile#data}
  */
  readonly data: string;
  /**
  * The image that it is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#match DataSealosClusterfile#match}
  */
  readonly match?: string;
  /**
  * Name of the document.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#name DataSealosClusterfile#name}
  */
  readonly name: string;
  /**
  * File to change, below the image's root.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#path DataSealosClusterfile#path}
  */
  readonly path: string;
  /**
  * As in `sealos_image_mount`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#strategy DataSealosClusterfile#strategy}
  */
  readonly strategy: string;
}

export function dataSealosClusterfileConfigsToTerraform(struct?: DataSealosClusterfileConfigs | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    data: cdktf.stringToTerraform(struct!.data),
    match: cdktf.stringToTerraform(struct!.match),
    name: cdktf.stringToTerraform(struct!.name),
    path: cdktf.stringToTerraform(struct!.path),
    strategy: cdktf.stringToTerraform(struct!.strategy),
  }
}


export function dataSealosClusterfileConfigsToHclTerraform(struct?: DataSealosClusterfileConfigs | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    data: {
      value: cdktf.stringToHclTerraform(struct!.data),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    match: {
      value: cdktf.stringToHclTerraform(struct!.match),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    name: {
      value: cdktf.stringToHclTerraform(struct!.name),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    path: {
      value: cdktf.stringToHclTerraform(struct!.path),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    strategy: {
      value: cdktf.stringToHclTerraform(struct!.strategy),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class DataSealosClusterfileConfigsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataSealosClusterfileConfigs | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._data !== undefined) {
      hasAnyValues = true;
      internalValueResult.data = this._data;
    }
    if (this._match !== undefined) {
      hasAnyValues = true;
      internalValueResult.match = this._match;
    }
    if (this._name !== undefined) {
      hasAnyValues = true;
      internalValueResult.name = this._name;
    }
    if (this._path !== undefined) {
      hasAnyValues = true;
      internalValueResult.path = this._path;
    }
    if (this._strategy !== undefined) {
      hasAnyValues = true;
      internalValueResult.strategy = this._strategy;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataSealosClusterfileConfigs | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._data = undefined;
      this._match = undefined;
      this._name = undefined;
      this._path = undefined;
      this._strategy = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._data = value.data;
      this._match = value.match;
      this._name = value.name;
      this._path = value.path;
      this._strategy = value.strategy;
    }
  }

  // data - computed: true, optional: false, required: true
  private _data?: string; 
  public get data() {
    return this.getStringAttribute('data');
  }
  public set data(value: string) {
    this._data = value;
  }
  // Temporarily expose input value. Use with caution.
  public get dataInput() {
    return this._data;
  }

  // match - computed: true, optional: true, required: false
  private _match?: string; 
  public get match() {
    return this.getStringAttribute('match');
  }
  public set match(value: string) {
    this._match = value;
  }
  public resetMatch() {
    this._match = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get matchInput() {
    return this._match;
  }

  // name - computed: true, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // path - computed: true, optional: false, required: true
  private _path?: string; 
  public get path() {
    return this.getStringAttribute('path');
  }
  public set path(value: string) {
    this._path = value;
  }
  // Temporarily expose input value. Use with caution.
  public get pathInput() {
    return this._path;
  }

  // strategy - computed: true, optional: false, required: true
  private _strategy?: string; 
  public get strategy() {
    return this.getStringAttribute('strategy');
  }
  public set strategy(value: string) {
    this._strategy = value;
  }
  // Temporarily expose input value. Use with caution.
  public get strategyInput() {
    return this._strategy;
  }
}

export class DataSealosClusterfileConfigsList extends cdktf.ComplexList {
  public internalValue? : DataSealosClusterfileConfigs[] | cdktf.IResolvable

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataSealosClusterfileConfigsOutputReference {
    return new DataSealosClusterfileConfigsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataSealosClusterfileHostsSsh {
  /**
  * Private key, a path on the machine where sealos runs.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#key_file DataSealosClusterfile#key_file}
  */
  readonly keyFile?: string;
  /**
  * Port of the SSH server.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#port DataSealosClusterfile#port}
  */
  readonly port?: number;
  /**
  * User to log in as.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#user DataSealosClusterfile#user}
  */
  readonly user?: string;
}

export function dataSealosClusterfileHostsSshToTerraform(struct?: DataSealosClusterfileHostsSsh | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    key_file: cdktf.stringToTerraform(struct!.keyFile),
    port: cdktf.numberToTerraform(struct!.port),
    user: cdktf.stringToTerraform(struct!.user),
  }
}


export function dataSealosClusterfileHostsSshToHclTerraform(struct?: DataSealosClusterfileHostsSsh | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    key_file: {
      value: cdktf.stringToHclTerraform(struct!.keyFile),
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
    user: {
      value: cdktf.stringToHclTerraform(struct!.user),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class DataSealosClusterfileHostsSshOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataSealosClusterfileHostsSsh | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._keyFile !== undefined) {
      hasAnyValues = true;
      internalValueResult.keyFile = this._keyFile;
    }
    if (this._port !== undefined) {
      hasAnyValues = true;
      internalValueResult.port = this._port;
    }
    if (this._user !== undefined) {
      hasAnyValues = true;
      internalValueResult.user = this._user;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataSealosClusterfileHostsSsh | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._keyFile = undefined;
      this._port = undefined;
      this._user = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._keyFile = value.keyFile;
      this._port = value.port;
      this._user = value.user;
    }
  }

  // key_file - computed: true, optional: true, required: false
  private _keyFile?: string; 
  public get keyFile() {
    return this.getStringAttribute('key_file');
  }
  public set keyFile(value: string) {
    this._keyFile = value;
  }
  public resetKeyFile() {
    this._keyFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keyFileInput() {
    return this._keyFile;
  }

  // port - computed: true, optional: true, required: false
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

  // user - computed: true, optional: true, required: false
  private _user?: string; 
  public get user() {
    return this.getStringAttribute('user');
  }
  public set user(value: string) {
    this._user = value;
  }
  public resetUser() {
    this._user = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get userInput() {
    return this._user;
  }
}
export interface DataSealosClusterfileHosts {
  /**
  * Environment of these hosts.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#env DataSealosClusterfile#env}
  */
  readonly env?: { [key: string]: string };
  /**
  * `address` or `address:port`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#ips DataSealosClusterfile#ips}
  */
  readonly ips: string[];
  /**
  * `master`, `node`, `registry`, …
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#roles DataSealosClusterfile#roles}
  */
  readonly roles: string[];
  /**
  * How to log in to these hosts.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#ssh DataSealosClusterfile#ssh}
  */
  readonly ssh?: DataSealosClusterfileHostsSsh;
}

export function dataSealosClusterfileHostsToTerraform(struct?: DataSealosClusterfileHosts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    env: cdktf.hashMapper(cdktf.stringToTerraform)(struct!.env),
    ips: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.ips),
    roles: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.roles),
    ssh: dataSealosClusterfileHostsSshToTerraform(struct!.ssh),
  }
}


export function dataSealosClusterfileHostsToHclTerraform(struct?: DataSealosClusterfileHosts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    env: {
      value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(struct!.env),
      isBlock: false,
      type: "map",
      storageClassType: "stringMap",
    },
    ips: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.ips),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    roles: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.roles),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    ssh: {
      value: dataSealosClusterfileHostsSshToHclTerraform(struct!.ssh),
      isBlock: true,
      type: "struct",
      storageClassType: "DataSealosClusterfileHostsSsh",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class DataSealosClusterfileHostsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataSealosClusterfileHosts | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._env !== undefined) {
      hasAnyValues = true;
      internalValueResult.env = this._env;
    }
    if (this._ips !== undefined) {
      hasAnyValues = true;
      internalValueResult.ips = this._ips;
    }
    if (this._roles !== undefined) {
      hasAnyValues = true;
      internalValueResult.roles = this._roles;
    }
    if (this._ssh?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.ssh = this._ssh?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataSealosClusterfileHosts | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._env = undefined;
      this._ips = undefined;
      this._roles = undefined;
      this._ssh.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._env = value.env;
      this._ips = value.ips;
      this._roles = value.roles;
      this._ssh.internalValue = value.ssh;
    }
  }

  // env - computed: true, optional: true, required: false
  private _env?: { [key: string]: string }; 
  public get env() {
    return this.getStringMapAttribute('env');
  }
  public set env(value: { [key: string]: string }) {
    this._env = value;
  }
  public resetEnv() {
    this._env = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get envInput() {
    return this._env;
  }

  // ips - computed: true, optional: false, required: true
  private _ips?: string[]; 
  public get ips() {
    return this.getListAttribute('ips');
  }
  public set ips(value: string[]) {
    this._ips = value;
  }
  // Temporarily expose input value. Use with caution.
  public get ipsInput() {
    return this._ips;
  }

  // roles - computed: true, optional: false, required: true
  private _roles?: string[]; 
  public get roles() {
    return this.getListAttribute('roles');
  }
  public set roles(value: string[]) {
    this._roles = value;
  }
  // Temporarily expose input value. Use with caution.
  public get rolesInput() {
    return this._roles;
  }

  // ssh - computed: true, optional: true, required: false
  private _ssh = new DataSealosClusterfileHostsSshOutputReference(this, "ssh");
  public get ssh() {
    return this._ssh;
  }
  public putSsh(value: DataSealosClusterfileHostsSsh) {
    this._ssh.internalValue = value;
  }
  public resetSsh() {
    this._ssh.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sshInput() {
    return this._ssh.internalValue;
  }
}

export class DataSealosClusterfileHostsList extends cdktf.ComplexList {
  public internalValue? : DataSealosClusterfileHosts[] | cdktf.IResolvable

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataSealosClusterfileHostsOutputReference {
    return new DataSealosClusterfileHostsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataSealosClusterfileSsh {
  /**
  * Private key, a path on the machine where sealos runs.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#key_file DataSealosClusterfile#key_file}
  */
  readonly keyFile?: string;
  /**
  * Port of the SSH server.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#port DataSealosClusterfile#port}
  */
  readonly port?: number;
  /**
  * User to log in as.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#user DataSealosClusterfile#user}
  */
  readonly user?: string;
}

export function dataSealosClusterfileSshToTerraform(struct?: DataSealosClusterfileSsh | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    key_file: cdktf.stringToTerraform(struct!.keyFile),
    port: cdktf.numberToTerraform(struct!.port),
    user: cdktf.stringToTerraform(struct!.user),
  }
}


export function dataSealosClusterfileSshToHclTerraform(struct?: DataSealosClusterfileSsh | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    key_file: {
      value: cdktf.stringToHclTerraform(struct!.keyFile),
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
    user: {
      value: cdktf.stringToHclTerraform(struct!.user),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class DataSealosClusterfileSshOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataSealosClusterfileSsh | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._keyFile !== undefined) {
      hasAnyValues = true;
      internalValueResult.keyFile = this._keyFile;
    }
    if (this._port !== undefined) {
      hasAnyValues = true;
      internalValueResult.port = this._port;
    }
    if (this._user !== undefined) {
      hasAnyValues = true;
      internalValueResult.user = this._user;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataSealosClusterfileSsh | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._keyFile = undefined;
      this._port = undefined;
      this._user = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._keyFile = value.keyFile;
      this._port = value.port;
      this._user = value.user;
    }
  }

  // key_file - computed: true, optional: true, required: false
  private _keyFile?: string; 
  public get keyFile() {
    return this.getStringAttribute('key_file');
  }
  public set keyFile(value: string) {
    this._keyFile = value;
  }
  public resetKeyFile() {
    this._keyFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keyFileInput() {
    return this._keyFile;
  }

  // port - computed: true, optional: true, required: false
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

  // user - computed: true, optional: true, required: false
  private _user?: string; 
  public get user() {
    return this.getStringAttribute('user');
  }
  public set user(value: string) {
    this._user = value;
  }
  public resetUser() {
    this._user = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get userInput() {
    return this._user;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile sealos_clusterfile}
*/
export class DataSealosClusterfile extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "sealos_clusterfile";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataSealosClusterfile resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataSealosClusterfile to import
  * @param importFromId The id of the existing DataSealosClusterfile that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataSealosClusterfile to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "sealos_clusterfile", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/clusterfile sealos_clusterfile} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataSealosClusterfileConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataSealosClusterfileConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'sealos_clusterfile',
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
    this._command = config.command;
    this._configs.internalValue = config.configs;
    this._content = config.content;
    this._env = config.env;
    this._hosts.internalValue = config.hosts;
    this._images = config.images;
    this._k3SConfig = config.k3SConfig;
    this._kubeadmConfig = config.kubeadmConfig;
    this._name = config.name;
    this._ssh.internalValue = config.ssh;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // command - computed: true, optional: true, required: false
  private _command?: string[]; 
  public get command() {
    return this.getListAttribute('command');
  }
  public set command(value: string[]) {
    this._command = value;
  }
  public resetCommand() {
    this._command = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get commandInput() {
    return this._command;
  }

  // configs - computed: true, optional: true, required: false
  private _configs = new DataSealosClusterfileConfigsList(this, "configs", false);
  public get configs() {
    return this._configs;
  }
  public putConfigs(value: DataSealosClusterfileConfigs[] | cdktf.IResolvable) {
    this._configs.internalValue = value;
  }
  public resetConfigs() {
    this._configs.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get configsInput() {
    return this._configs.internalValue;
  }

  // content - computed: true, optional: true, required: false
  private _content?: string; 
  public get content() {
    return this.getStringAttribute('content');
  }
  public set content(value: string) {
    this._content = value;
  }
  public resetContent() {
    this._content = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get contentInput() {
    return this._content;
  }

  // env - computed: true, optional: true, required: false
  private _env?: { [key: string]: string }; 
  public get env() {
    return this.getStringMapAttribute('env');
  }
  public set env(value: { [key: string]: string }) {
    this._env = value;
  }
  public resetEnv() {
    this._env = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get envInput() {
    return this._env;
  }

  // hosts - computed: true, optional: true, required: false
  private _hosts = new DataSealosClusterfileHostsList(this, "hosts", false);
  public get hosts() {
    return this._hosts;
  }
  public putHosts(value: DataSealosClusterfileHosts[] | cdktf.IResolvable) {
    this._hosts.internalValue = value;
  }
  public resetHosts() {
    this._hosts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get hostsInput() {
    return this._hosts.internalValue;
  }

  // images - computed: true, optional: true, required: false
  private _images?: string[]; 
  public get images() {
    return this.getListAttribute('images');
  }
  public set images(value: string[]) {
    this._images = value;
  }
  public resetImages() {
    this._images = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get imagesInput() {
    return this._images;
  }

  // k3s_config - computed: true, optional: true, required: false
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

  // kubeadm_config - computed: true, optional: true, required: false
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

  // ssh - computed: true, optional: true, required: false
  private _ssh = new DataSealosClusterfileSshOutputReference(this, "ssh");
  public get ssh() {
    return this._ssh;
  }
  public putSsh(value: DataSealosClusterfileSsh) {
    this._ssh.internalValue = value;
  }
  public resetSsh() {
    this._ssh.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sshInput() {
    return this._ssh.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      command: cdktf.listMapper(cdktf.stringToTerraform, false)(this._command),
      configs: cdktf.listMapper(dataSealosClusterfileConfigsToTerraform, false)(this._configs.internalValue),
      content: cdktf.stringToTerraform(this._content),
      env: cdktf.hashMapper(cdktf.stringToTerraform)(this._env),
      hosts: cdktf.listMapper(dataSealosClusterfileHostsToTerraform, false)(this._hosts.internalValue),
      images: cdktf.listMapper(cdktf.stringToTerraform, false)(this._images),
      k3s_config: cdktf.stringToTerraform(this._k3SConfig),
      kubeadm_config: cdktf.listMapper(cdktf.stringToTerraform, false)(this._kubeadmConfig),
      name: cdktf.stringToTerraform(this._name),
      ssh: dataSealosClusterfileSshToTerraform(this._ssh.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      command: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._command),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      configs: {
        value: cdktf.listMapperHcl(dataSealosClusterfileConfigsToHclTerraform, false)(this._configs.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "DataSealosClusterfileConfigsList",
      },
      content: {
        value: cdktf.stringToHclTerraform(this._content),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      env: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._env),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      hosts: {
        value: cdktf.listMapperHcl(dataSealosClusterfileHostsToHclTerraform, false)(this._hosts.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "DataSealosClusterfileHostsList",
      },
      images: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._images),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
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
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ssh: {
        value: dataSealosClusterfileSshToHclTerraform(this._ssh.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "DataSealosClusterfileSsh",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
