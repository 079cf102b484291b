using System.Net.Http.Headers;
using GatewayKit.Plugins.Cache.Directives;
using GatewayKit.Plugins.Cache.Filling;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Store;

namespace GatewayKit.Plugins.Cache;

/// <summary>The state of an exchange that is forwarded.</summary>
internal sealed class CacheExchange
{
    /// <summary>The key; null if the request concerns nothing in the cache.</summary>
    public string? Key { get; init; }

    public ResponseIdentity Identity { get; init; }

    public RequestDirectives Directives { get; init; }

    /// <summary>The number of removals of the key when the request began.</summary>
    public long Removals { get; init; }

    /// <summary>The timestamp when the request began.</summary>
    public long RequestedAt { get; init; }

    /// <summary>The name of the consumer when the request passed the cache.</summary>
    public string? Consumer { get; init; }

    /// <summary>Whether the request has credentials, whether the gateway or the upstream verifies them.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>Whether the response to a successful request changes the resource.</summary>
    public bool IsUnsafe { get; init; }

    /// <summary>Whether the response may be stored.</summary>
    public bool MayStore { get; init; }

    /// <summary>The response headers that the host or plugins have set before there was a response.</summary>
    public string[] PresetHeaders { get; init; } = [];

    /// <summary>The value of <c>Cache-Status</c> without the outcome.</summary>
    public required string Status { get; set; }

    /// <summary>The stored response that can't be used without asking the upstream.</summary>
    public StoredResponse? Stored { get; set; }

    /// <summary>Whether the upstream is asked to validate the stored response.</summary>
    public bool Validates { get; set; }

    /// <summary>The fill that other requests wait for.</summary>
    public Fill? Fill { get; set; }

    /// <summary>The headers that the upstream has received.</summary>
    public HttpRequestHeaders? UpstreamHeaders { get; set; }

    public bool IsPreset(string name) => PresetHeaders.Length > 0 && PresetHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);
}
