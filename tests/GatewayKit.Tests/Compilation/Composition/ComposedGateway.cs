using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Pipeline;
using GatewayKit.Proxy;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Compilation.Composition;

/// <summary>Compiles configurations and runs exchanges under them, as a gateway does, without sockets and without an upstream.</summary>
internal sealed class ComposedGateway(GatewayTestHost host)
{
    public static async Task<ComposedGateway> StartAsync() => new(await GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<EarlyPlugin>().WithPlugin<LoginPlugin>().WithPlugin<GuardPlugin>().WithPlugin<LatePlugin>()
        .WithConfiguration("{}")).WaitAsync(TimeSpan.FromSeconds(60)));

    /// <returns>The configuration, ready to run; null if it is refused.</returns>
    public GatewaySnapshot? Compile(GatewayConfig config)
    {
        var catalog = host.Services.GetRequiredService<CurrentSnapshot>().Active.Catalog;
        return host.Services.GetRequiredService<SnapshotCompiler>().Compile(config, catalog, previous: null, new ConfigErrors());
    }

    /// <returns>The journal of the exchange.</returns>
    public List<string> Run(CompiledRoute route, Caller? caller)
    {
        var journal = new List<string>();
        var http = new DefaultHttpContext { Items = { [JournalPlugin.Key] = journal } };
        http.Request.Method = HttpMethods.Get;
        http.Request.Protocol = HttpProtocol.Http11;
        http.Request.Path = "/x";
        http.Request.Headers.Host = "gateway";
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/x";
        if (caller is not null)
            http.Request.Headers[LoginPlugin.Header] = caller.Header;

        Ended(host.Services.GetRequiredService<RouteHandler>().HandleAsync(http, route, Forward));
        return journal;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>What YARP would call, on an upstream that answers at once.</summary>
    private Task Forward(HttpContext http)
    {
        var exchange = http.Features.GetRequiredFeature<Exchange>();
        using var request = new HttpRequestMessage();
        exchange.BeginHooks();
        Assert.True(Ended(host.Services.GetRequiredService<UpstreamRequestHooks>().RunAsync(exchange, request).AsTask()).Result);
        exchange.BeginUpstreamResponse(new ByteArrayContent([]));
        var up = Ended(host.Services.GetRequiredService<PipelineRunner>().UpAsync(exchange, exchange.Reached - 1).AsTask());
        exchange.EndHooks();
        return up;
    }

    private static T Ended<T>(T task)
        where T : Task
    {
        Assert.True(task.IsCompletedSuccessfully, "It did not end on the calling thread.");
        return task;
    }
}
