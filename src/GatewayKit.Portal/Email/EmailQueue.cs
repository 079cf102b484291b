using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Email;

/// <summary>
/// Sends messages, and prepares those that depend on an account, in the background, so that the time of a response doesn't show whether the
/// account exists. When the host stops, the queue finishes until the host's shutdown timeout; what is left then is lost, which is
/// logged.
/// </summary>
internal sealed partial class EmailQueue(IPortalEmail email, ILogger<EmailQueue> logger) : BackgroundService
{
    private const int Capacity = 500;

    private readonly Channel<Func<CancellationToken, Task>> _steps = Channel.CreateBounded<Func<CancellationToken, Task>>(Capacity);
    private readonly CancellationTokenSource _end = new();

    /// <summary>Adds a message.</summary>
    public void Add(PortalMessage message) => Add(cancellation => email.SendAsync(message, cancellation));

    /// <summary>Adds a step that prepares a message. If the queue is full, the step is dropped, and this is logged.</summary>
    public void Add(Func<CancellationToken, Task> step)
    {
        if (!_steps.Writer.TryWrite(step))
            LogDropped();
    }

    /// <summary>Adds a message about a subscription. Half of the queue is left for the messages of accounts.</summary>
    public void AddNotice(PortalMessage message)
    {
        if (_steps.Reader.Count < Capacity / 2)
            Add(message);
        else
            LogDropped();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using (cancellationToken.Register(_end.Cancel).ConfigureAwait(false))
            await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (_steps.Reader.Count is > 0 and var count)
            LogLost(count);
    }

    public override void Dispose()
    {
        _end.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _steps.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
                await RunAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await RunAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Runs the steps that wait, and those that they add.</summary>
    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested && _steps.Reader.TryRead(out var step))
        {
            try
            {
                await step(_end.Token).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                LogFailed(error.Message);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A message of the portal couldn't be sent: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(2, LogLevel.Error, "A message of the portal was dropped, because too many are waiting.")]
    private partial void LogDropped();

    [LoggerMessage(3, LogLevel.Error, "The host stops before {Count} messages of the portal are sent.")]
    private partial void LogLost(int count);
}
