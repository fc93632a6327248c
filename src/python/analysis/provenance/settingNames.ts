/* What settings, and what holds them, are called. */

/** Names under which code is configured: `config`, `self.args`, `model_cfg`, `GPT_CONFIG_124M`. */
const CONFIG_NAME =
  /(?:^|[_.a-z\d])(?:config|configs|configuration|cfg|conf|args|arg|opt|opts|option|options|params|param|parameters|hparams|hparam|hps|hp|hyperparameters|setting|settings|flags)$/i;

/** Whether a name is one under which code is configured. */
export function isConfigName(name: string): boolean {
  return CONFIG_NAME.test(name) || /^_{0,2}C$/.test(name);
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
