using GatewayKit.Configuration;

namespace GatewayKit.Store.Revisions;

/// <summary>Checks a content before it is written.</summary>
internal interface IRevisionCheck
{
    Task<ConfigErrors> CheckAsync(StoreContent next, CancellationToken cancellation);
}
