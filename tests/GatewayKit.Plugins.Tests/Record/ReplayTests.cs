using GatewayKit.Plugins.Tests.Shared;

namespace GatewayKit.Plugins.Tests.Record;

public sealed class ReplayTests
{
    [Theory]
    [InlineData("")]
    [InlineData(", openapi: pets.yaml")]
    public async Task What_was_recorded_is_answered_when_the_upstream_is_gone(string options)
    {
        await using var recording = await Recording.StartAsync(
            http => Recording.Answer(http.Request.Path == "/pets/1" ? """{"name":"Rex"}""" : """{"name":"Lea"}""")(http),
            options.TrimStart(',', ' '));
        await recording.Host.GetAsync("/pets/1", ("X-Gate", "s3cr3t"));
        await recording.Host.GetAsync("/pets/2", ("X-Gate", "s3cr3t"));
        await recording.StopAsync();
        using var folder = new TemporaryFolder();
        var more = options.Replace("pets.yaml", $"'{folder.Write("pets.yaml", PetApi.Document)}'", StringComparison.Ordinal);

        await using var replay = await PluginGateway.StartAsync($$"""
            routes: { all: { match: { path: "/{**rest}" }, plugins: [ { name: mock, options: { fixtures: '{{recording.File}}'{{more}} } } ] } }
            """);
        var first = await replay.GetAsync("/pets/1");
        var second = await replay.GetAsync("/pets/2");

        Assert.Equal((200, """{"name":"Rex"}""", "?1"), (first.Status, first.Body, first.Header("Gateway-Mocked")));
        Assert.Equal((200, """{"name":"Lea"}""", "application/json"), (second.Status, second.Body, second.Header("Content-Type")));
        Assert.Equal(404, (await replay.GetAsync("/cats")).Status);
    }
}
