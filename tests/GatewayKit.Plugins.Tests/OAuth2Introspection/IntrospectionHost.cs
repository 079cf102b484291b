using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.OAuth2Introspection;

/// <summary>A gateway whose only route has the plugin, and the authorization server that it asks.</summary>
internal sealed class IntrospectionHost : IAsyncDisposable
{
    private IntrospectionHost(AuthorizationServer server, FakeTimeProvider time) => (Server, Time) = (server, time);

    public AuthorizationServer Server { get; }

    public FakeTimeProvider Time { get; }

    public GatewayTestHost Gateway { get; private set; } = null!;

    public static async Task<IntrospectionHost> StartAsync(
        string options = "", string more = "", Action<GatewayTestSetup>? setUp = null, bool discovers = false)
    {
        var host = new IntrospectionHost(
            await AuthorizationServer.StartAsync(), new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        host.Gateway = await PluginGateway.StartAsync(host.Configuration(options, more, discovers), setup =>
        {
            setup.WithTime(host.Time);
            setUp?.Invoke(setup);
        });
        return host;
    }

    public string Configuration(string options = "", string more = "", bool discovers = false)
        => PluginGateway.OneRoute(Entry(options, discovers)) + more;

    public string Entry(string options = "", bool discovers = false)
    {
        var place = discovers ? $"authority: '{Server.Address}'" : $"endpoint: '{Server.Address}/introspect'";
        var client = options.Contains("token:", StringComparison.Ordinal) ? "" : ", clientId: 'gate way', clientSecret: 's+cret'";
        return $"{{ name: oauth2-introspection, options: {{ {place}{client}{(options.Length > 0 ? ", " + options : "")} }} }}";
    }

    public Task<Answer> GetAsync(string token) => Gateway.GetAsync("/", ("Authorization", "Bearer " + token));

    public async Task<int> StatusAsync(string token) => (await GetAsync(token)).Status;

    /// <summary>Seconds since 1970.</summary>
    public long In(TimeSpan time) => (Time.GetUtcNow() + time).ToUnixTimeSeconds();

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Server.DisposeAsync();
    }
}
