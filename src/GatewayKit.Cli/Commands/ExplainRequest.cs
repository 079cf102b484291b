namespace GatewayKit.Cli.Commands;

/// <summary>The request that the command line describes.</summary>
internal sealed record ExplainRequest(string Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    private const string DefaultOrigin = "http://localhost";

    /// <param name="method">The method.</param>
    /// <param name="url">The URL or path.</param>
    /// <param name="headers">The lines of headers.</param>
    /// <param name="streams">Further schemes, of connections that aren't those of HTTP routes. Their URLs need a port.</param>
    /// <exception cref="ToolException">A client couldn't send a part of the request.</exception>
    public static ExplainRequest Parse(string method, string url, IEnumerable<string> headers, params string[] streams)
    {
        if (!HttpSyntax.IsToken(method))
            throw new ToolException($"'{method}' isn't a valid method; it must be a method such as GET.");

        var fields = headers.Select(ParseHeader).ToLookup(h => h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase));
        return new ExplainRequest(
            method.ToUpperInvariant(), ParseUrl(url, fields[true].LastOrDefault().Value, streams), [.. fields[false]]);
    }

    public static KeyValuePair<string, string> ParseHeader(string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !HttpSyntax.IsToken(header.AsSpan(0, colon)) || header.AsSpan(colon).ContainsAny('\r', '\n', '\0'))
            throw new ToolException("-H: a header must be written \"Name: value\", on one line.");

        return KeyValuePair.Create(header[..colon], header[(colon + 1)..].Trim());
    }

    /// <param name="text">The URL or path.</param>
    /// <param name="host">The Host header, which has precedence at a server (RFC 9112, section 3.2); null if there is none.</param>
    /// <param name="streams">The further schemes.</param>
    private static Uri ParseUrl(string text, string? host, string[] streams)
    {
        var absolute = text.StartsWith('/') ? DefaultOrigin + text : text;
        if (!Uri.TryCreate(absolute, UriKind.Absolute, out var url) || !(url.Scheme is "http" or "https" || streams.Contains(url.Scheme)))
        {
            throw new ToolException(
                $"'{text}' isn't a valid URL; it must be a path such as /orders/7, or start with "
                    + $"{string.Join("://, ", streams.Prepend("http"))}:// or https://.");
        }

        if (url.Port <= 0 || url.Host.Length == 0)
        {
            throw new ToolException(
                $"'{text}' isn't a valid URL; it must have a host and a port, such as {url.Scheme}://db.example.com:5432/.");
        }

        if (host is null)
            return url;

        // The path isn't normalized: the gateway checks its spelling.
        var path = absolute.IndexOf('/', absolute.IndexOf("://", StringComparison.Ordinal) + 3);
        return Uri.TryCreate($"{url.Scheme}://{host}{(path < 0 ? "/" : absolute[path..])}", UriKind.Absolute, out var addressed)
            ? addressed
            : throw new ToolException($"-H: '{host}' isn't a valid host.");
    }
}
