using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>The files that plugins read are followed: the document, what it refers to, and recorded exchanges.</summary>
public sealed class DocumentWatchTests : IDisposable
{
    private const string Document = """
        openapi: 3.0.3
        info: { title: T, version: "1" }
        paths:
          /pets: { get: { parameters: [ { $ref: 'limit.yaml' } ], responses: { 200: { description: ok } } } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mock")]
    [InlineData("openapi-validation")]
    public async Task A_change_of_a_file_that_the_document_refers_to_takes_effect(string plugin)
    {
        var api = _folder.Write("api.yaml", Document);
        _folder.Write("limit.yaml", "{ name: limit, in: query, schema: { type: integer, minimum: 1 } }");
        await using var host =
            await PluginGateway.StartAsync(PluginGateway.OneRoute($"{{ name: {plugin}, options: {{ openapi: '{api}' }} }}"));
        Assert.Equal(422, (await host.GetAsync("/pets?limit=0")).Status);

        _folder.Write("limit.yaml", "{ name: limit, in: query, schema: { type: integer, minimum: 0 } }");

        await AnswersAsync(host, "/pets?limit=0", 200);
    }

    [Fact]
    public async Task A_change_of_recorded_exchanges_takes_effect()
    {
        var fixtures = _folder.Write("a.fixtures.json", Fixture(203));
        await using var host =
            await PluginGateway.StartAsync(PluginGateway.OneRoute($"{{ name: mock, options: {{ fixtures: '{fixtures}' }} }}"));
        Assert.Equal(203, (await host.GetAsync("/pets")).Status);

        _folder.Write("a.fixtures.json", Fixture(206));

        await AnswersAsync(host, "/pets", 206);
    }

    [Fact]
    public async Task A_document_that_becomes_invalid_leaves_the_last_valid_one_until_it_is_repaired()
    {
        var api = _folder.Write("api.yaml", Document.Replace("{ $ref: 'limit.yaml' }", "", StringComparison.Ordinal));
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute($"{{ name: mock, options: {{ openapi: '{api}' }} }}"));

        _folder.Write("api.yaml", "openapi: 3.0.3\npaths: {");
        await Eventually.TrueAsync(
            () => host.Logs.Lines.Any(
                line => line.Contains("api.yaml", StringComparison.Ordinal) && line.StartsWith("Error", StringComparison.Ordinal)));
        Assert.Equal(200, (await host.GetAsync("/pets")).Status);

        _folder.Write("api.yaml",
            Document.Replace("/pets", "/dogs", StringComparison.Ordinal).Replace("{ $ref: 'limit.yaml' }", "", StringComparison.Ordinal));
        await AnswersAsync(host, "/dogs", 200);
    }

    private static async Task AnswersAsync(GatewayTestHost host, string target, int status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await host.GetAsync(target)).Status != status)
            await ticks.WaitForNextTickAsync(patience.Token);
    }

    private static string Fixture(int status) => $$"""
        { "fixtures": 1, "operations": { "GET /pets": [ { "request": { "method": "GET", "path": "/pets" }, "response": { "status": {{status}} } } ] } }
        """;
}
