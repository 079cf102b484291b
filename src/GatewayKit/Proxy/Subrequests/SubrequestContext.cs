using System.Net.Http;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>Creates the request of a subrequest as the server creates that of a client. All values are copied: the server uses the objects
/// of the parent again, possibly before an aborted subrequest has ended.</summary>
internal static class SubrequestContext
{
    /// <param name="parent">The parent.</param>
    /// <param name="request">The request.</param>
    /// <param name="target">The target.</param>
    /// <param name="headers">The headers.</param>
    public static FeatureCollection Create(
        HttpContext parent, HttpRequestMessage request, in SubrequestTarget target, IHeaderDictionary headers)
    {
        if (headers.Host.Count == 0)
            headers.Host = target.Host ?? parent.Request.Host.ToUriComponent();

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = request.Method.Method,
            Scheme = parent.Request.Scheme,
            Path = target.Path!,
            QueryString = target.Query,
            RawTarget = target.Raw,
            Protocol = request.Version.Major == 2 ? HttpProtocol.Http2 : HttpProtocol.Http11,
            Headers = headers,
        });
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature
        {
            ConnectionId = parent.Connection.Id,
            RemoteIpAddress = parent.Connection.RemoteIpAddress,
            RemotePort = parent.Connection.RemotePort,
            LocalIpAddress = parent.Connection.LocalIpAddress,
            LocalPort = parent.Connection.LocalPort,
        });
        if (parent.Connection.ClientCertificate is { } certificate)
            features.Set<ITlsConnectionFeature>(new TlsConnectionFeature { ClientCertificate = certificate });
        features.Set(parent.Features.Get<IListenerFeature>());
        if (parent.Items.ContainsKey(GatewayContext.CopyItem))
            features.Set<IItemsFeature>(new ItemsFeature { Items = { [GatewayContext.CopyItem] = true } });
        return features;
    }
}
