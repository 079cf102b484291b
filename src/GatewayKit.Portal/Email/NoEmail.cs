namespace GatewayKit.Portal.Email;

/// <summary>Sends no message: for a portal without SMTP whose developers sign in at a provider.</summary>
internal sealed class NoEmail : IPortalEmail
{
    public Task SendAsync(PortalMessage message, CancellationToken cancellation = default) => Task.CompletedTask;
}
