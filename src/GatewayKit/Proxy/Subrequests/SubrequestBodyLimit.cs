using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>The maximum length of a subrequest's body, which routing sets to that of the route.</summary>
internal sealed class SubrequestBodyLimit(long? bytes) : IHttpMaxRequestBodySizeFeature
{
    public bool IsReadOnly => false;

    public long? MaxRequestBodySize { get; set; } = bytes;
}
