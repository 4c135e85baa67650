// The configuration of the test server: no authentication inside, one copy of everything, in memory, and as quick as it gets.
import { join } from 'node:path';

export type RgwConfig = { folder: string; fsid: string; monmap: string; rgwPort: number; stsKey: string | null };

export function rgwConfig({ folder, fsid, monmap, rgwPort, stsKey }: RgwConfig): string {
  return `[global]
fsid = ${fsid}
monmap = ${monmap}
run dir = ${folder}
admin socket =
keyring = /dev/null
log file = ${join(folder, '$name.log')}
crash dir = ${folder}
auth cluster required = none
auth service required = none
auth client required = none
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind msgr2 = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0

[mon]
mon data = ${join(folder, 'mon')}
mon cluster log file = ${join(folder, 'cluster.log')}
paxos propose interval = 0.05
# Percent of the disk that must be free; a test machine's disk may well be fuller than a cluster's.
mon data avail crit = 1
mon data avail warn = 1
mon allow pool size one = true
mon max pg per osd = 1000

[osd]
osd data = ${join(folder, 'osd')}
osd objectstore = memstore
osd class load list = *
osd class default list = *
# Otherwise the daemon asks the monitor before it knows the cluster, and a third of the starts fail with "wrong fsid".
osd class update on start = false
osd crush update on start = false

[client]
rgw data = ${join(folder, 'rgw')}
rgw frontends = beast endpoint=127.0.0.1:${rgwPort} tcp_nodelay=1
rgw enable usage log = false
${stsKey === null ? '' : `rgw sts key = ${stsKey}\nrgw s3 auth use sts = true\n`}`;
}
