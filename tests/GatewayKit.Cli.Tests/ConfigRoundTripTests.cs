using System.Text.Json.Nodes;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ConfigRoundTripTests
{
    [Fact]
    public async Task A_number_as_the_id_of_a_plugin_keeps_its_text()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("numbers.yaml", "plugins: [ { name: correlation-id, id: 12e5 } ]");

        var applied = await gateway.ConfigAsync("apply", "-c", "numbers.yaml");

        Assert.Equal((0, ""), (applied.ExitCode, string.Join('\n', applied.Errors)));
    }

    [Fact]
    public async Task An_entry_without_content_is_exported_and_applied_without_a_difference()
    {
        await using var gateway = await StoreGateway.StartAsync();
        await gateway.PutAsync("consumers/alice", """{ "content": null }""");
        await gateway.PutAsync("settings/paths", """{ "content": null }""");

        await gateway.ConfigAsync("export", "-o", "exported.yaml");
        var diff = await gateway.ConfigAsync("diff", "-c", "exported.yaml");

        Assert.Equal((0, "No differences to revision 2."), (diff.ExitCode, diff.Output[^1]));
    }

    [Fact]
    public async Task An_export_to_a_JSON_file_is_JSON_and_applied_without_a_difference()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("hello.yaml", "routes: { hello: { match: { path: /hello }, plugins: [ { name: mock } ] } }");
        await gateway.ConfigAsync("apply", "-c", "hello.yaml");

        await gateway.ConfigAsync("export", "-o", "exported.json");
        var diff = await gateway.ConfigAsync("diff", "-c", "exported.json");

        var json = JsonNode.Parse(await File.ReadAllTextAsync(gateway.Folder["exported.json"]));
        Assert.Equal("/hello", (string?)json?["routes"]?["hello"]?["match"]?["path"]);
        Assert.Equal(0, diff.ExitCode);
    }
}
