// A client of the Lambda Runtime API, for functions without native code: node runtime.cjs <bundle>
const http = require("node:http");
const path = require("node:path");

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split("/")[0].split(":");
const prefix = process.env.AWS_LAMBDA_RUNTIME_API.split("/").slice(1).map((part) => `/${part}`).join("");
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, where, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host, port, agent, method, path: `${prefix}/2018-06-01/runtime/${where}` },
      (response) => {
        const parts = [];
        response.on("data", (part) => parts.push(part));
        response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(parts).toString() }));
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

async function serve() {
  const { handler } = require(path.resolve(process.argv[2]));
  for (;;) {
    const next = await call("GET", "invocation/next");
    const id = next.headers["lambda-runtime-aws-request-id"];
    try {
      const answer = await handler(JSON.parse(next.body), { awsRequestId: id });
      await call("POST", `invocation/${id}/response`, JSON.stringify(answer));
    } catch (error) {
      await call("POST", `invocation/${id}/error`, JSON.stringify({ errorMessage: String(error.stack) }));
    }
  }
}

serve().catch((error) => {
  console.error(error);
  process.exit(1);
});
