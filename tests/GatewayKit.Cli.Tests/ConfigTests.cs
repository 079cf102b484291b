using System.Text.Json.Nodes;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ConfigTests
{
    private const string Hello = """
        plugins:
          - name: correlation-id
        routes:
          hello: { match: { path: /hello }, plugins: [ { name: mock, options: { status: 201, body: "{}" } } ] }
        consumers:
          alice: { credentials: { key-auth: [ { id: one, key: "${env:ALICE_KEY:-a-key-of-alice}" } ] } }
        """;

    [Fact]
    public async Task Files_are_applied_exported_and_applied_again_without_a_difference()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("hello.yaml", Hello);

        var applied = await gateway.ConfigAsync([("ALICE_KEY", "planted-secret-1")], "apply", "-c", "hello.yaml", "-m", "First");
        await gateway.ServesAsync("/hello", 201);
        var exported = await gateway.ConfigAsync("export", "-o", "exported.yaml");
        var again = await gateway.ConfigAsync("diff", "-c", "exported.yaml");

        Assert.Equal((0, "Revision 1 is written."), (applied.ExitCode, applied.Output[^1]));
        Assert.Contains("+ routes/hello", applied.Output);
        Assert.Equal(0, exported.ExitCode);
        Assert.Equal((0, "No differences to revision 1."), (again.ExitCode, again.Output[^1]));
        var text = await File.ReadAllTextAsync(gateway.Folder["exported.yaml"]);
        Assert.Contains("        - id: one\n          key: \"***\"\n", text, StringComparison.Ordinal);
        Assert.Contains("          status: 201\n          body: \"{}\"\n", text, StringComparison.Ordinal);
        foreach (var line in applied.Output.Concat(again.Output))
            Assert.DoesNotContain("planted-secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollback_keeps_consumers_of_the_portal_unless_they_are_included()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("one.yaml", Hello.Replace("/hello", "/one", StringComparison.Ordinal));
        gateway.Folder.With("app.yaml", "consumers: { app-1: {} }");
        await gateway.ConfigAsync("apply", "-c", "one.yaml");
        await gateway.ConfigAsync("apply", "-c", "app.yaml", "--label", "portal=application");
        gateway.Folder.With("two.yaml", Hello.Replace("/hello", "/two", StringComparison.Ordinal));
        await gateway.ConfigAsync("apply", "-c", "two.yaml", "-c", "app.yaml");

        var trial = await gateway.ConfigAsync("rollback", "1", "--dry-run", "--include-portal");
        var done = await gateway.ConfigAsync("rollback", "1");
        await gateway.ServesAsync("/one", 201);

        Assert.Equal((0, "0 to add, 1 to change, 1 to delete, compared with revision 3."), (trial.ExitCode, trial.Output[^1]));
        Assert.Equal(0, done.ExitCode);
        Assert.Equal(
            ["~ routes/hello", "    match.path: \"/two\" -> \"/one\"", "= consumers/app-1 stays as it is", "Revision 4 is written."],
            done.Output);
    }

    [Fact]
    public async Task A_rollback_that_removes_a_group_of_the_portal_has_a_hint()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("one.yaml", Hello);
        gateway.Folder.With("app.yaml", "groups: { gold: {} }\nconsumers: { app-0123456789abcdef: { groups: [gold] } }");
        await gateway.ConfigAsync("apply", "-c", "one.yaml");
        await gateway.ConfigAsync("apply", "-c", "one.yaml", "-c", "app.yaml");

        var refused = await gateway.ConfigAsync("rollback", "1");

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("store: consumers/app-0123456789abcdef: consumers.app-", refused.Errors[0], StringComparison.Ordinal);
        Assert.Equal(
            "hint: consumers/app-0123456789abcdef: consumers of the developer portal stay as they are, and need an entry that the "
                + "rollback removes, such as a group. Keep this entry, or add --include-portal.",
            refused.Errors[1]);
        Assert.Equal(0, (await gateway.ConfigAsync("rollback", "1", "--include-portal")).ExitCode);
    }

    [Fact]
    public async Task Diff_can_be_JSON()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("hello.yaml", Hello);
        await gateway.ConfigAsync("apply", "-c", "hello.yaml");
        gateway.Folder.With("next.yaml", Hello.Replace("/hello", "/hi", StringComparison.Ordinal));

        var diff = await gateway.ConfigAsync([("ALICE_KEY", "planted-secret-1")], "diff", "-c", "next.yaml", "--output", "json");
        var json = JsonNode.Parse(string.Concat(diff.Output))!;

        Assert.Equal(2, diff.ExitCode);
        Assert.Equal(
            """{"basedOn":1,"added":0,"changed":2,"removed":0}""",
            new JsonObject(json.AsObject().Where(member => member.Key != "differences")
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString());
        Assert.Equal(
            """{"path":"match.path","before":"/hello","after":"/hi"}""",
            json["differences"]!.AsArray().First(entry => (string?)entry!["key"] == "routes/hello")!["values"]![0]!.ToJsonString());
        Assert.DoesNotContain(diff.Output, line => line.Contains("planted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Diff_shows_each_change_and_writes_nothing()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("hello.yaml", Hello);
        await gateway.ConfigAsync("apply", "-c", "hello.yaml");
        gateway.Folder.With("next.yaml", """
            routes:
              hello: { match: { path: /hi }, plugins: [ { name: mock, options: { status: 201, body: "{}" } } ] }
              new: { match: { path: /new }, plugins: [ { name: mock } ] }
            consumers:
              alice: { credentials: { key-auth: [ { id: one, key: another-key-of-alice } ] } }
            """);

        var diff = await gateway.ConfigAsync("diff", "-c", "next.yaml");
        var revisions = await gateway.GetAsync("/v1/revisions");

        Assert.Equal(2, diff.ExitCode);
        Assert.Equal(
            [
                "- plugins/correlation-id",
                "~ routes/hello",
                "    match.path: \"/hello\" -> \"/hi\"",
                "+ routes/new",
                "~ consumers/alice",
                "    credentials.key-auth[0].key: \"***\" -> \"***\" (another secret)",
                "    (secrets): [\"/credentials/key-auth/0/key\"] -> []",
                "1 to add, 2 to change, 1 to delete, based on revision 1.",
            ],
            diff.Output);
        Assert.DoesNotContain("\"number\":2", revisions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_changes_and_deletes_only_its_own_entries()
    {
        await using var gateway = await StoreGateway.StartAsync();
        await gateway.PutAsync("routes/pets", """
            { "content": { "match": { "path": "/pets" }, "plugins": [ { "name": "mock" } ] }, "labels": { "team": "pets" } }
            """);
        gateway.Folder
            .With("orders.yaml", "routes: { orders: { match: { path: /orders }, plugins: [ { name: mock } ] } }")
            .With("pets.yaml", "routes: { pets: { match: { path: /mine }, plugins: [ { name: mock } ] } }")
            .With("empty.yaml", "{}");

        var added = await gateway.ConfigAsync("apply", "-c", "orders.yaml", "--label", "team=orders");
        var foreign = await gateway.ConfigAsync("apply", "-c", "pets.yaml", "--label", "team=orders");
        var changed = await gateway.ConfigAsync("apply", "-c", "orders.yaml", "-c", "pets.yaml");
        var unlimited = await gateway.ConfigAsync("apply", "-c", "empty.yaml");
        var emptied = await gateway.ConfigAsync("apply", "-c", "empty.yaml", "--label", "team=orders");
        var entries = await gateway.GetAsync("/v1/entries");

        Assert.Equal(0, added.ExitCode);
        Assert.Equal(1, foreign.ExitCode);
        Assert.Contains(foreign.Errors, line => line.StartsWith("pets.yaml:1:", StringComparison.Ordinal)
            && line.Contains("doesn't have the label team=orders", StringComparison.Ordinal));
        Assert.Equal(1, unlimited.ExitCode);
        Assert.Contains("routes/orders, routes/pets, which have labels", unlimited.Errors[^1], StringComparison.Ordinal);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("the files change routes/pets, which have labels", changed.Errors[^1], StringComparison.Ordinal);
        Assert.Equal((0, "- routes/orders"), (emptied.ExitCode, emptied.Output[0]));
        Assert.Contains("routes/pets", entries, StringComparison.Ordinal);
        Assert.DoesNotContain("routes/orders", entries, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_reports_every_error_with_its_line()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("wrong.yaml", """
            routes:
              a: { clusterId: none, match: { path: /a } }
              b: { match: { path: /b }, plugins: [ { name: jvt } ] }
            """).With("right.yaml", Hello);

        var wrong = await gateway.ConfigAsync("validate", "-c", "wrong.yaml");
        var right = await gateway.ConfigAsync("validate", "-c", "right.yaml");

        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains(wrong.Errors, line => line.StartsWith("wrong.yaml:2:3: routes.a: clusterId is 'none'", StringComparison.Ordinal)
            || line.StartsWith("wrong.yaml:2:6: routes.a: clusterId is 'none'", StringComparison.Ordinal));
        Assert.Contains(wrong.Errors, line => line.Contains("no plugin is named 'jvt'", StringComparison.Ordinal));
        Assert.Equal((0, "The configuration is valid: 3 to add, 0 to change, 0 to delete."), (right.ExitCode, right.Output[^1]));
    }

    [Fact]
    public async Task Apply_conflicts_with_a_change_since_the_revision_that_diff_has_shown()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("hello.yaml", Hello).With("next.yaml", Hello.Replace("/hello", "/hi", StringComparison.Ordinal));
        await gateway.ConfigAsync("apply", "-c", "hello.yaml");
        await gateway.ConfigAsync("apply", "-c", "next.yaml");

        var stale = await gateway.ConfigAsync("apply", "-c", "hello.yaml", "--based-on", "1");

        Assert.Equal(1, stale.ExitCode);
        Assert.Contains("answers 409: another writer was faster, and nothing was written.", stale.Errors[^1], StringComparison.Ordinal);
        Assert.Contains("routes/hello", stale.Errors[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_of_the_plugins_of_every_route_is_applied()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder
            .With("one.yaml", "plugins: [ { name: correlation-id }, { name: security-headers } ]")
            .With("two.yaml", "plugins: [ { name: security-headers }, { name: correlation-id } ]");
        await gateway.ConfigAsync("apply", "-c", "one.yaml");

        var applied = await gateway.ConfigAsync("apply", "-c", "two.yaml");
        var exported = await gateway.ConfigAsync("export");

        Assert.Equal(0, applied.ExitCode);
        Assert.Equal(["plugins:", "  - name: security-headers", "  - name: correlation-id"], exported.Output);
        Assert.Equal(0, (await gateway.ConfigAsync("diff", "-c", "two.yaml")).ExitCode);
    }

    [Theory]
    [InlineData("--label", "team", "--label: 'team' must be a name and a value")]
    [InlineData("--admin", "ftp://127.0.0.1", "--admin: it must be an http or https URL")]
    [InlineData("--admin", "http://127.0.0.1:1", "the gateway at http://127.0.0.1:1/ doesn't answer")]
    public async Task An_option_that_is_not_valid_is_reported(string name, string value, string message)
    {
        using var folder = new WorkFolder();

        var end = await ResidentTool.RunAsync(folder.With("gateway.yaml", "{}").Path, "config", "diff", name, value);

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(message, end.Errors[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_for_this_machine_is_not_sent_through_a_proxy()
    {
        await using var gateway = await StoreGateway.StartAsync();

        var end = await gateway.ConfigProcessAsync([("http_proxy", "http://127.0.0.1:1")], "export");

        Assert.Equal((0, ""), (end.ExitCode, string.Join('\n', end.Errors)));
    }

    [Fact]
    public async Task A_proxy_that_can_read_the_key_is_reported_without_its_password()
    {
        using var folder = new WorkFolder();
        await using var tool = ToolProcess.Start(
            folder.Path, [("http_proxy", "http://user:planted@127.0.0.1:1")],
            ["config", "export", "--admin", "http://gateway.invalid", "--admin-key", "a-key-of-the-gateway"]);

        var end = await tool.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("without TLS, through the proxy 127.0.0.1:1, which can read it.", end.Errors[0], StringComparison.Ordinal);
        Assert.DoesNotContain(end.Errors, line => line.Contains("planted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_key_is_reported()
    {
        await using var gateway = await StoreGateway.StartAsync();

        var end = await gateway.ConfigAsync("export", "--admin-key", "not-the-key-of-the-gateway");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("answers 401: the key is missing or isn't valid", Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("routes: [ 1 ]", "routes: must be a mapping by id.")]
    [InlineData("unknown: 1", "unknown is unknown. Allowed: plugins, routes")]
    [InlineData("plugins: [ { id: x } ]", "an entry must have a name.")]
    [InlineData("plugins: [ { name: cors }, { name: cors } ]", "an id can be defined once.")]
    [InlineData("[]", "the document must be a mapping")]
    public async Task A_file_that_is_not_a_configuration_is_reported_with_its_line(string text, string message)
    {
        using var folder = new WorkFolder();

        var end = await ResidentTool.RunAsync(folder.With("gateway.yaml", text).Path, "config", "diff");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(message, Assert.Single(end.Errors), StringComparison.Ordinal);
        Assert.StartsWith("gateway.yaml:1:", end.Errors[0], StringComparison.Ordinal);
    }
}
