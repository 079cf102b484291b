using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GatewayKit.Benchmarks.Calls;

/// <summary>Makes calls to a proxy, and reads their whole responses.</summary>
internal sealed class CallClient(CallVariant variant, string proxy) : IDisposable
{
    private static readonly byte[] s_text = Encoding.ASCII.GetBytes(Convert.ToBase64String(OrderMessage.Frame));

    private readonly HttpClient _client = new() { BaseAddress = new Uri(proxy) };

    /// <returns>The bytes of the responses' bodies.</returns>
    /// <exception cref="InvalidDataException">The call has failed.</exception>
    public async Task<int> CallAsync()
    {
        if (variant.Kind != CallKind.Three)
            return await SendAsync(CreateRequest()).ConfigureAwait(false);

        var received = await Task.WhenAll(SendAsync(Get("/parts/a")), SendAsync(Get("/parts/b")), SendAsync(Get("/parts/c")))
            .ConfigureAwait(false);
        return received.Sum();
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private HttpRequestMessage CreateRequest() => variant.Kind switch
    {
        CallKind.Composed => Get("/composed"),
        CallKind.Json => Post(OrderMessage.Json, "application/json"),
        CallKind.Web => Post(OrderMessage.Frame, "application/grpc-web"),
        CallKind.WebText => Post(s_text, "application/grpc-web-text"),
        _ => Post(OrderMessage.Frame, "application/grpc"),
    };

    private static HttpRequestMessage Post(byte[] body, string type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, OrderMessage.Path)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        return request;
    }

    private async Task<int> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Version = variant.Kind == CallKind.Grpc ? HttpVersion.Version20 : HttpVersion.Version11;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            using var response = await _client.SendAsync(request).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return response.IsSuccessStatusCode && body.Length > 0 ? body.Length : throw new InvalidDataException(
                $"'{variant.Name}' got {(int)response.StatusCode}: {Encoding.UTF8.GetString(body)} {response.Headers}");
        }
    }
}
