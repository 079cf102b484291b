using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>The body of a subrequest's response, as the gateway writes it.</summary>
internal sealed class SubrequestResponseBody(SubrequestResponse response, SubrequestOutput output) : StreamResponseBodyFeature(output)
{
    public override async Task StartAsync(CancellationToken cancellationToken = default)
        => await response.StartAsync().ConfigureAwait(false);

    public override async Task CompleteAsync()
    {
        await response.StartAsync().ConfigureAwait(false);
        await base.CompleteAsync().ConfigureAwait(false);
        output.Complete();
    }
}
