import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'signature/unread',
  severity: 'error',
  what: 'A file that is registered as a model’s description cannot be read as one.',
  why: 'The signature says what the model really takes. Where it cannot be read, nobody has compared it with the register, and the file only looks like proof.',
  fix: 'Register the `MLmodel` file as MLflow wrote it. For a model in another form, use another `type`: the file is then kept and not read.',
  source: 'MLflow, storage format of models',
  raised: 'assembly',
});
