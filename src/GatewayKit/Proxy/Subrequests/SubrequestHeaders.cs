using System.Net.Http;
using System.Net.Http.Headers;
using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>Translates headers between the messages of the HTTP client and those of the server.</summary>
internal static class SubrequestHeaders
{
    /// <summary>Copies the headers of a request, except those of the connection, and those with which only a proxy may describe the
    /// client: the address of the client can be that of a trusted proxy.</summary>
    public static HeaderDictionary Of(HttpRequestMessage request)
    {
        var headers = new HeaderDictionary();
        Add(headers, request.Headers);
        if (request.Content is { } content)
        {
            Add(headers, content.Headers);
            headers.ContentLength = content.Headers.ContentLength;
        }

        return headers;
    }

    /// <summary>Copies the headers of a response, except those of the connection.</summary>
    public static void Copy(IHeaderDictionary headers, HttpResponseMessage response)
    {
        foreach (var (name, values) in headers)
        {
            if (!IsOfConnection(name) && !response.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                response.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
    }

    /// <summary>Returns whether a plugin can copy a header from one request to another: not those of the body, and none that the edge
    /// has a rule for.</summary>
    public static bool CanBeCopied(string name)
        => HeaderRules.Of(name) == HeaderRule.Pass && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private static void Add(HeaderDictionary target, HttpHeaders source)
    {
        foreach (var (name, values) in source.NonValidated)
        {
            if (HeaderRules.Of(name) is HeaderRule.Pass or HeaderRule.Invalid or HeaderRule.Host or HeaderRule.Te)
                target.Append(name, ValuesOf(name, values));
        }
    }

    private static StringValues ValuesOf(string name, HeaderStringValues values)
    {
        if (values.Count == 1)
            return values.ToString();

        // The client's collection divides the value at its spaces.
        if (name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase))
            return values.ToString();

        // RFC 9113, section 8.2.3.
        return name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? string.Join("; ", values) : values.ToArray();
    }

    private static bool IsOfConnection(string name) => name.Length switch
    {
        7 => name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase),
        10 => name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Keep-Alive", StringComparison.OrdinalIgnoreCase),
        16 => name.Equals("Proxy-Connection", StringComparison.OrdinalIgnoreCase),
        17 => name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
