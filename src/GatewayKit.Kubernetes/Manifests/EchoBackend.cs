using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>
/// The pods of all Services in this process: they answer each request with its content as JSON. The address of a Service's port is a
/// prefix of the path.
/// </summary>
internal sealed class EchoBackend : IAsyncDisposable
{
    /// <summary>The header of answers with the Service and its port, such as <c>shop/orders:80</c>.</summary>
    public const string ServiceHeader = "GatewayKit-Service";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly WebApplication _app;

    private EchoBackend(WebApplication app, int port, int http2Port) => (_app, Port, Http2Port) = (app, port, http2Port);

    /// <summary>The port for HTTP/1.1.</summary>
    public int Port { get; }

    /// <summary>The port for HTTP/2 without TLS.</summary>
    public int Http2Port { get; }

    public static async Task<EchoBackend> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellation).ConfigureAwait(false);
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        int[] ports = [.. addresses.Select(address => new Uri(address).Port)];
        return new EchoBackend(app, ports[0], ports[1]);
    }

    /// <summary>Returns the address of a Service's port.</summary>
    public string AddressOf(Resources.ResourceName service, string port, bool isHttp2)
        => $"http://127.0.0.1:{(isHttp2 ? Http2Port : Port)}/{service.Namespace}/{service.Name}/{port}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);

        // The path as it was sent. A connection of a TCPRoute or a TLSRoute has no prefix.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var parts = target[0].Split('/', 5);
        var hasPrefix = parts.Length >= 4;
        var service = hasPrefix ? $"{parts[1]}/{parts[2]}" : "";
        var port = hasPrefix ? parts[3] : "";
        var path = !hasPrefix ? target[0] : parts.Length == 5 ? $"/{parts[4]}" : "/";
        var isGrpc = request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
        response.ContentType = isGrpc ? request.ContentType : "application/json";
        response.Headers[ServiceHeader] = $"{service}:{port}";
        await response.WriteAsync(
            JsonSerializer.Serialize(
                new
                {
                    service,
                    port,
                    method = request.Method,
                    path,
                    query = target.Length > 1 ? $"?{target[1]}" : "",
                    host = request.Host.Value,
                    protocol = request.Protocol,
                    headers = request.Headers.Where(header => header.Key != "Host")
                        .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
                        .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
                },
                s_json),
            http.RequestAborted).ConfigureAwait(false);
        if (isGrpc && response.SupportsTrailers())
            response.AppendTrailer("grpc-status", "0");
    }
}
