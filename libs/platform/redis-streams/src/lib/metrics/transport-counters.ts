/** What has happened in the consumption of a shard since the process began. Plain numbers: the hot path only adds. */
export class TransportCounters {
  /** Handlers that ended well. */
  handled = 0;
  /** Handlers that threw. */
  failed = 0;
  /** Entries that were delivered again to us after a lost answer. */
  redelivered = 0;
  /** Entries taken over from an owner who died or fell silent. */
  reclaimed = 0;
  deadLettered = 0;
  /** Entries that followed a dead letter of their key. */
  parked = 0;
  /** Groups that were gone (FLUSHALL, XGROUP DESTROY) and were made again. */
  groupsRemade = 0;
  /** Acknowledgements of entries that were not pending any more. */
  missingAcks = 0;
  /** Entries that were pending but had been deleted before they were handled: an alarm. */
  lost = 0;

  add(others: TransportCounters): void {
    this.handled += others.handled;
    this.failed += others.failed;
    this.redelivered += others.redelivered;
    this.reclaimed += others.reclaimed;
    this.deadLettered += others.deadLettered;
    this.parked += others.parked;
    this.groupsRemade += others.groupsRemade;
    this.missingAcks += others.missingAcks;
    this.lost += others.lost;
  }
}
