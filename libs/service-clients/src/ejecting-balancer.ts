import { EARLIER_TRIES } from '@killrvideo/grpc-client';
import { connectivityState, experimental, type ChannelOptions } from '@grpc/grpc-js';

import type { InstanceRecords } from './instance-records';

/** The option of a channel with the records of its instances. */
export const RECORDS = 'killrvideo.instance-records';

/** Its name in a service config. */
export const EJECTING = 'killrvideo_ejecting';

const ROUND_ROBIN = 'round_robin';

/** There is nothing to configure. */
class EjectingConfig implements experimental.TypedLoadBalancingConfig {
  getLoadBalancerName(): string {
    return EJECTING;
  }
  toJsonObject(): object {
    return { [EJECTING]: {} };
  }
  static createFromJson(): EjectingConfig {
    return new EjectingConfig();
  }
}

/**
 * grpc-js' round robin, passing over instances that the records say are to be left alone. They stay connected, so that
 * they can be tried, and are called after all when no other is connected. A class, since grpc-js makes it.
 */
class EjectingBalancer implements experimental.LoadBalancer {
  readonly #helper: experimental.ChannelControlHelper;
  readonly #inTurns: experimental.LoadBalancer;
  #records: InstanceRecords | undefined;

  constructor(helper: experimental.ChannelControlHelper) {
    this.#helper = helper;
    this.#inTurns = new experimental.ChildLoadBalancerHandler(
      experimental.createChildChannelControlHelper(helper, {
        updateState: (state, picker, errorMessage) => {
          const records = state === connectivityState.READY ? this.#records : undefined;
          helper.updateState(state, records ? passingOver(picker, records) : picker, errorMessage);
        },
      }),
    );
  }

  updateAddressList(
    endpoints: Parameters<experimental.LoadBalancer['updateAddressList']>[0],
    _config: experimental.TypedLoadBalancingConfig,
    options: ChannelOptions,
    note: string,
  ): boolean {
    const records = options[RECORDS] as InstanceRecords;
    this.#records = records;
    if (endpoints.ok) {
      records.keep(
        endpoints.value.flatMap(({ addresses }) => addresses.map(experimental.subchannelAddressToString)),
      );
      if (endpoints.value.length === 0) return this.#haveNobody(note);
    }
    const config = experimental.parseLoadBalancingConfig({ [ROUND_ROBIN]: {} });
    return this.#inTurns.updateAddressList(endpoints, config, options, note);
  }

  /** Round robin of 1.14.7 has calls wait for an address until their deadline where it was told that there is none. */
  #haveNobody(note: string): boolean {
    this.#inTurns.destroy();
    const nobody = new experimental.UnavailablePicker({ details: note });
    this.#helper.updateState(connectivityState.TRANSIENT_FAILURE, nobody, note);
    return true;
  }

  exitIdle(): void {
    this.#inTurns.exitIdle();
  }
  resetBackoff(): void {
    this.#inTurns.resetBackoff();
  }
  destroy(): void {
    this.#inTurns.destroy();
  }
  getTypeName(): string {
    return EJECTING;
  }
}

/** Picks in turns, up to once around; who is the last is taken whatever the records say. */
function passingOver(inTurns: experimental.Picker, records: InstanceRecords): experimental.Picker {
  return {
    pick(args) {
      const isAnotherTry = args.metadata.get(EARLIER_TRIES).length > 0;
      for (let turnsLeft = records.known(); ; turnsLeft--) {
        const picked = inTurns.pick(args);
        if (picked.pickResultType !== experimental.PickResultType.COMPLETE || picked.subchannel === null) {
          return picked;
        }
        const address = picked.subchannel.getAddress();
        const isGood = isAnotherTry ? records.isWell(address) : records.mayBeCalled(address);
        if (isGood || turnsLeft <= 1) return observed(picked, address, records);
      }
    },
  };
}

function observed(
  picked: experimental.PickResult,
  address: string,
  records: InstanceRecords,
): experimental.PickResult {
  let ended: ReturnType<InstanceRecords['started']> | undefined;
  return {
    ...picked,
    onCallStarted() {
      picked.onCallStarted?.();
      ended = records.started(address);
    },
    onCallEnded(code, details, metadata) {
      ended?.(code, details);
      picked.onCallEnded?.(code, details, metadata);
    },
  };
}

/** Once is enough for a process; again changes nothing. */
export function registerEjectingBalancer(): void {
  experimental.registerLoadBalancerType(EJECTING, EjectingBalancer, EjectingConfig);
}
