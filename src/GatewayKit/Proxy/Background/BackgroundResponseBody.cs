using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Background;

/// <summary>Discards the body of a response.</summary>
/// <param name="response">The head of the response, which starts before the body.</param>
internal sealed class BackgroundResponseBody(BackgroundResponse response) : StreamResponseBodyFeature(Stream.Null)
{
    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await response.StartAsync().ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task CompleteAsync()
    {
        await response.StartAsync().ConfigureAwait(false);
        await base.CompleteAsync().ConfigureAwait(false);
    }
}
