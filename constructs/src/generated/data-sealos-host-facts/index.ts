// @ts-nocheck
// https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/host_facts
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataSealosHostFactsConfig extends cdktf.TerraformMetaArguments {
  /**
  * Name or IP address of the machine.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/host_facts#address DataSealosHostFacts#address}
  */
  readonly address: string;
  /**
  * Host key that the machine must show.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/host_facts#host_key DataSealosHostFacts#host_key}
  */
  readonly hostKey?: string;
  /**
  * Port of its SSH server. Default 22.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/host_facts#port DataSealosHostFacts#port}
  */
  readonly port?: number;
  /**
  * Entry of the provider's `ssh_profiles` to log in with.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/host_facts#ssh_profile DataSealosHostFacts#ssh_profile}
  */
  readonly sshProfile?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/host_facts sealos_host_facts}
*/
export class DataSealosHostFacts extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "sealos_host_facts";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataSealosHostFacts resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataSealosHostFacts to import
  * @param importFromId The id of the existing DataSealosHostFacts that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/host_facts#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataSealosHostFacts to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "sealos_host_facts", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-sealos/sealos/latest/docs/data-sources/host_facts sealos_host_facts} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataSealosHostFactsConfig
  */
  public constructor(scope: Construct, id: string, config: DataSealosHostFactsConfig) {
    super(scope, id, {
      terraformResourceType: 'sealos_host_facts',
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
    this._address = config.address;
    this._hostKey = config.hostKey;
    this._port = config.port;
    this._sshProfile = config.sshProfile;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // address - computed: false, optional: false, required: true
  private _address?: string; 
  public get address() {
    return this.getStringAttribute('address');
  }
  public set address(value: string) {
    this._address = value;
  }
  // Temporarily expose input value. Use with caution.
  public get addressInput() {
    return this._address;
  }

  // addresses - computed: true, optional: false, required: false
  public get addresses() {
    return this.getListAttribute('addresses');
  }

  // arch - computed: true, optional: false, required: false
  public get arch() {
    return this.getStringAttribute('arch');
  }

  // cgroup_version - computed: true, optional: false, required: false
  public get cgroupVersion() {
    return this.getNumberAttribute('cgroup_version');
  }

  // cluster_name - computed: true, optional: false, required: false
  public get clusterName() {
    return this.getStringAttribute('cluster_name');
  }

  // cpus - computed: true, optional: false, required: false
  public get cpus() {
    return this.getNumberAttribute('cpus');
  }

  // free_bytes - computed: true, optional: false, required: false
  public get freeBytes() {
    return this.getNumberAttribute('free_bytes');
  }

  // has_ipvs - computed: true, optional: false, required: false
  public get hasIpvs() {
    return this.getBooleanAttribute('has_ipvs');
  }

  // has_systemd - computed: true, optional: false, required: false
  public get hasSystemd() {
    return this.getBooleanAttribute('has_systemd');
  }

  // host_key - computed: false, optional: true, required: false
  private _hostKey?: string; 
  public get hostKey() {
    return this.getStringAttribute('host_key');
  }
  public set hostKey(value: string) {
    this._hostKey = value;
  }
  public resetHostKey() {
    this._hostKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get hostKeyInput() {
    return this._hostKey;
  }

  // host_key_fingerprint - computed: true, optional: false, required: false
  public get hostKeyFingerprint() {
    return this.getStringAttribute('host_key_fingerprint');
  }

  // hostname - computed: true, optional: false, required: false
  public get hostname() {
    return this.getStringAttribute('hostname');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // is_node - computed: true, optional: false, required: false
  public get isNode() {
    return this.getBooleanAttribute('is_node');
  }

  // kernel - computed: true, optional: false, required: false
  public get kernel() {
    return this.getStringAttribute('kernel');
  }

  // machine_id - computed: true, optional: false, required: false
  public get machineId() {
    return this.getStringAttribute('machine_id');
  }

  // memory_bytes - computed: true, optional: false, required: false
  public get memoryBytes() {
    return this.getNumberAttribute('memory_bytes');
  }

  // os - computed: true, optional: false, required: false
  public get os() {
    return this.getStringAttribute('os');
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

  // ssh_profile - computed: false, optional: true, required: false
  private _sshProfile?: string; 
  public get sshProfile() {
    return this.getStringAttribute('ssh_profile');
  }
  public set sshProfile(value: string) {
    this._sshProfile = value;
  }
  public resetSshProfile() {
    this._sshProfile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sshProfileInput() {
    return this._sshProfile;
  }

  // swap_bytes - computed: true, optional: false, required: false
  public get swapBytes() {
    return this.getNumberAttribute('swap_bytes');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      address: cdktf.stringToTerraform(this._address),
      host_key: cdktf.stringToTerraform(this._hostKey),
      port: cdktf.numberToTerraform(this._port),
      ssh_profile: cdktf.stringToTerraform(this._sshProfile),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      address: {
        value: cdktf.stringToHclTerraform(this._address),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      host_key: {
        value: cdktf.stringToHclTerraform(this._hostKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      port: {
        value: cdktf.numberToHclTerraform(this._port),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      ssh_profile: {
        value: cdktf.stringToHclTerraform(this._sshProfile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
