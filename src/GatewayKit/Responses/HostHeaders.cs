using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Responses;

/// <summary>
/// The response headers that exist before any response: those of the host's middleware, and those that plugins set
/// for the request. They belong to every response. A response without headers costs no allocation.
/// </summary>
internal readonly struct HostHeaders
{
    private readonly KeyValuePair<string, StringValues>[]? _headers;

    private HostHeaders(KeyValuePair<string, StringValues>[] headers) => _headers = headers;

    /// <summary>Copies the headers of a response.</summary>
    public static HostHeaders Of(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (headers.Count == 0)
            return default;

        var copy = new KeyValuePair<string, StringValues>[headers.Count];
        headers.CopyTo(copy, 0);
        return new HostHeaders(copy);
    }

    /// <summary>Removes later changes from a response, such as an upstream's status and headers.</summary>
    public void Restore(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
        var headers = http.Response.Headers;
        if (headers.Count > 0)
            headers.Clear();
        foreach (var (name, value) in _headers ?? [])
            headers[name] = value;
    }
}
