// Evaluates flags by the OpenFeature SDK for Node and its OFREP provider, and writes what it got as one JSON object.
//
//   node evaluate.mjs BASE_URL API_KEY '[{"flag": "...", "type": "boolean", "fallback": false, "user": "u1"}, ...]'
import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';

const [baseUrl, apiKey, questions] = process.argv.slice(2);
await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl, headers: { 'X-API-Key': apiKey } }));
const client = OpenFeature.getClient();
const ask = {
  boolean: (flag, fallback, context) => client.getBooleanDetails(flag, fallback, context),
  string: (flag, fallback, context) => client.getStringDetails(flag, fallback, context),
  number: (flag, fallback, context) => client.getNumberDetails(flag, fallback, context),
  object: (flag, fallback, context) => client.getObjectDetails(flag, fallback, context),
};
const answers = [];
for (const { flag, type, fallback, user } of JSON.parse(questions)) {
  const { value, variant, reason, errorCode, flagMetadata } = await ask[type](flag, fallback, { targetingKey: user });
  answers.push({ value, variant, reason, errorCode, flagMetadata });
}
console.log(JSON.stringify(answers));
await OpenFeature.close();
