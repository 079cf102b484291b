using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Hosting;
using GatewayKit.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Mocking;

/// <summary>The configuration of a mock: one route for all requests, with the mock plugin.</summary>
internal static class MockSource
{
    public static void Add(GatewayKitBuilder gateway, MockSettings settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(settings)).Build();
        gateway.LoadFrom(_ => new ConfigurationSectionSource(configuration));
        gateway.Services.AddSingleton(new FileReloadSettings(settings.Watch));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(MockSettings settings)
    {
        // A mock can replace any API: the gateway accepts every path that the document allows.
        yield return new("paths:encodedSlash", "keep");
        yield return new("paths:emptySegments", "keep");
        yield return new("paths:parameters", "keep");
        yield return new("paths:encodedReserved", "keep");
        yield return new("routes:mock:match:path", "/{**rest}");
        const string plugin = "routes:mock:plugins:0:";
        yield return new(plugin + "name", "mock");
        if (settings.Document is not null)
            yield return new(plugin + "options:openapi", Escaped(Path.GetFullPath(settings.Document)));
        for (var i = 0; settings.Document is not null && i < settings.ReferenceRoots.Count; i++)
            yield return new(string.Create(CultureInfo.InvariantCulture, $"{plugin}options:referenceRoots:{i}"), Escaped(Path.GetFullPath(settings.ReferenceRoots[i])));
        if (settings.Fixtures is not null)
            yield return new(plugin + "options:fixtures", Escaped(Path.GetFullPath(settings.Fixtures)));
        if (settings.Seed is { } seed)
            yield return new(plugin + "options:seed", seed.ToString(CultureInfo.InvariantCulture));
        if (settings.Dynamic)
            yield return new(plugin + "options:dynamic", "true");
        if (settings.Stateful)
            yield return new(plugin + "options:stateful", "true");
        if (settings.Errors)
            yield return new(plugin + "options:errors", "true");
    }

    /// <summary>Escapes variables, which a file's name doesn't contain.</summary>
    private static string Escaped(string file) => file.Replace("${", "$${", StringComparison.Ordinal);
}
