/** Entry of `cdktf`, by cdktf.json: writes what Terraform reads of every stack to cdktf.out/. */
import { App } from 'cdktf';
import { BaselineStack } from './v0.5-baseline/baseline-stack.ts';

const app = new App();
new BaselineStack(app);
app.synth();
