using GatewayKit.Plugins.Cache.Store;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>A response that waits to be written to the shared store.</summary>
/// <param name="Key">The URI.</param>
/// <param name="Generation">The generation of the URI when the response was requested.</param>
/// <param name="Purges">The purges that the response has seen.</param>
/// <param name="Response">The response; null to start another generation of the URI, which removes its responses.</param>
internal sealed record SharedWrite(string Key, string Generation, string Purges, StoredResponse? Response)
{
    public int Size => Response?.Body.Length ?? 0;
}
