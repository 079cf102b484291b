using GatewayKit.Configuration;
using GatewayKit.Store.Revisions;

namespace GatewayKit.Store.Tests.Support;

/// <summary>Accepts every content.</summary>
internal sealed class AcceptingCheck : IRevisionCheck
{
    public Task<ConfigErrors> CheckAsync(StoreContent next, CancellationToken cancellation) => Task.FromResult(new ConfigErrors());
}
