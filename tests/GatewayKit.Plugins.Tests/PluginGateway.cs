using GatewayKit.Configuration;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests;

/// <summary>Starts gateways that have the first-party plugins.</summary>
internal static class PluginGateway
{
    /// <summary>Starts a gateway with a configuration of its own.</summary>
    public static Task<GatewayTestHost> StartAsync(string yaml, Action<GatewayTestSetup>? setUp = null)
        => GatewayTestHost.StartAsync(setup =>
        {
            setup.WithGateway(gateway =>
            {
                foreach (var assembly in FirstPartyPlugins.Assemblies)
                    gateway.AddPluginsFrom(assembly);
            });
            setup.WithConfiguration(yaml);
            setUp?.Invoke(setup);
        }).WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>A configuration with one route for every path to the upstream.</summary>
    /// <param name="plugins">The route's plugins, each a flow mapping.</param>
    public static string OneRoute(params string[] plugins) => $$"""
        routes:
          all:
            clusterId: up
            match: { path: "/{**rest}" }
            plugins:
              {{string.Join("\n      ", plugins.Select(p => $"- {p.ReplaceLineEndings("\n        ")}"))}}
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }

        """;

    /// <summary>The messages with which a route's only plugin is refused, without the route.</summary>
    public static async Task<string[]> ErrorsOfAsync(string plugin, string more = "")
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync(OneRoute(plugin) + more));
        return [.. error.Errors.Select(e => e.Text.Replace("routes.all.plugins[0] ", "", StringComparison.Ordinal))];
    }

    /// <summary>The warnings with which a route's only plugin is accepted, without the route.</summary>
    public static async Task<string[]> WarningsOfAsync(string plugin)
    {
        const string place = "routes.all.plugins[0] ";
        await using var host = await StartAsync(OneRoute(plugin));
        return
        [
            .. host.Logs.Lines.Where(
                line => line.StartsWith("Warning ", StringComparison.Ordinal) && line.Contains(place, StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf(place, StringComparison.Ordinal) + place.Length)..]),
        ];
    }
}
