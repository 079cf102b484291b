using GatewayKit.Admin.Tests.Support;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Admin.Tests.Entries;

public sealed class RevisionTests
{
    [Fact]
    public Task A_change_takes_effect_is_listed_compared_and_rolled_back() => ChangeAsync(usesPostgres: false);

    [PostgresFact]
    public Task A_change_in_PostgreSQL_takes_effect_is_listed_compared_and_rolled_back() => ChangeAsync(usesPostgres: true);

    private static async Task ChangeAsync(bool usesPostgres)
    {
        await using var host = await StoreHost.StartAsync(usesPostgres);
        await host.AddOrdersAsync();
        await host.AnswersAsync("/orders", 200);
        var tag = (await host.SendAsync("GET", "/v1/entries/routes/orders")).Headers["ETag"];
        await host.DoAsync("DELETE", "/v1/entries/routes/orders", null, ("If-Match", tag));
        await host.AnswersAsync("/orders", 404);

        var page = await host.DoAsync("GET", "/v1/revisions?limit=1");
        var next = await host.DoAsync("GET", $"/v1/revisions?limit=1&cursor={page["next"]}");
        var difference = await host.DoAsync("GET", "/v1/revisions/2/diff");
        var rolledBack = await host.DoAsync("POST", "/v1/revisions/1/rollback", """{ "basedOn": 2, "message": "Restore" }""");
        await host.AnswersAsync("/orders", 200);

        Assert.Equal((2, "ada"), ((long)page["items"]![0]!["number"]!, (string?)page["items"]![0]!["author"]));
        Assert.Equal((1, "Add orders"), ((long)next["items"]![0]!["number"]!, (string?)next["items"]![0]!["message"]));
        Assert.Equal(
            ("routes/orders", "removed"),
            ((string?)difference["differences"]![0]!["key"], (string?)difference["differences"]![0]!["type"]));
        Assert.Equal(3, (long)rolledBack["revision"]!);
        Assert.Empty((await host.DoAsync("GET", "/v1/revisions/3/diff?against=1"))["differences"]!.AsArray());
        var node = Assert.Single((await host.DoAsync("GET", "/v1/nodes"))["items"]!.AsArray())!;
        Assert.NotNull(node["running"]);
    }

    [Fact]
    public async Task A_revoked_key_of_the_portal_works_again_only_after_a_rollback_that_includes_the_portal()
    {
        await using var host = await StoreHost.StartAsync(setUp: setup => setup.WithPlugin<KeyAuthPlugin>());
        await host.DoAsync("POST", "/v1/transactions", $$"""
            { "basedOn": 0, "changes": [
              { "key": "routes/orders", "content": {
                "clusterId": "orders", "match": { "path": "/orders" }, "plugins": [ { "name": "key-auth" } ] } },
              { "key": "clusters/orders", "content": {{host.Cluster}} },
              { "key": "consumers/app-1", "content": {}, "labels": { "portal": "application" } } ] }
            """);
        var revoked = (string)(await host.DoAsync("POST", "/v1/consumers/app-1/credentials", "{}"))["key"]!;
        await host.AnswersAsync("/orders", 200, revoked);
        await host.DoAsync("POST", "/v1/transactions", """
            { "basedOn": 2, "changes": [
              { "key": "consumers/app-1", "content": {} },
              { "key": "routes/orders", "content": {
                "clusterId": "orders", "match": { "path": "/later" }, "plugins": [ { "name": "key-auth" } ] } } ] }
            """);
        var later = (string)(await host.DoAsync("POST", "/v1/consumers/app-1/credentials", "{}"))["key"]!;
        await host.AnswersAsync("/later", 200, later);

        var kept = await host.DoAsync("POST", "/v1/revisions/2/rollback", "{}");
        await host.AnswersAsync("/orders", 200, later);
        await host.AnswersAsync("/orders", 401, revoked);
        var changes = kept["changes"]!.AsArray().Select(change => (string?)change!["key"]);
        var all = await host.DoAsync("POST", "/v1/revisions/2/rollback", """{ "includePortal": true }""");
        await host.AnswersAsync("/orders", 200, revoked);
        await host.AnswersAsync("/orders", 401, later);

        Assert.Equal(["routes/orders"], changes);
        Assert.Equal(["consumers/app-1"], kept["kept"]!.AsArray().Select(key => (string?)key));
        Assert.Null(all["kept"]);
    }

    [Fact]
    public async Task A_rollback_names_the_consumers_of_the_portal_whose_group_it_removes()
    {
        await using var host = await StoreHost.StartAsync();
        await host.DoAsync("PUT", "/v1/entries/groups/free", """{ "content": {} }""");
        await host.DoAsync("POST", "/v1/transactions", """
            { "basedOn": 1, "changes": [
              { "key": "groups/gold", "content": {} },
              { "key": "consumers/app-0123456789abcdef", "content": { "groups": ["gold"] } },
              { "key": "consumers/app-fedcba9876543210", "content": { "groups": ["free"] } } ] }
            """);

        var answer = await host.SendAsync("POST", "/v1/revisions/1/rollback", "{}");
        var all = await host.DoAsync("POST", "/v1/revisions/1/rollback", """{ "includePortal": true }""");

        Assert.Equal((422, "store: consumers/app-0123456789abcdef"), (answer.Status, (string?)answer.Json["errors"]![0]!["location"]));
        Assert.Equal(["consumers/app-0123456789abcdef"], answer.Json["kept"]!.AsArray().Select(key => (string?)key));
        Assert.EndsWith("Keep this entry, or include the portal.", answer.Detail, StringComparison.Ordinal);
        Assert.Equal(3, (long)all["revision"]!);
    }

    [Fact]
    public async Task Two_writers_that_are_based_on_one_revision_conflict()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();
        const string Change = """{ "basedOn": 1, "changes": [ { "key": "routes/orders", "content": null } ] }""";
        await host.DoAsync("POST", "/v1/transactions", Change);

        var second = await host.SendAsync("POST", "/v1/transactions", """
            { "basedOn": 0, "changes": [ { "key": "clusters/orders", "content": null } ] }
            """);
        var rollback = await host.SendAsync("POST", "/v1/revisions/1/rollback", """{ "basedOn": 1 }""");

        Assert.Equal((409, "clusters/orders"), (second.Status, (string?)second.Json["errors"]![0]!["location"]));
        Assert.Equal(409, rollback.Status);
    }

    [Theory]
    [InlineData("GET", "/v1/revisions/99", 404)]
    [InlineData("GET", "/v1/revisions/x", 404)]
    [InlineData("GET", "/v1/revisions/1/diff?against=99", 404)]
    [InlineData("GET", "/v1/revisions/1/diff?against=x", 400)]
    [InlineData("POST", "/v1/revisions/99/rollback", 404)]
    [InlineData("GET", "/v1/revisions?cursor=eA", 400)]
    public async Task A_revision_that_does_not_exist_is_reported(string method, string path, int status)
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        Assert.Equal(status, (await host.SendAsync(method, path, method == "POST" ? "{}" : null)).Status);
    }

    [Fact]
    public async Task A_removed_revision_is_gone()
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-admin-").FullName;
        var database = Path.Combine(folder, "gateway.db");
        await using (var before = await StoreHost.StartAsync(connection: database))
        {
            await before.AddOrdersAsync();
            await before.DoAsync("PUT", "/v1/entries/groups/gold", """{ "content": {} }""");
        }

        await using var host = await StoreHost.StartAsync(
            connection: database, configureStore: options => options.History.KeepRevisions = 1);
        await Eventually.NotNullAsync(
            async () => await host.SendAsync("GET", "/v1/revisions/1") is { Status: 410 } answer ? answer : null);

        foreach (var (method, path) in new[] { ("GET", "/2/diff"), ("GET", "/2/diff?against=1"), ("POST", "/1/rollback") })
        {
            var gone = await host.SendAsync(method, $"/v1/revisions{path}", method == "POST" ? "{}" : null);
            Assert.Equal(
                (410, "Revision 1 was removed from the history; the oldest one is 2."), (gone.Status, (string?)gone.Json["detail"]));
        }

        Assert.Single((await host.DoAsync("GET", "/v1/revisions"))["items"]!.AsArray());
        Assert.Equal(1, (long)(await host.DoAsync("GET", "/v1/entries/routes/orders"))["version"]!);
    }

    [PostgresFact]
    public async Task A_database_that_does_not_answer_is_reported()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var host = await StoreHost.StartAsync(connection: await server.CreateDatabaseAsync());
        await host.AddOrdersAsync();

        await server.StopAsync();
        var read = await host.SendAsync("GET", "/v1/revisions");
        var written = await host.SendAsync("PUT", "/v1/entries/routes/x", """{ "content": {} }""");

        Assert.Equal((503, 503), (read.Status, written.Status));
        Assert.StartsWith("The store doesn't answer", written.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_an_owner_touches_only_its_entries()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        var answer = await host.SendAsync("POST", "/v1/transactions", """
            { "basedOn": 1, "scope": { "team": "orders" }, "changes": [ { "key": "clusters/orders", "content": null } ] }
            """);

        Assert.Equal(422, answer.Status);
        Assert.Contains("team=orders", (string?)answer.Json["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewers_and_operators_change_no_entries()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        foreach (var key in new[] { AdminHost.ViewerKey, AdminHost.OperatorKey })
        {
            Assert.Equal(403, (await host.SendAsync("POST", "/v1/transactions", """{ "basedOn": 1, "changes": [] }""", key)).Status);
            Assert.Equal(403, (await host.SendAsync("DELETE", "/v1/entries/routes/orders", null, key)).Status);
            Assert.Equal(200, (await host.SendAsync("GET", "/v1/entries", null, key)).Status);
        }
    }
}
