using GatewayKit.Configuration;
using GatewayKit.Store.Revisions;

namespace GatewayKit.Store.Tests.Support;

/// <summary>Accepts every content, after a step of the test has run once.</summary>
internal sealed class InterruptedCheck : IRevisionCheck
{
    /// <summary>The step for the next check; null for none.</summary>
    public Func<Task>? Next { get; set; }

    public async Task<ConfigErrors> CheckAsync(StoreContent next, CancellationToken cancellation)
    {
        if (Next is { } step)
        {
            Next = null;
            await step();
        }

        return new ConfigErrors();
    }
}
