using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>
/// Verifies passwords whose hashes take long, on at most half of the cores for all routes together, so that other requests can run.
/// Requests beyond that wait in a queue of bounded length. Correct passwords are remembered as digests.
/// </summary>
internal sealed class SlowPasswords(PasswordFile file)
{
    private const int WaitingPerSlot = 20;
    private const int MostVerified = 10_000;

    private static readonly int s_concurrency = int.Clamp(Environment.ProcessorCount / 2, 1, 8);
    private static readonly SemaphoreSlim s_slots = new(s_concurrency);
    private static int s_pending;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<UInt128, byte> _verified = new();

    /// <summary>Returns whether a password was verified before.</summary>
    public bool IsVerified(string user, string password) => _verified.ContainsKey(DigestOf(user, password));

    /// <summary>Verifies a password.</summary>
    /// <returns>Whether it is correct; null if the queue is full.</returns>
    public async ValueTask<bool?> VerifyAsync(string user, string password, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref s_pending) > s_concurrency * (1 + WaitingPerSlot))
        {
            Interlocked.Decrement(ref s_pending);
            return null;
        }

        try
        {
            await s_slots.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                if (!await Task.Run(() => file.IsValid(user, password), CancellationToken.None).ConfigureAwait(false))
                    return false;
            }
            finally
            {
                s_slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref s_pending);
        }

        if (_verified.Count >= MostVerified)
            _verified.Clear();
        _verified[DigestOf(user, password)] = 0;
        return true;
    }

    private UInt128 DigestOf(string user, string password)
    {
        var digest = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{user.Length}:{user}{password}"));
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
