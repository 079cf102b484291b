using System.Net;
using System.Text;
using GatewayKit.Plugins.GrpcJson;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Grpc.Tests.Json;

/// <summary>A gateway before a gRPC server, and before an upstream that the test controls. The host chooses the route.</summary>
public sealed class JsonGateway : IAsyncLifetime, IDisposable
{
    private const string Capture = "{{ capture.rest }}";

    private readonly string _file = Descriptors.Write(Descriptors.OfLibrary());
    private readonly WebApplication _library;

    public JsonGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Calls).AddGrpcReflection().AddGrpc();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _library = builder.Build();
        _library.MapGrpcService<LibraryService>();
        _library.MapGrpcReflectionService();
    }

    internal CallLog Calls { get; } = new();

    internal RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    internal GatewayTestHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _library.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<GrpcJsonPlugin>()
            .WithPlugin<RequestTransformPlugin>()
            .WithProtocols(HttpProtocols.Http1, HttpProtocols.Http2)
            .WithUpstream(http => Answer(http))
            .WithConfiguration($$"""
                routes:
                  library:
                    clusterId: library
                    match: { path: "/{**rest}", hosts: [library] }
                    paths: { encodedSlash: keep }
                    plugins: [ { name: grpc-json, options: { descriptors: '{{_file}}', openapiPath: /v1/openapi.json } } ]
                  reflected:
                    clusterId: library
                    match: { path: "/{**rest}", hosts: [reflected] }
                    plugins: [ { name: grpc-json, options: { reflection: true, services: [library.v1.Library] } } ]
                  other:
                    clusterId: library
                    match: { path: "/{**rest}", hosts: [other] }
                    plugins:
                      - name: grpc-json
                        options:
                          descriptors: '{{_file}}'
                          mapUnannotated: true
                          unknownFields: ignore
                          names: proto
                          enums: numbers
                          writeDefaults: true
                          deadline: 1h
                          maxDepth: 5
                          maxBodySize: 1KB
                  prefixed:
                    clusterId: library
                    match: { path: "/library/{**rest}", hosts: [prefixed] }
                    plugins:
                      - { name: request-transform, options: { path: { match: "/library/(?<rest>.*)", to: "/{{Capture}}" } } }
                      - { name: grpc-json, options: { descriptors: '{{_file}}' } }
                  raw:
                    clusterId: raw
                    match: { path: "/{**rest}", hosts: [raw] }
                    plugins:
                      - name: grpc-json
                        options: { descriptors: '{{_file}}', ignoredParameters: [key], maxBodySize: 2KB, deadline: 1h }
                clusters:
                  library:
                    httpRequest: { version: "2", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "{{_library.Urls.Single()}}" } }
                  raw:
                    httpRequest: { version: "2", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "{upstream}" } }
                """)).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public void Dispose() => File.Delete(_file);

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await _library.DisposeAsync();
    }

    internal Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body = null, string host = "library", string type = "application/json",
        params (string Name, string Value)[] headers)
        => SendAsync(
            method, path,
            body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new(type) } },
            host, headers);

    internal Task<HttpResponseMessage> SendAsync(
        string method, string path, HttpContent? content, string host = "library", params (string Name, string Value)[] headers)
    {
        Host.Upstream.Forget();
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Host = host;
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                content!.Headers.TryAddWithoutValidation(name, value);
        }

        return Host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Sends a request, and returns its status and body.</summary>
    internal async Task<(int Status, string Body)> CallAsync(
        string method, string path, string? body = null, string host = "library", string type = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, path, body, host, type, headers);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(60)));
    }
}
