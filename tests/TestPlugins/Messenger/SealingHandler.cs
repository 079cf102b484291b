namespace Messenger;

/// <summary>A handler of the assembly's own, which the factory keeps.</summary>
public sealed class SealingHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("Seal", "unbroken");
        return base.SendAsync(request, cancellationToken);
    }
}
