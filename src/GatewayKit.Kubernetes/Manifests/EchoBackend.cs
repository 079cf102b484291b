using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GatewayKit.Kubernetes.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The pods of all Services in this process: they answer each request with its content as JSON.</summary>
internal sealed class EchoBackend : IAsyncDisposable
{
    /// <summary>The header of answers with the Service and its port, such as <c>shop/orders:80</c>.</summary>
    public const string ServiceHeader = "GatewayKit-Service";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly WebApplication _app;
    private readonly PodSockets _sockets;
    private readonly X509Certificate2 _certificate;

    private EchoBackend(WebApplication app, PodSockets sockets, X509Certificate2 certificate)
        => (_app, _sockets, _certificate) = (app, sockets, certificate);

    public static async Task<EchoBackend> StartAsync(TimeProvider time, CancellationToken cancellation)
    {
        var transport = new PodTransport();
        var certificate = CreateCertificate(time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IConnectionListenerFactory>(transport);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(new PodEndPoint(PodKind.Http1), listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(new PodEndPoint(PodKind.Http2), listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(new PodEndPoint(PodKind.Stream), listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(new PodEndPoint(PodKind.Tls), listen => listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => new(new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate,
                    ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                }),
            }));
        });
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellation).ConfigureAwait(false);
        return new EchoBackend(app, new PodSockets(transport), certificate);
    }

    /// <summary>Returns the address of a Service's port.</summary>
    /// <exception cref="InvalidOperationException">The system has no more sockets.</exception>
    public string AddressOf(ResourceName service, string port, PodKind kind)
    {
        try
        {
            return $"http://127.0.0.1:{_sockets.Open(new PodPort(service, port, kind))}";
        }
        catch (System.Net.Sockets.SocketException error)
        {
            throw new InvalidOperationException(
                $"No socket can be opened for the pod of the Service {service}, port {port}: {error.Message}.", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _sockets.Dispose();
        await _app.DisposeAsync().ConfigureAwait(false);
        _certificate.Dispose();
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        var pod = http.Features.GetRequiredFeature<PodPort>();

        // The path as it was sent.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var isGrpc = request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
        response.ContentType = isGrpc ? request.ContentType : "application/json";
        response.Headers[ServiceHeader] = $"{pod.Service}:{pod.Port}";
        await response.WriteAsync(
            JsonSerializer.Serialize(
                new
                {
                    service = pod.Service.ToString(),
                    port = pod.Port,
                    serverName = http.Features.Get<ITlsHandshakeFeature>()?.HostName,
                    method = request.Method,
                    path = target[0],
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

    /// <summary>Creates the certificate of pods that end TLS.</summary>
    private static X509Certificate2 CreateCertificate(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pod", key, HashAlgorithmName.SHA256);
        var now = time.GetUtcNow();
        using var created = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return X509CertificateLoader.LoadPkcs12(created.Export(X509ContentType.Pfx), null);
    }
}
