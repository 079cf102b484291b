using GatewayKit.Admin.Tests.Secrets;

namespace GatewayKit.Admin.Tests.Describing;

/// <summary>A valid call of each operation for a <see cref="SeededStore"/>.</summary>
internal static class StoreCalls
{
    private static readonly Dictionary<string, (string Path, string? Body, (string Name, string Value)[] Headers)> s_calls = new()
    {
        ["PUT /v1/entries/{kind}/{id}"] = ("/v1/entries/groups/added", """{ "content": {} }""", []),
        ["PATCH /v1/entries/{kind}/{id}"] = (
            "/v1/entries/routes/one", """{ "content": { "order": 5 } }""", [("Content-Type", "application/merge-patch+json")]),
        ["DELETE /v1/entries/{kind}/{id}"] = ("/v1/entries/groups/last", null, [("If-Match", "*")]),
        ["POST /v1/transactions"] = (
            "/v1/transactions", """{ "basedOn": 0, "changes": [ { "key": "groups/other", "content": {} } ] }""", []),
        ["POST /v1/consumers/{name}/credentials"] = ("/v1/consumers/one/credentials", "{}", []),
        ["POST /v1/revisions/{n}/rollback"] = ($"/v1/revisions/{SeededStore.Last - 1}/rollback", "{}", []),
        ["PUT /v1/clusters/{id}/destinations/{name}/state"] = (
            "/v1/clusters/one/destinations/b/state", """{ "state": "drained" }""", []),
        ["PUT /v1/routes/{id}/maintenance"] = ("/v1/routes/one/maintenance", """{ "enabled": true }""", []),
        ["POST /v1/plan"] = ("/v1/plan", """{ "changes": [ { "key": "groups/planned", "content": {} } ] }""", []),
        ["POST /v1/explain"] = ("/v1/explain", """{ "url": "/one" }""", []),
        ["GET /v1/revisions/{n}"] = ("/v1/revisions/1", null, []),
        ["GET /v1/revisions/{n}/diff"] = ("/v1/revisions/1/diff", null, []),
        ["GET /v1/plugins/{name}"] = ("/v1/plugins/key-auth", null, []),
    };

    /// <summary>Returns a valid call; for another operation, one with the id <c>one</c> and an empty object.</summary>
    public static (string Path, string? Body, (string Name, string Value)[] Headers) Of(AdminOperation operation)
        => s_calls.TryGetValue(operation.ToString(), out var call)
            ? call
            : (operation.PathsWith(name => [name == "kind" ? "routes" : "one"]).Single(), operation.ExampleBody, []);

    /// <summary>Returns whether the call must succeed: each one but a POST that changes no entries.</summary>
    public static bool MustSucceed(AdminOperation operation)
        => operation.Method != "POST" || operation.Role == AdminRole.Admin || s_calls.ContainsKey(operation.ToString());
}
