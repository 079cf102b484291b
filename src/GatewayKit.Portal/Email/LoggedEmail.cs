using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Email;

/// <summary>Logs messages instead of sending them. Only for development: the log has links that change passwords.</summary>
internal sealed partial class LoggedEmail(ILogger<LoggedEmail> logger) : IPortalEmail
{
    public Task SendAsync(PortalMessage message, CancellationToken cancellation = default)
    {
        LogMessage(message.To, message.Text);
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "Message to '{Address}' logged, because this is development without SMTP: {Text}")]
    private partial void LogMessage(string address, string text);
}
