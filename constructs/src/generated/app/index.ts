// @ts-nocheck
// https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface AppConfig extends cdktf.TerraformMetaArguments {
  /**
  * Further command lines, run after the command.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#args App#args}
  */
  readonly args?: string[];
  /**
  * `id` of the `sealos_cluster`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#cluster_id App#cluster_id}
  */
  readonly clusterId: string;
  /**
  * Shell command lines to run in place of the image's ENTRYPOINT and CMD.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#command App#command}
  */
  readonly command?: string[];
  /**
  * Ids of the hosts that are control planes. Any living one serves.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#control_plane App#control_plane}
  */
  readonly controlPlane: string[];
  /**
  * How much a refresh looks at on its home and in the registry: `none`, `sampled` (sizes and times of all files, some digests, units, settings) or `full` (every digest). Default: the provider's `drift_check`. A change of it counts from the next apply on.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#drift_check App#drift_check}
  */
  readonly driftCheck?: string;
  /**
  * Environment; stronger than the mount's.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#env App#env}
  */
  readonly env?: { [key: string]: string };
  /**
  * `mount` of the application image.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#image App#image}
  */
  readonly image: string;
  /**
  * Name of the application, unique in the cluster.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#name App#name}
  */
  readonly name: string;
  /**
  * Id of the host that serves the registry. Default: the control plane with the `registry` role.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#registry_host App#registry_host}
  */
  readonly registryHost?: string;
  /**
  * Whether an application of this name that another owner installed (another `sealos_app`, or the sealos command line) is replaced. Without it such a name is an error that tells the owner. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#take_over App#take_over}
  */
  readonly takeOver?: boolean | cdktf.IResolvable;
  /**
  * Time limits; nothing waits for ever.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#timeouts App#timeouts}
  */
  readonly timeouts?: AppTimeouts;
  /**
  * The command runs again when one of these values changes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#triggers App#triggers}
  */
  readonly triggers?: { [key: string]: string };
  /**
  * Shell command lines that take the application away. Default: its objects stay in the cluster.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#uninstall_command App#uninstall_command}
  */
  readonly uninstallCommand?: string[];
}
export interface AppTimeouts {
  /**
  * How long create may take, `1h30m` for example. Default `20m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#create App#create}
  */
  readonly create?: string;
  /**
  * How long delete may take, `1h30m` for example. Default `20m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#delete App#delete}
  */
  readonly delete?: string;
  /**
  * How long update may take, `1h30m` for example. Default `20m`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#update App#update}
  */
  readonly update?: string;
}

export function appTimeoutsToTerraform(struct?: AppTimeouts | cdktf.IResolvable): any {
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


export function appTimeoutsToHclTerraform(struct?: AppTimeouts | cdktf.IResolvable): any {
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

export class AppTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AppTimeouts | cdktf.IResolvable | undefined {
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

  public set internalValue(value: AppTimeouts | cdktf.IResolvable | undefined) {
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

/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app sealos_app}
*/
export class App extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "sealos_app";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a App resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the App to import
  * @param importFromId The id of the existing App that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the App to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "sealos_app", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/resources/app sealos_app} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options AppConfig
  */
  public constructor(scope: Construct, id: string, config: AppConfig) {
    super(scope, id, {
      terraformResourceType: 'sealos_app',
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
    this._args = config.args;
    this._clusterId = config.clusterId;
    this._command = config.command;
    this._controlPlane = config.controlPlane;
    this._driftCheck = config.driftCheck;
    this._env = config.env;
    this._image = config.image;
    this._name = config.name;
    this._registryHost = config.registryHost;
    this._takeOver = config.takeOver;
    this._timeouts.internalValue = config.timeouts;
    this._triggers = config.triggers;
    this._uninstallCommand = config.uninstallCommand;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // applied_at - computed: true, optional: false, required: false
  public get appliedAt() {
    return this.getStringAttribute('applied_at');
  }

  // args - computed: false, optional: true, required: false
  private _args?: string[]; 
  public get args() {
    return this.getListAttribute('args');
  }
  public set args(value: string[]) {
    this._args = value;
  }
  public resetArgs() {
    this._args = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get argsInput() {
    return this._args;
  }

  // cluster_id - computed: false, optional: false, required: true
  private _clusterId?: string; 
  public get clusterId() {
    return this.getStringAttribute('cluster_id');
  }
  public set clusterId(value: string) {
    this._clusterId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get clusterIdInput() {
    return this._clusterId;
  }

  // command - computed: false, optional: true, required: false
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

  // control_plane - computed: false, optional: false, required: true
  private _controlPlane?: string[]; 
  public get controlPlane() {
    return this.getListAttribute('control_plane');
  }
  public set controlPlane(value: string[]) {
    this._controlPlane = value;
  }
  // Temporarily expose input value. Use with caution.
  public get controlPlaneInput() {
    return this._controlPlane;
  }

  // digest - computed: true, optional: false, required: false
  public get digest() {
    return this.getStringAttribute('digest');
  }

  // drift_check - computed: false, optional: true, required: false
  private _driftCheck?: string; 
  public get driftCheck() {
    return this.getStringAttribute('drift_check');
  }
  public set driftCheck(value: string) {
    this._driftCheck = value;
  }
  public resetDriftCheck() {
    this._driftCheck = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get driftCheckInput() {
    return this._driftCheck;
  }

  // env - computed: false, optional: true, required: false
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

  // generation - computed: true, optional: false, required: false
  public get generation() {
    return this.getStringAttribute('generation');
  }

  // home - computed: true, optional: false, required: false
  public get home() {
    return this.getStringAttribute('home');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // image - computed: false, optional: false, required: true
  private _image?: string; 
  public get image() {
    return this.getStringAttribute('image');
  }
  public set image(value: string) {
    this._image = value;
  }
  // Temporarily expose input value. Use with caution.
  public get imageInput() {
    return this._image;
  }

  // name - computed: false, optional: false, required: true
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

  // output_tail - computed: true, optional: false, required: false
  public get outputTail() {
    return this.getStringAttribute('output_tail');
  }

  // ready - computed: true, optional: false, required: false
  public get ready() {
    return this.getBooleanAttribute('ready');
  }

  // registry_host - computed: false, optional: true, required: false
  private _registryHost?: string; 
  public get registryHost() {
    return this.getStringAttribute('registry_host');
  }
  public set registryHost(value: string) {
    this._registryHost = value;
  }
  public resetRegistryHost() {
    this._registryHost = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get registryHostInput() {
    return this._registryHost;
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // steps - computed: true, optional: false, required: false
  public get steps() {
    return this.getListAttribute('steps');
  }

  // take_over - computed: false, optional: true, required: false
  private _takeOver?: boolean | cdktf.IResolvable; 
  public get takeOver() {
    return this.getBooleanAttribute('take_over');
  }
  public set takeOver(value: boolean | cdktf.IResolvable) {
    this._takeOver = value;
  }
  public resetTakeOver() {
    this._takeOver = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get takeOverInput() {
    return this._takeOver;
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new AppTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: AppTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // triggers - computed: false, optional: true, required: false
  private _triggers?: { [key: string]: string }; 
  public get triggers() {
    return this.getStringMapAttribute('triggers');
  }
  public set triggers(value: { [key: string]: string }) {
    this._triggers = value;
  }
  public resetTriggers() {
    this._triggers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get triggersInput() {
    return this._triggers;
  }

  // uninstall_command - computed: false, optional: true, required: false
  private _uninstallCommand?: string[]; 
  public get uninstallCommand() {
    return this.getListAttribute('uninstall_command');
  }
  public set uninstallCommand(value: string[]) {
    this._uninstallCommand = value;
  }
  public resetUninstallCommand() {
    this._uninstallCommand = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get uninstallCommandInput() {
    return this._uninstallCommand;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      args: cdktf.listMapper(cdktf.stringToTerraform, false)(this._args),
      cluster_id: cdktf.stringToTerraform(this._clusterId),
      command: cdktf.listMapper(cdktf.stringToTerraform, false)(this._command),
      control_plane: cdktf.listMapper(cdktf.stringToTerraform, false)(this._controlPlane),
      drift_check: cdktf.stringToTerraform(this._driftCheck),
      env: cdktf.hashMapper(cdktf.stringToTerraform)(this._env),
      image: cdktf.stringToTerraform(this._image),
      name: cdktf.stringToTerraform(this._name),
      registry_host: cdktf.stringToTerraform(this._registryHost),
      take_over: cdktf.booleanToTerraform(this._takeOver),
      timeouts: appTimeoutsToTerraform(this._timeouts.internalValue),
      triggers: cdktf.hashMapper(cdktf.stringToTerraform)(this._triggers),
      uninstall_command: cdktf.listMapper(cdktf.stringToTerraform, false)(this._uninstallCommand),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      args: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._args),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      cluster_id: {
        value: cdktf.stringToHclTerraform(this._clusterId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      command: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._command),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      control_plane: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._controlPlane),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      drift_check: {
        value: cdktf.stringToHclTerraform(this._driftCheck),
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
      image: {
        value: cdktf.stringToHclTerraform(this._image),
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
      registry_host: {
        value: cdktf.stringToHclTerraform(this._registryHost),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      take_over: {
        value: cdktf.booleanToHclTerraform(this._takeOver),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      timeouts: {
        value: appTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "AppTimeouts",
      },
      triggers: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._triggers),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      uninstall_command: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._uninstallCommand),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
