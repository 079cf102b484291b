using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Email;

/// <summary>Sends messages in the background, so that the time of a response doesn't show whether an account exists.</summary>
internal sealed partial class EmailQueue(IPortalEmail email, ILogger<EmailQueue> logger) : BackgroundService
{
    private const int Capacity = 500;

    private readonly Channel<PortalMessage> _messages = Channel.CreateBounded<PortalMessage>(Capacity);

    /// <summary>Adds a message. If the queue is full, the message is dropped, and this is logged.</summary>
    public void Add(PortalMessage message)
    {
        if (!_messages.Writer.TryWrite(message))
            LogDropped();
    }

    /// <summary>Adds a message about a subscription. Half of the queue is left for the messages of accounts.</summary>
    public void AddNotice(PortalMessage message)
    {
        if (_messages.Reader.Count < Capacity / 2)
            Add(message);
        else
            LogDropped();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await email.SendAsync(message, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(error.Message);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A message of the portal couldn't be sent: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(2, LogLevel.Error, "A message of the portal was dropped, because too many are waiting.")]
    private partial void LogDropped();
}
