using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>The options of the server for the portal: those of the host's server, but without its addresses.</summary>
internal static class MemoryServerOptions
{
    /// <summary>The maximum number of connections.</summary>
    private const int MaxConnections = 64;

    public static KestrelServerOptions Of(KestrelServerOptions host)
    {
        var options = new KestrelServerOptions
        {
            AddServerHeader = host.AddServerHeader,
            AllowSynchronousIO = host.AllowSynchronousIO,
            AllowAlternateSchemes = host.AllowAlternateSchemes,
            AllowHostHeaderOverride = host.AllowHostHeaderOverride,
            DisableStringReuse = host.DisableStringReuse,
            RequestHeaderEncodingSelector = host.RequestHeaderEncodingSelector,
            ResponseHeaderEncodingSelector = host.ResponseHeaderEncodingSelector,
        };
        var (to, from) = (options.Limits, host.Limits);
        to.KeepAliveTimeout = from.KeepAliveTimeout;
        to.MaxConcurrentConnections = MaxConnections;
        to.MaxRequestBodySize = from.MaxRequestBodySize;
        to.MaxRequestBufferSize = from.MaxRequestBufferSize;
        to.MaxRequestHeaderCount = from.MaxRequestHeaderCount;
        to.MaxRequestHeadersTotalSize = from.MaxRequestHeadersTotalSize;
        to.MaxRequestLineSize = from.MaxRequestLineSize;
        to.MaxResponseBufferSize = from.MaxResponseBufferSize;
        to.MinRequestBodyDataRate = from.MinRequestBodyDataRate;
        to.MinResponseDataRate = from.MinResponseDataRate;
        to.RequestHeadersTimeout = from.RequestHeadersTimeout;
        options.Listen(new MemoryEndPoint(), listen => listen.Protocols = HttpProtocols.Http1);
        return options;
    }
}
