using GatewayKit.Passwords;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>
/// Verifies passwords on the thread pool, on at most half of the cores, so that hashing can't keep other requests from running. Requests
/// beyond that wait in a queue of bounded length.
/// </summary>
/// <param name="concurrency">The maximum number of concurrent verifications.</param>
internal sealed class VerificationQueue(int concurrency) : IDisposable
{
    /// <summary>The number of verifications that can wait for each concurrent one: about two seconds.</summary>
    public const int WaitingPerSlot = 20;

    /// <summary>A bound of the memory: Argon2id takes up to 256 MiB for each verification.</summary>
    private const int MaximumConcurrency = 8;

    private readonly SemaphoreSlim _slots = new(concurrency);
    private readonly int _capacity = concurrency * (1 + WaitingPerSlot);
    private int _pending;

    public VerificationQueue()
        : this(int.Clamp(Environment.ProcessorCount / 2, 1, MaximumConcurrency))
    {
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>Verifies a password.</summary>
    /// <returns>Whether it is right; null if the queue is full.</returns>
    public async ValueTask<bool?> VerifyAsync(PasswordHash hash, ReadOnlyMemory<byte> password)
    {
        if (Interlocked.Increment(ref _pending) > _capacity)
        {
            Interlocked.Decrement(ref _pending);
            return null;
        }

        try
        {
            await _slots.WaitAsync().ConfigureAwait(false);
            try
            {
                return await Task.Run(async () => await hash.VerifyAsync(password).ConfigureAwait(false)).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }
}
