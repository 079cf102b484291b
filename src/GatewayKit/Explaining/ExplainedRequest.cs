using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Explaining;

/// <summary>Creates the request that a client would send.</summary>
internal static class ExplainedRequest
{
    public static DefaultHttpContext Create(
        IServiceProvider services, string method, Uri url, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        var request = http.Request;
        request.Method = method.ToUpperInvariant();
        request.Protocol = HttpProtocol.Http11;
        request.Scheme = url.Scheme;
        request.Host = new HostString(url.Authority);
        request.Path = PathString.FromUriComponent(url);
        request.QueryString = QueryString.FromUriComponent(url);
        foreach (var (name, value) in headers)
        {
            if (name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                request.Headers.Host = value;
            else
                request.Headers.Append(name, value);
        }

        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = TargetOf(url);
        http.Features.Set<IHttpMaxRequestBodySizeFeature>(ServerBodyLimit.Of(services));
        return http;
    }

    /// <summary>Returns the target as written: <see cref="Uri"/> would normalize the path, but the edge checks its spelling.</summary>
    private static string TargetOf(Uri url)
    {
        var text = url.OriginalString;
        var path = text.IndexOf('/', text.IndexOf("://", StringComparison.Ordinal) + 3);
        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        return path < 0 ? "/" : fragment < 0 ? text[path..] : text[path..fragment];
    }
}
