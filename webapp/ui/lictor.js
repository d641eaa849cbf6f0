// The status page: a client of /v1 like any other. It waits on three indexes and draws again when one moves.

const byId = (id) => document.getElementById(id);

function row(...cells) {
  const tr = document.createElement("tr");
  for (const cell of cells) {
    const td = document.createElement("td");
    td.textContent = cell.text;
    if (cell.kind) td.className = cell.kind;
    tr.append(td);
  }
  return tr;
}

const text = (value) => ({ text: value });

function tally(checks) {
  const worst = ["critical", "warning"].find((status) => checks.some((check) => check.Status === status)) ?? "passing";
  const count = checks.filter((check) => check.Status === worst).length;
  return { text: checks.length ? `${worst} (${count} of ${checks.length})` : "no checks", kind: checks.length ? worst : "" };
}

async function ask(path, index) {
  const response = await fetch(`/v1/${path}${index ? `?index=${index}&wait=60s` : ""}`);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return { index: Number(response.headers.get("X-Consul-Index")), value: await response.json() };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Follows a blocking query for ever, and calls `draw` with each new answer. */
async function follow(path, draw) {
  let index = 0;
  let delay = 500;
  for (;;) {
    try {
      const answer = await ask(path, index);
      index = answer.index < index ? 0 : answer.index;
      delay = 500;
      byId("trouble").hidden = true;
      draw(answer.value);
    } catch (problem) {
      byId("trouble").textContent = `The agent does not answer: ${problem.message}`;
      byId("trouble").hidden = false;
      index = 0;
      await pause((delay = Math.min(delay * 2, 15_000)));
    }
  }
}

const seen = { checks: [], nodes: [], services: {} };

function draw() {
  byId("nodes").replaceChildren(
    ...seen.nodes.map((node) =>
      row(text(node.Node), text(node.Address), tally(seen.checks.filter((check) => check.Node === node.Node && !check.ServiceID)))));
  byId("services").replaceChildren(
    ...Object.entries(seen.services).map(([name, { tags, instances }]) =>
      row(text(name), text(tags.join(", ")), text(String(instances)), tally(seen.checks.filter((check) => check.ServiceName === name)))));
  byId("checks").replaceChildren(
    ...seen.checks.filter((check) => check.Status !== "passing").map((check) =>
      row(text(check.Node), text(check.Name), text(check.ServiceName), { text: check.Status, kind: check.Status },
        { text: check.Output, kind: "output" })));
}

async function withInstances(services) {
  const entries = await Promise.all(
    Object.entries(services).map(async ([name, tags]) => {
      const { value } = await ask(`catalog/service/${encodeURIComponent(name)}`);
      return [name, { tags, instances: value.length }];
    }));
  return Object.fromEntries(entries);
}

ask("agent/self").then(({ value }) => {
  byId("where").textContent = `${value.Config.NodeName} in ${value.Config.Datacenter}, version ${value.Config.Version}`;
}).catch(() => {});
follow("catalog/nodes", (nodes) => { seen.nodes = nodes; draw(); });
follow("health/state/any", (checks) => { seen.checks = checks; draw(); });
follow("catalog/services", async (services) => { seen.services = await withInstances(services); draw(); });
