using GatewayKit.Pipeline;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Background;

/// <summary>Copies a request, because the server reuses its objects when the client has its response.</summary>
internal static class BackgroundRequest
{
    /// <summary>Returns whether a request can be sent without its client: it has no body, isn't a tunnel, and has no client certificate,
    /// which ends with its connection.</summary>
    public static bool CanCopy(HttpContext http)
        => http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            && http.Request.Headers.Upgrade.Count == 0
            && http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect != true
            && http.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is null;

    /// <summary>Copies a request. The response is discarded.</summary>
    /// <param name="http">The request.</param>
    /// <param name="cancellation">The timeout, which aborts the copy.</param>
    public static DefaultHttpContext Copy(HttpContext http, CancellationToken cancellation)
    {
        var request = http.Features.GetRequiredFeature<IHttpRequestFeature>();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = request.Method,
            Scheme = request.Scheme,
            PathBase = request.PathBase,
            Path = request.Path,
            QueryString = request.QueryString,
            RawTarget = request.RawTarget,
            Protocol = request.Protocol,
            Headers = Copy(request.Headers),
        });
        features.Set<IHttpRequestBodyDetectionFeature>(new NoBody());
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = cancellation });

        // On a route with a timeout, YARP doesn't forward a request without it.
        features.Set<IHttpRequestTimeoutFeature>(new Bound(cancellation));
        features.Set<IHttpRequestIdentifierFeature>(new HttpRequestIdentifierFeature { TraceIdentifier = http.TraceIdentifier });
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature
        {
            ConnectionId = http.Connection.Id,
            RemoteIpAddress = http.Connection.RemoteIpAddress,
            RemotePort = http.Connection.RemotePort,
            LocalIpAddress = http.Connection.LocalIpAddress,
            LocalPort = http.Connection.LocalPort,
        });
        var response = new BackgroundResponse();
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new BackgroundResponseBody(response));
        features.Set(http.Features.Get<RouteTableVersion>());
        features.Set(http.Features.Get<SubrequestLineage>());
        var copy = new DefaultHttpContext(features) { User = http.User };
        copy.SetEndpoint(http.GetEndpoint());
        copy.Request.RouteValues = new RouteValueDictionary(http.Request.RouteValues);
        foreach (var (key, value) in http.Items)
            copy.Items[key] = value;
        return copy;
    }

    private static HeaderDictionary Copy(IHeaderDictionary headers)
    {
        var copy = new HeaderDictionary(headers.Count);
        foreach (var (name, values) in headers)
            copy[name] = values;
        return copy;
    }

    private sealed class Bound(CancellationToken token) : IHttpRequestTimeoutFeature
    {
        public CancellationToken RequestTimeoutToken => token;

        /// <summary>Has no effect: each exchange in the background is bounded.</summary>
        public void DisableTimeout()
        {
        }
    }

    private sealed class NoBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => false;
    }
}
