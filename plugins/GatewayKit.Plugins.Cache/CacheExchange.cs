using System.Net.Http.Headers;
using GatewayKit.Plugins.Cache.Directives;
using GatewayKit.Plugins.Cache.Filling;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Purging;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache;

/// <summary>The state of an exchange that is forwarded.</summary>
internal sealed class CacheExchange
{
    private readonly Lock _lock = new();
    private bool _isClosed;

    /// <summary>The key; null if the request concerns nothing in the cache.</summary>
    public string? Key { get; init; }

    public ResponseIdentity Identity { get; init; }

    public RequestDirectives Directives { get; init; }

    /// <summary>The number of removals of the key when the request began.</summary>
    public long Removals { get; init; }

    /// <summary>The purges that this node knew when the request began; null without a shared store.</summary>
    public PurgeSet? Purges { get; init; }

    /// <summary>The generation of the URI in the shared store; null if it isn't known, so that the response isn't shared.</summary>
    public string? Generation { get; set; }

    /// <summary>The timestamp when the request began.</summary>
    public long RequestedAt { get; init; }

    /// <summary>The name of the consumer when the request passed the cache.</summary>
    public string? Consumer { get; init; }

    /// <summary>Whether an authentication hook had accepted the request when it passed the cache.</summary>
    public bool PassedAuthentication { get; init; }

    /// <summary>Whether the request has credentials, whether the gateway or the upstream verifies them.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>The request headers when the request passed the cache, which a lookup compares; null if nothing may be stored. Plugins
    /// further down change those of the request.</summary>
    public IHeaderDictionary? RequestHeaders { get; init; }

    /// <summary>The key that notes that responses can't be stored: clients with and without credentials or cookies don't slow each other
    /// down.</summary>
    public string MarkKey { get; init; } = "";

    /// <summary>Whether the response to a successful request changes the resource.</summary>
    public bool IsUnsafe { get; init; }

    /// <summary>Whether the response may be stored.</summary>
    public bool MayStore { get; init; }

    /// <summary>The response headers that the host or plugins have set before there was a response.</summary>
    public string[] PresetHeaders { get; set; } = [];

    /// <summary>The lines of <c>Vary</c> among them.</summary>
    public StringValues PresetVary { get; set; }

    /// <summary>The value of <c>Cache-Status</c> without the outcome.</summary>
    public required string Status { get; set; }

    /// <summary>The result for the metrics.</summary>
    public CacheResult Result { get; set; }

    /// <summary>The stored response that can't be used without asking the upstream.</summary>
    public StoredResponse? Stored { get; private set; }

    /// <summary>Whether the upstream is asked to validate the stored response.</summary>
    public bool Validates { get; private set; }

    /// <summary>The fill that other requests wait for.</summary>
    public Fill? Fill { get; private set; }

    /// <summary>The headers that the upstream has received.</summary>
    public HttpRequestHeaders? UpstreamHeaders { get; set; }

    /// <summary>Sets the stored response that the upstream may validate.</summary>
    public void Use(StoredResponse? stored)
    {
        Stored = stored;
        Status = stored is null ? CacheStatus.Missed : Directives.NoCache ? CacheStatus.Requested : CacheStatus.Stale;

        // A client's own tag can't be decided by a stored response without one: the upstream decides.
        Validates = stored is { Validators.HasAny: true }
            && (stored.Validators.Tag is not null || RequestHeaders!.IfNoneMatch.Count == 0);
    }

    /// <summary>Assigns a fill to this exchange, which ends it. If the exchange has ended while its hook was waiting, the fill ends at
    /// once, because nothing else would end it.</summary>
    /// <returns>Whether the exchange hasn't ended.</returns>
    public bool TryTake(Fill fill)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                Fill = fill;
                return true;
            }
        }

        fill.End(FillOutcome.Abandoned);
        return false;
    }

    /// <summary>Ends the exchange.</summary>
    /// <returns>The fill that is still open.</returns>
    public Fill? Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            return Fill is { HasEnded: false } open ? open : null;
        }
    }

    public bool IsPreset(string name) => PresetHeaders.Length > 0 && PresetHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);
}
