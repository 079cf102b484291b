using BenchmarkDotNet.Attributes;
using GatewayKit.Benchmarks.Roles;
using Microsoft.AspNetCore.Hosting.Server;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>The variants of the side-by-side run without sockets: routing, edge, plugins and YARP,
/// but no server and no HTTP client.</summary>
public class WholeBenchmarks
{
    private WebApplication? _app;
    private SocketlessServer? _server;

    /// <summary>Which of them.</summary>
    [Params(Role.Yarp, Role.Empty, Role.FivePlugins, Role.Jwt)]
    public string Variant { get; set; } = Role.Yarp;

    /// <summary>Starts it.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IServer, SocketlessServer>();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, InstantClients>();
        var use = Role.Add(Variant, builder, "http://127.0.0.1:1");
        _app = builder.Build();
        use(_app);
        _app.Start();
        _server = (SocketlessServer)_app.Services.GetRequiredService<IServer>();
        if (Exchange() != StatusCodes.Status200OK)
            throw new InvalidOperationException("The variant does not forward.");
    }

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public async Task CleanUp() => await _app!.DisposeAsync().ConfigureAwait(false);

    /// <summary>One exchange.</summary>
    [Benchmark]
    public int Exchange() => _server!.Run();
}
