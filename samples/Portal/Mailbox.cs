using System.Collections.Concurrent;
using GatewayKit.Portal;

namespace Portal;

/// <summary>Prints the e-mail of the portal instead of sending it.</summary>
internal sealed class Mailbox : IPortalEmail
{
    /// <summary>Whether messages are printed. Those about the seeded accounts aren't.</summary>
    public bool IsPrinting { get; set; }

    /// <summary>The latest message by its recipient.</summary>
    public ConcurrentDictionary<string, PortalMessage> Latest { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Task SendAsync(PortalMessage message, CancellationToken cancellation = default)
    {
        Latest[message.To] = message;
        if (IsPrinting)
            Console.WriteLine($"E-mail to {message.To}: {message.Subject}\n{message.Text}");
        return Task.CompletedTask;
    }
}
