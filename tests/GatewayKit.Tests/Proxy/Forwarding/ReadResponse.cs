using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Text;
using GatewayKit.Proxy.Forwarding;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>The view that a reader has of the bytes of a response to GET.</summary>
/// <param name="IsAccepted">Whether it is a complete response.</param>
/// <param name="Text">The response as text, or the kind of error.</param>
internal sealed record ReadResponse(bool IsAccepted, string Text)
{
    private static readonly PoolSettings s_settings = new()
    {
        MaxConnections = 1,
        IdleTimeout = TimeSpan.FromMinutes(1),
        ConnectTimeout = TimeSpan.FromMinutes(1),
        Tls = new SslClientAuthenticationOptions(),
    };

    private static readonly ConnectionPool s_pool = new(
        UpstreamOrigin.Of(new Uri("http://upstream"))!, s_settings, null!, new PoolSweeper(TimeProvider.System));

    /// <summary>Reads with the gateway's own connection.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="cuts">Where they are split.</param>
    public static async Task<ReadResponse> WithConnectionAsync(byte[] bytes, IReadOnlyList<int> cuts)
    {
        using var connection = new UpstreamConnection(new SplitStream(bytes, cuts), s_pool);
        try
        {
            var text = new StringBuilder();
            var head = connection.Head;
            for (var interim = 0; ; interim++)
            {
                head.Begin();
                int length;
                while (!head.TryParse(connection.Received, out length))
                {
                    if (await connection.ReceiveAsync(isProgress: true) == 0)
                        return new ReadResponse(false, "cut");
                }

                if (head.Status == 101 || head.Status > 599 || interim > 100)
                    return new ReadResponse(false, "invalid");
                if (head.Status >= 200)
                {
                    AppendHead(text, head, connection.Received);
                    connection.Use(length);
                    break;
                }

                connection.Use(length);
            }

            var body = new UpstreamBody(connection, hasNone: head.Status is 204 or 304);
            var buffer = new byte[1000];
            for (int count; (count = await body.ReadAsync(buffer)) > 0;)
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            foreach (var (name, value) in body.Trailers)
                text.Append('\n').Append(name.ToUpperInvariant()).Append(": ").Append(value);
            return new ReadResponse(true, text.ToString());
        }
        catch (InvalidResponseException)
        {
            return new ReadResponse(false, "invalid");
        }
        catch (IOException)
        {
            return new ReadResponse(false, "cut");
        }
    }

    /// <summary>Reads with the HTTP client of .NET.</summary>
    public static async Task<ReadResponse> WithClientAsync(byte[] bytes)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ConnectCallback = (_, _) => new(new SplitStream(bytes, [])),
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://upstream/");
        try
        {
            using var response = await client.SendAsync(request, CancellationToken.None);
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} HTTP/{response.Version} {response.ReasonPhrase}\n");
            foreach (var line in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .SelectMany(field => field.Value.Select(value => Line(field.Key, value)))
                .Order(StringComparer.Ordinal))
                text.Append(line);
            text.Append(Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync()));
            foreach (var (name, values) in response.TrailingHeaders.NonValidated)
            {
                // The client keeps it.
                foreach (var value in name.Equals("Connection", StringComparison.OrdinalIgnoreCase) ? [] : values.ToArray())
                    text.Append('\n').Append(name.ToUpperInvariant()).Append(": ").Append(value);
            }

            return new ReadResponse(true, text.ToString());
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new ReadResponse(false, error.Message);
        }
    }

    private static void AppendHead(StringBuilder text, ResponseHeadParser head, Span<byte> bytes)
    {
        var reason = Encoding.Latin1.GetString(bytes[head.Reason]);
        text.Append(CultureInfo.InvariantCulture, $"{head.Status} HTTP/1.{(head.IsHttp11 ? 1 : 0)} {reason}\n");
        var lines = new List<string>();
        foreach (var header in head.Headers)
            lines.Add(Line(Encoding.Latin1.GetString(bytes[header.NameRange]), Encoding.Latin1.GetString(bytes[header.ValueRange])));
        foreach (var line in lines.Order(StringComparer.Ordinal))
            text.Append(line);
    }

    // The client has already parsed some headers. A reader may replace NUL, CR and LF by spaces (RFC 9110, section 5.5).
    private static string Line(string name, string value)
        => name.ToUpperInvariant() is "CONNECTION" or "CONTENT-LENGTH" or "TRANSFER-ENCODING"
            ? ""
            : $"{name.ToUpperInvariant()}: {value.Replace('\0', ' ').Replace('\r', ' ').Replace('\n', ' ').Trim(' ', '\t')}\n";
}
