export {
  type ByStatus,
  type StackClass,
  type StackFill,
  synthesize,
  synthesizeApp,
  type Synthesized,
  type SynthesizeOptions,
} from "./synthesize";
