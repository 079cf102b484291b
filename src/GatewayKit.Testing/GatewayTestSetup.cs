using GatewayKit.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Testing;

/// <summary>Configures a <see cref="GatewayTestHost"/>.</summary>
public sealed class GatewayTestSetup
{
    internal List<Action<GatewayKitBuilder>> Compositions { get; } = [];

    internal List<Action<WebApplication>> Middlewares { get; } = [];

    internal string Configuration { get; private set; } = "";

    internal RequestDelegate? UpstreamApp { get; private set; }

    internal HttpProtocols UpstreamProtocols { get; private set; } = HttpProtocols.Http1;

    internal HttpProtocols Protocols { get; private set; } = HttpProtocols.Http1;

    internal TimeProvider Time { get; private set; } = TimeProvider.System;

    /// <summary>Adds a plugin by its class.</summary>
    /// <typeparam name="TPlugin">The plugin class.</typeparam>
    public GatewayTestSetup WithPlugin<TPlugin>()
        where TPlugin : class, IGatewayPlugin
        => WithGateway(gateway => gateway.AddPlugin<TPlugin>());

    /// <summary>Adds the plugins of a folder, each isolated in its own load context, from <c>folder/Name/Name.dll</c>.</summary>
    /// <param name="folder">The plugins folder. A relative path is resolved against the current directory.</param>
    public GatewayTestSetup WithPluginsFrom(string folder) => WithGateway(gateway => gateway.LoadPluginsFrom(Path.GetFullPath(folder)));

    /// <summary>Configures the gateway's builder.</summary>
    /// <param name="compose">Called with the gateway's builder.</param>
    public GatewayTestSetup WithGateway(Action<GatewayKitBuilder> compose)
    {
        Compositions.Add(compose);
        return this;
    }

    /// <summary>Adds the host's own endpoints or middleware, before the gateway is mapped.</summary>
    /// <param name="use">Called with the app.</param>
    public GatewayTestSetup WithApp(Action<WebApplication> use)
    {
        Middlewares.Add(use);
        return this;
    }

    /// <summary>Sets the gateway's configuration.</summary>
    /// <param name="yaml">The configuration in YAML. <c>{upstream}</c> is replaced by the upstream's address.</param>
    public GatewayTestSetup WithConfiguration(string yaml)
    {
        Configuration = yaml;
        return this;
    }

    /// <summary>Sets the upstream's request handler. Default: 200 with the text <c>upstream</c>.</summary>
    /// <param name="app">Handles a request.</param>
    public GatewayTestSetup WithUpstream(RequestDelegate app)
    {
        UpstreamApp = app;
        return this;
    }

    /// <summary>Sets the HTTP versions of the gateway and the upstream. Default: HTTP/1.1.
    /// Without TLS, HTTP/2 alone means prior knowledge.</summary>
    /// <param name="gateway">The gateway's versions.</param>
    /// <param name="upstream">The upstream's versions.</param>
    public GatewayTestSetup WithProtocols(HttpProtocols gateway, HttpProtocols upstream)
    {
        Protocols = gateway;
        UpstreamProtocols = upstream;
        return this;
    }

    /// <summary>Replaces the counters in memory, for example by a <see cref="LostCounterStore"/>.</summary>
    /// <param name="counters">The counter store.</param>
    public GatewayTestSetup WithCounters(ICounterStore counters) => WithGateway(gateway => gateway.Services.AddSingleton(counters));

    /// <summary>Sets the gateway's clock.</summary>
    /// <param name="time">The clock, such as a <c>FakeTimeProvider</c>.</param>
    public GatewayTestSetup WithTime(TimeProvider time)
    {
        Time = time;
        return this;
    }
}
