using BenchmarkDotNet.Attributes;
using GatewayKit.Benchmarks.Roles;
using Microsoft.AspNetCore.Hosting.Server;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>Some proxies of the comparison without sockets: routing, edge, plugins and YARP,
/// but no server and no HTTP client.</summary>
public class WholeBenchmarks
{
    private WebApplication? _app;
    private SocketlessServer? _server;
    private LocalProvider? _provider;

    /// <summary>Which of them.</summary>
    [Params(
        Role.Yarp, Role.Empty, Role.FivePlugins, Role.Jwt, Role.BasicAuth, Role.HttpSignatureHmac, Role.HttpSignatureEcdsa,
        Role.HttpSignatureEd25519, Role.MtlsAuth, Role.Oidc, Role.Introspection)]
    public string Variant { get; set; } = Role.Yarp;

    /// <summary>Starts it.</summary>
    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public async Task CleanUp()
    {
        await _app!.DisposeAsync().ConfigureAwait(false);
        await _provider!.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>One exchange.</summary>
    [Benchmark]
    public int Exchange() => _server!.Run();

    private async Task SetUpAsync()
    {
        // No request reaches the upstream's address.
        _provider = LocalProvider.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IServer, SocketlessServer>();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, InstantClients>();
        var use = Role.Add(Variant, builder, _provider.Address);
        _app = builder.Build();
        use(_app);
        await _app.StartAsync().ConfigureAwait(false);
        _server = (SocketlessServer)_app.Services.GetRequiredService<IServer>();
        await Credentials.AddAsync(Variant, _server).ConfigureAwait(false);

        // The first request verifies a password, or asks a server.
        await _server.AskAsync("/orders/42", "?expand=items").ConfigureAwait(false);
        if (Exchange() is not StatusCodes.Status200OK and var status)
            throw new InvalidOperationException($"The variant '{Variant}' answers with status {status}.");
    }
}
