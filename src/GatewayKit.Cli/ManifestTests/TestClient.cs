using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using GatewayKit.Kubernetes.Manifests;

namespace GatewayKit.Cli.ManifestTests;

/// <summary>Sends requests to the listeners of manifests.</summary>
/// <param name="listeners">The listeners.</param>
internal sealed class TestClient(IReadOnlyList<ManifestListener> listeners)
{
    private const string RouteHeader = "GatewayKit-Route";
    private const string ServiceHeader = "GatewayKit-Service";
    private const int LargestBody = 4 * 1024 * 1024;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <exception cref="ToolException">No listener, or more than one, can get the request, or there is no response.</exception>
    [SuppressMessage("Security", "CA5359:Do Not Disable Certificate Validation",
        Justification = "The server is this process, and its certificates can be the self-signed ones of missing Secrets.")]
    public async Task<TestAnswer> SendAsync(TestRequest request)
    {
        var endPoint = ListenerChoice.Find(listeners, request);
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = (_, cancellation) => ConnectAsync(endPoint, request.Url, cancellation),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using var client = new HttpClient(handler) { Timeout = s_limit, MaxResponseContentBufferSize = LargestBody };
        try
        {
            using var message = MessageOf(request);
            using var response = await client.SendAsync(message).ConfigureAwait(false);
            return await ReadAsync(response).ConfigureAwait(false);
        }
        catch (HttpRequestException) when (request.IsStream)
        {
            return new TestAnswer(0, new Dictionary<string, string>(), "", null, null);
        }
        catch (HttpRequestException error)
        {
            throw new ToolException($"{request}: {error.Message}", error);
        }
        catch (TaskCanceledException error)
        {
            throw new ToolException($"{request}: no response within {s_limit.TotalSeconds:0} s.", error);
        }
    }

    [SuppressMessage("Security", "CA5359:Do Not Disable Certificate Validation",
        Justification = "The server is this process, and its certificates can be self-signed.")]
    private static async ValueTask<Stream> ConnectAsync(IPEndPoint endPoint, Uri url, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellation).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            if (url.Scheme != "tls")
                return stream;

            var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = url.Host, RemoteCertificateValidationCallback = (_, _, _, _) => true },
                cancellation).ConfigureAwait(false);
            return tls;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static HttpRequestMessage MessageOf(TestRequest request)
    {
        var url = request.IsStream ? new UriBuilder(request.Url) { Scheme = Uri.UriSchemeHttp }.Uri : request.Url;
        var message = new HttpRequestMessage(new HttpMethod(request.Method), url);
        if (request.Body is { } body)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                (message.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        }

        if (message.Content?.Headers.ContentType?.MediaType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true)
            (message.Version, message.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        return message;
    }

    private static async Task<TestAnswer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                header => header.Key, header => string.Join(", ", header.SelectMany(values => values.Value)),
                StringComparer.OrdinalIgnoreCase);
        headers.Remove(RouteHeader, out var route);
        headers.Remove(ServiceHeader, out var service);
        var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
        return new TestAnswer((int)response.StatusCode, headers, body, route, service);
    }
}
