using GatewayKit.Configuration;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Cli.Mocking;

/// <summary>The configuration of a mock: one route for all requests, with the mock plugin.</summary>
internal sealed class MockSource(MockSettings settings) : IGatewayConfigSource
{
    public string Name => "mock";

    public GatewayConfig? Read(ConfigErrors errors)
    {
        var root = ConfigNode.FromValue(
            new
            {
                // A mock can replace any API: the gateway accepts every path that the document allows.
                paths = new { encodedSlash = "keep", emptySegments = "keep", parameters = "keep", encodedReserved = "keep" },
                routes = new
                {
                    mock = new { match = new { path = "/{**rest}" }, plugins = new[] { new { name = "mock", options = Options() } } },
                },
            },
            new ConfigLocation(Name));
        return GatewayConfigBinder.Bind(root, errors);
    }

    public IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);

    private object Options() => new
    {
        openapi = settings.Document is { } document ? Path.GetFullPath(document) : null,
        referenceRoots = settings.Document is null ? [] : settings.ReferenceRoots.Select(Path.GetFullPath).ToArray(),
        fixtures = settings.Fixtures is { } fixtures ? Path.GetFullPath(fixtures) : null,
        seed = settings.Seed,
        dynamic = settings.Dynamic,
        stateful = settings.Stateful,
        errors = settings.Errors,
    };
}
