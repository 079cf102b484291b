using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Cli.Tests.Support;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Cli.Tests;

/// <summary><c>gatewaykit schema --crds</c>: the definition of GatewayPlugin with the options of each plugin.</summary>
public sealed class DefinitionTests : IDisposable
{
    /// <summary>The largest request that an API server accepts, less room for its own fields.</summary>
    private const int LargestDefinition = 1_000_000;

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_API_server_accepts_the_options_of_every_plugin()
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "schema", "--crds");

        Assert.Equal(0, end.ExitCode);
        var text = string.Join('\n', end.Output);
        Assert.InRange(text.Length, 1, LargestDefinition);
        var definition = JsonNode.Parse(text)!;
        Assert.Equal("gatewayplugins.gatewaykit.io", (string?)definition["metadata"]!["name"]);
        var schema = definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject();
        Assert.Empty(StructuralSchema.Errors(schema));
        Assert.All(Patterns(schema), pattern => Assert.NotNull(new Regex(pattern, RegexOptions.NonBacktracking)));

        var spec = schema["properties"]!["spec"]!;
        var limit = spec["properties"]!["rateLimit"]!["properties"]!["limit"]!;
        Assert.Equal("integer", (string?)limit["type"]);
        Assert.Equal(1, (int?)limit["minimum"]);
        var rules = spec["x-kubernetes-validations"]!.AsArray().Select(rule => (string?)rule!["rule"]);
        Assert.Contains("!has(self.rateLimit) || self.plugin == 'rate-limit'", rules);
    }

    private static IEnumerable<string> Patterns(JsonNode? node) => node switch
    {
        JsonObject schema => schema
            .Where(pair => pair is { Key: "pattern", Value: JsonValue }).Select(pair => (string)pair.Value!)
            .Concat(schema.SelectMany(pair => Patterns(pair.Value))),
        JsonArray list => list.SelectMany(Patterns),
        _ => [],
    };
}
