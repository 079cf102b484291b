using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GatewayKit.Edge;

/// <summary>The server's limit of bodies, for requests that no client sends.</summary>
internal sealed class ServerBodyLimit : IHttpMaxRequestBodySizeFeature
{
    private ServerBodyLimit(long? bytes) => MaxRequestBodySize = bytes;

    public bool IsReadOnly => true;

    public long? MaxRequestBodySize { get; set; }

    /// <summary>Returns the limit of the host's Kestrel.</summary>
    public static ServerBodyLimit Of(IServiceProvider services)
        => new(services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBodySize);
}
