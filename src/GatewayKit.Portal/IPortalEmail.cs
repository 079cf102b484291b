namespace GatewayKit.Portal;

/// <summary>Sends the e-mail of the portal. Register an implementation in the services of the host to replace SMTP.</summary>
public interface IPortalEmail
{
    /// <summary>Sends a message. An exception is logged, and the message isn't sent again.</summary>
    /// <param name="message">The message. Its text can have a link that must stay secret, so it must not be logged.</param>
    /// <param name="cancellation">Cancels the call when the host stops.</param>
    Task SendAsync(PortalMessage message, CancellationToken cancellation = default);
}
