using System.Globalization;

namespace GatewayKit.Planning.Traffic;

/// <summary>The parts of an entry in a HAR file that describe the request.</summary>
internal sealed class HarEntry
{
    private const int MostHeaders = 1000;

    private readonly List<KeyValuePair<string, string>> _headers = [];
    private long? _length;

    public string? Method { get; set; }

    public string? Url { get; set; }

    public int Status { get; set; }

    /// <summary>Adds a header. Those of the connection have no effect on the decision: a recording has them in the form of its own
    /// protocol.</summary>
    public void AddHeader(string? name, string? value)
    {
        if (name is null || value is null || _headers.Count >= MostHeaders || !HttpSyntax.IsToken(name))
            return;

        switch (name.ToLowerInvariant())
        {
            case "host" or "connection" or "upgrade" or "http2-settings" or "te" or "transfer-encoding" or "keep-alive"
                or "proxy-connection" or "sec-websocket-key" or "sec-websocket-version" or "sec-websocket-extensions":
                break;
            case "content-length":
                if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                    _length = length;
                break;
            default:
                _headers.Add(new(name, value));
                break;
        }
    }

    /// <returns>The request; null if the entry doesn't have one.</returns>
    public TrafficRequest? ToRequest(TrafficOptions options)
        => Method is { Length: > 0 } && HttpSyntax.IsToken(Method) && Url is not null
            && UrlParts.TryDivide(HttpUrlOf(Url), out var scheme, out var host, out var target)
            ? new TrafficRequest
            {
                Method = Method,
                Target = target,
                Host = host.Length == 0 ? options.Host : host,
                Scheme = scheme,
                Headers = _headers,
                HasAllHeaders = true,
                Status = Status is >= 100 and <= 999 ? Status : null,
                Length = _length,
            }
            : null;

    /// <summary>Returns the URL of the request with which a WebSocket begins.</summary>
    private static string HttpUrlOf(string url)
        => url.StartsWith("wss://", StringComparison.OrdinalIgnoreCase) ? $"https{url[3..]}"
            : url.StartsWith("ws://", StringComparison.OrdinalIgnoreCase) ? $"http{url[2..]}"
            : url;
}
