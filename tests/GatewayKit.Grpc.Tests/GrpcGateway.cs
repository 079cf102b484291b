using System.Net;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Testing;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Grpc.Tests;

/// <summary>A gateway over HTTP/2 between a gRPC client and a gRPC server. The first segment of the path chooses the route.</summary>
internal sealed class GrpcGateway : IAsyncDisposable
{
    private readonly WebApplication _upstream;
    private readonly GatewayTestHost _gateway;

    private GrpcGateway(WebApplication upstream, GatewayTestHost gateway, CallLog calls, FakeTimeProvider time)
        => (_upstream, _gateway, Calls, Time) = (upstream, gateway, calls, time);

    public CallLog Calls { get; }

    public FakeTimeProvider Time { get; }

    public Uri Address => _gateway.Address;

    public static async Task<GrpcGateway> StartAsync(string more = "")
    {
        var calls = new CallLog();
        var time = new FakeTimeProvider();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(calls).AddGrpc();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var upstream = builder.Build();
        upstream.MapGrpcService<GreeterService>();
        await upstream.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<KeyAuthPlugin>().WithPlugin<RateLimitPlugin>().WithPlugin<CorrelationIdPlugin>()
            .WithTime(time)
            .WithProtocols(HttpProtocols.Http2, HttpProtocols.Http1)
            .WithConfiguration($$"""
                routes:
                  open: { clusterId: greeter, match: { path: "/open/{**rest}" }, transforms: [ { pathRemovePrefix: /open } ] }
                  traced:
                    clusterId: greeter
                    match: { path: "/traced/{**rest}" }
                    transforms: [ { pathRemovePrefix: /traced } ]
                    plugins: [ { name: correlation-id } ]
                  keyed: { clusterId: greeter, match: { path: "/keyed/{**rest}" }, plugins: [ { name: key-auth } ] }
                  limited:
                    clusterId: greeter
                    match: { path: "/limited/{**rest}" }
                    transforms: [ { pathRemovePrefix: /limited } ]
                    plugins: [ { name: rate-limit, options: { limit: 1, window: 1h, by: ip } } ]
                  dead: { clusterId: dead, match: { path: "/dead/{**rest}" } }
                clusters:
                  greeter:
                    httpRequest: { version: "2", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "{{upstream.Urls.Single()}}" } }
                  dead:
                    httpRequest: { version: "2", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "http://127.0.0.1:1" } }
                {{more}}
                """)).WaitAsync(TimeSpan.FromSeconds(60));
        return new GrpcGateway(upstream, gateway, calls, time);
    }

    public GrpcChannel Connect(string route) => GrpcChannel.ForAddress(Address, new GrpcChannelOptions
    {
        HttpHandler = new PrefixHandler(route, new SocketsHttpHandler()),
        DisposeHttpClient = true,
    });

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }
}
