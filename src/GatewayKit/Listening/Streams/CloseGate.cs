using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Listening.Streams;

/// <summary>
/// Keeps the reads of a TLS connection and its close_notify (RFC 8446, section 6.1) apart: <c>SslStream</c> doesn't synchronize the two, so
/// a record that arrives while the alert is made could be lost, or could fail the alert.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class CloseGate
{
    private readonly SemaphoreSlim _entered = new(1, 1);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isClosing;

    /// <summary>Gets whether the alert is wanted, so that a read may have been canceled for it.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>Gets whether the alert was made, so that nothing cancels a read any more.</summary>
    public bool IsClosed => _closed.Task.IsCompleted;

    /// <summary>Enters for a read, which <see cref="Exit"/> ends.</summary>
    public async ValueTask EnterAsync()
    {
        if (_isClosing)
            await _closed.Task.ConfigureAwait(false);
        await _entered.WaitAsync().ConfigureAwait(false);
    }

    public void Exit() => _entered.Release();

    /// <summary>Creates the alert while no read runs, and sends it, which reads don't wait for.</summary>
    /// <param name="cancelRead">Cancels a read that has entered or will enter before the alert is made.</param>
    /// <param name="close">Creates the alert before it returns, and completes once it is sent.</param>
    public async ValueTask CloseAsync(Action cancelRead, Func<Task> close)
    {
        _isClosing = true;
        cancelRead();
        await _entered.WaitAsync().ConfigureAwait(false);
        Task sent;
        try
        {
            sent = close();
        }
        finally
        {
            _closed.SetResult();
            _entered.Release();
        }

        await sent.ConfigureAwait(false);
    }
}
