using GatewayKit.Portal;

namespace GatewayKit.Cli.Hosting;

/// <summary>Prints messages instead of sending them, for trials. Not to the log, which has no queries of links.</summary>
internal sealed class PrintedEmail(TextWriter output) : IPortalEmail
{
    public Task SendAsync(PortalMessage message, CancellationToken cancellation = default)
        => output.WriteLineAsync($"Message to {message.To}: {message.Subject}\n{message.Text}");
}
