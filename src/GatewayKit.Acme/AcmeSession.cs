using System.Diagnostics.CodeAnalysis;
using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Renewal;
using GatewayKit.Acme.Storage;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme;

/// <summary>The work in the background for one version of the options: it renews certificates, and reads the challenges of other
/// nodes.</summary>
internal sealed partial class AcmeSession(
    CertificateRenewal renewal, AcmeRecords records, ChallengeBoard board, AcmeTimings timings, TimeProvider time, ILogger logger)
    : IDisposable
{
    private static readonly TimeSpan s_afterError = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Starts.</summary>
    /// <param name="before">The end of the session before.</param>
    /// <param name="listening">Completes when the gateway listens: the server's requests would fail before.</param>
    /// <param name="begin">Called then.</param>
    public void Start(Task before, Task listening, Action begin)
    {
        var stopped = _stop.Token;
        _running = Task.Run(async () =>
        {
            await before.ConfigureAwait(false);
            await listening.WaitAsync(stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stopped.IsCancellationRequested)
                begin();
            await Task.WhenAll(
                RepeatAsync(renewal.RunAsync, stopped),
                RepeatAsync(ReadChallengeAsync, stopped)).ConfigureAwait(false);
        }, CancellationToken.None);
    }

    /// <summary>Stops, and ends an order that is running.</summary>
    /// <returns>The end.</returns>
    public Task StopAsync()
    {
        _stop.Cancel();
        return _running;
    }

    public void Dispose() => _stop.Dispose();

    private async Task<TimeSpan> ReadChallengeAsync(CancellationToken cancellation)
    {
        await board.ReadAsync(records, cancellation).ConfigureAwait(false);
        return timings.ChallengePoll;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The work must continue after an error.")]
    private async Task RepeatAsync(Func<CancellationToken, Task<TimeSpan>> work, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await work(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                wait = s_afterError;
                LogFailed(error is AcmeStorageException ? null : error, error.Message);
            }

            await Task.Delay(wait, time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(10, LogLevel.Error, "The work on ACME certificates failed. {Reason} It continues in a minute.")]
    private partial void LogFailed(Exception? error, string reason);
}
