// What happens on an ordinary day: the kinds of benign events, with their shares. Shares, shapes and error codes follow
// what busy production accounts log; every value is invented.
import type { Event } from '../event.ts';
import { type Random, weigh } from '../random.ts';
import type { Scene } from '../scene.ts';
import {
  describeEc2,
  invokeFunction,
  runInstances,
  targetHealth,
  touchLogs,
  updateInstanceInformation,
} from './compute.ts';
import { assumeRole, assumeRoleByService, assumeRoleWithWebIdentity, changeIam, logIn, readIam } from './identity.ts';
import { bigTemplate, describeOther, putEvaluations } from './others.ts';
import { accessObject, decrypt, generateDataKey, getSecret, listBucket, queryTable, rotateKey } from './storage.ts';

type Activity = (scene: Scene, random: Random, time: number) => Event;

const activities: [share: number, activity: Activity][] = [
  [150, decrypt],
  [70, generateDataKey],
  [115, assumeRoleByService],
  [25, assumeRole],
  [22, assumeRoleWithWebIdentity],
  [170, accessObject],
  [25, listBucket],
  [110, describeEc2],
  [38, updateInstanceInformation],
  [45, touchLogs],
  [60, invokeFunction],
  [40, queryTable],
  [34, readIam],
  [4, changeIam],
  [4, logIn],
  [22, putEvaluations],
  [6, runInstances],
  [26, getSecret],
  [40, describeOther],
  [14, targetHealth],
  [2, rotateKey],
  [1, bigTemplate],
];
const pickActivity = weigh(activities.map(([share]) => share));

/** One ordinary event at `time`. */
export function writeOrdinaryEvent(scene: Scene, random: Random, time: number): Event {
  return activities[pickActivity(random)]![1](scene, random, time);
}
