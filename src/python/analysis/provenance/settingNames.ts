import { placesIn } from '../../../text';

/* What settings, and what holds them, are called. */

/** Names under which code is configured: `config`, `self.args`, `model_cfg`, `GPT_CONFIG_124M`. */
const CONFIG_NAME =
  /(?:^|[_.a-z\d])(?:config|configs|configuration|cfg|conf|args|arg|opt|opts|option|options|params|param|parameters|hparams|hparam|hps|hp|hyperparameters|setting|settings|flags)$/i;

/** Whether a name is one under which code is configured. */
export function isConfigName(name: string): boolean {
  return CONFIG_NAME.test(name) || /^_{0,2}C$/.test(name);
}

/** Whether a parameter is one by which code is configured: some give it a letter. */
export function isConfigParameter(name: string): boolean {
  return isConfigName(name) || /^(?:c|h|hyps?)$/.test(name);
}

/** A class of settings by its name: `BertConfig`, `TrainingArguments`. */
const CONFIG_CLASS =
  /(?:configs?|configurations?|conf|cfgs?|args|arguments|options|opts|params|hparams|hyperparameters|settings)\d*$/i;

/** Whether a class is one of settings by its name. */
export function isConfigClassName(name: string): boolean {
  return CONFIG_CLASS.test(name);
}

/** What settings are called. */
const FAMILIES = [
  /(?:configs?|configurations?|cfgs?|conf|settings?|_{0,2}C)\d*$/i,
  /(?:args?|arguments)$/i,
  /(?:opts?|options?|flags)$/i,
];

export const CONFIG_FAMILY = 0;
/** What an argument parser makes, by any of its names: `args`, `opt`, `params`, `hparams`. */
export const ARGUMENTS = -1;

/** Whether what holds a setting may be called so. */
export function isOfFamily(family: number | undefined, holder: string): boolean {
  const own = familyOf(holder.split('.')[0] ?? '');
  return family === own || (family === ARGUMENTS && own !== CONFIG_FAMILY);
}

/** Of what kind a name of settings is: `BertConfig` and `self.cfg` are of one. */
export function familyOf(name: string): number {
  return FAMILIES.findIndex((family) => family.test(name));
}

/** So many names are looked for. */
const MOST_HOLDERS = 8;

/** Whether a text may assign a setting, which is seen before it is parsed: settings or a part of them hold it, or it stands apart from what does. */
export function mayConfigure(text: string, name: string): boolean {
  const holders = new Set<string>();
  for (const at of placesIn(text, name)) {
    let from = at;
    while (/[\w.[\]"']/.test(text.charAt(from - 1))) from--;
    const holder = text.slice(from, at);
    // What begins with a point goes on with something before it.
    const path = holder.split(/[.[\]"']+/);
    if (path.some(isConfigName) || /^[.[]/.test(holder)) return true;
    if (path.length > 1 && path[0] !== undefined && holders.size < MOST_HOLDERS) holders.add(path[0]);
  }
  return Array.from(holders).some((one) => isPartOfSettings(one, text));
}

/** What is given a name, and what the same is given to before: `config.model = model = ConfigDict()`. */
const GIVEN_TO = /(?:^|\n)[ \t]*((?:[\w.]+ ?= ?)*)$/;
/** What something is given: `config.model`, or what is called. */
const VALUE = /^([\w.[\]"']+)(\()?/;
/** What makes settings part by part. */
const MAKES_PARTS = /(?:^|\.)(?:ConfigDict|CfgNode|CN)$/;

/** Whether a text gives a name to a part of settings: `model = config.model`. */
export function isPartOfSettings(name: string, text: string): boolean {
  for (const sign of [`${name} = `, `${name}=`])
    for (const at of placesIn(text, sign)) {
      const before = GIVEN_TO.exec(text.slice(Math.max(0, at - LONGEST), at))?.[1];
      const [, value = '', call] = VALUE.exec(text.slice(at + sign.length, at + sign.length + LONGEST)) ?? [];
      if (before === undefined || value === '') continue;
      const isPart = [before, value].some((one) => one.split(/[.[\]"' =]+/).some(isConfigName));
      if (call === undefined ? isPart : MAKES_PARTS.test(value)) return true;
    }
  return false;
}

/** What stands around a name in an assignment is no longer than that. */
const LONGEST = 80;
