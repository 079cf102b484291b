using System.Net;
using System.Net.Http.Headers;
using GatewayKit.Plugins.Cors;
using GatewayKit.Plugins.GrpcWeb;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Testing;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Grpc.Tests.Web;

/// <summary>Gateways over HTTP/1.1 and HTTP/2 before a gRPC server, and before an upstream that the test controls.</summary>
public sealed class WebGateway : IAsyncLifetime, IDisposable
{
    private readonly WebApplication _greeter;
    private readonly HttpClient _client = new();
    private GatewayTestHost _http1 = null!;
    private GatewayTestHost _http2 = null!;

    public WebGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Calls).AddGrpc();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _greeter = builder.Build();
        _greeter.MapGrpcService<GreeterService>();
    }

    internal CallLog Calls { get; } = new();

    /// <summary>The answer of the upstream that isn't a gRPC server.</summary>
    internal RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>The last request to it.</summary>
    internal RecordedRequest Received => _http1.Upstream.Request;

    public async Task InitializeAsync()
    {
        await _greeter.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        _http1 = await StartAsync(HttpProtocols.Http1);
        _http2 = await StartAsync(HttpProtocols.Http2);
    }

    public void Dispose() => _client.Dispose();

    public async Task DisposeAsync()
    {
        await _http1.DisposeAsync();
        await _http2.DisposeAsync();
        await _greeter.DisposeAsync();
    }

    internal GrpcChannel Connect(string route, int version, GrpcWebMode mode)
        => GrpcChannel.ForAddress(HostOf(version).Address, new GrpcChannelOptions
        {
            HttpHandler = new PrefixHandler(route, new GrpcWebHandler(mode, new SocketsHttpHandler())),
            HttpVersion = new Version(version, version == 1 ? 1 : 0),
            HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            DisposeHttpClient = true,
        });

    /// <summary>Sends a request and reads its whole response.</summary>
    internal async Task<HttpResponseMessage> PostAsync(
        string path, byte[] body, string type, int version = 1, params (string Name, string Value)[] headers)
    {
        _http1.Upstream.Forget();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(HostOf(version).Address, path))
        {
            Version = new Version(version, version == 1 ? 1 : 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } },
        };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
    }

    private GatewayTestHost HostOf(int version) => version == 1 ? _http1 : _http2;

    private Task<GatewayTestHost> StartAsync(HttpProtocols protocol)
        => GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<CorsPlugin>().WithPlugin<GrpcWebPlugin>().WithPlugin<KeyAuthPlugin>().WithPlugin<RateLimitPlugin>()
            .WithProtocols(protocol, HttpProtocols.Http2)
            .WithUpstream(http => Answer(http))
            .WithConfiguration($$"""
                plugins:
                  - { name: cors, options: { origins: ["https://app.example.com"], exposedHeaders: [grpc-status, grpc-message] } }
                  - { name: grpc-web }
                routes:
                  open: { clusterId: greeter, match: { path: "/open/{**rest}" }, transforms: [ { pathRemovePrefix: /open } ] }
                  keyed: { clusterId: greeter, match: { path: "/keyed/{**rest}" }, plugins: [ { name: key-auth } ] }
                  limited:
                    clusterId: greeter
                    match: { path: "/limited/{**rest}" }
                    transforms: [ { pathRemovePrefix: /limited } ]
                    plugins: [ { name: rate-limit, options: { limit: 1, window: 1h, by: ip } } ]
                  dead: { clusterId: dead, match: { path: "/dead/{**rest}" } }
                  raw: { clusterId: raw, match: { path: "/raw/{**rest}" } }
                clusters:
                  greeter:
                    httpRequest: { version: "2", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "{{_greeter.Urls.Single()}}" } }
                  raw:
                    httpRequest: { version: "2", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "{upstream}" } }
                  dead:
                    httpRequest: { version: "2", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "http://127.0.0.1:1" } }
                """)).WaitAsync(TimeSpan.FromSeconds(60));
}
