using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.TrafficSplit;

/// <summary>The part of a request that selects its cluster.</summary>
internal sealed class StickyKey
{
    public const string Pattern = "consumer|ip|(header|cookie):[-!#$%&'*+.^_`|~0-9A-Za-z]{1,256}";

    private readonly string _kind;
    private readonly string _name;

    public StickyKey(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        (_kind, _name) = colon < 0 ? (key, "") : (key[..colon], key[(colon + 1)..]);
    }

    /// <summary>Returns the hash of the request's value, or of its IP address if it has none.</summary>
    public ulong HashOf(GatewayContext context)
        => ValueOf(context) is { Length: > 0 } value ? StableHash.Of(value) : StableHash.Of(context.Http.Connection.RemoteIpAddress);

    private string? ValueOf(GatewayContext context) => _kind switch
    {
        "consumer" => context.Consumer?.Name,
        "header" => context.Http.Request.Headers[_name].ToString(),
        "cookie" => context.Http.Request.Cookies[_name],
        _ => null,
    };
}
