using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>A gateway that the tests of a class share. Each test counts the requests that its own calls bring to the upstream.</summary>
public abstract class RouteHost(string configuration, Action<GatewayTestSetup>? setUp = null) : IAsyncLifetime
{
    internal GatewayTestHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await PluginGateway.StartAsync(configuration, setUp);

    public async Task DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
    }

    /// <summary>Sends a request and says whether the upstream saw it.</summary>
    internal async Task<(Answer Answer, bool IsForwarded)> GetAsync(string target, params (string Name, string Value)[] headers)
    {
        var before = Host.Upstream.Requests.Count;
        var answer = await Host.GetAsync(target, headers);
        return (answer, Host.Upstream.Requests.Count > before);
    }
}
