using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Responses;

/// <summary>
/// The response headers that were there before any response came: those of the host's middleware, and those that plugins set
/// on the way down. They belong to every answer. A response without headers costs no allocation.
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

    /// <summary>Removes from a response whatever came later, such as an upstream's status and headers.</summary>
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
