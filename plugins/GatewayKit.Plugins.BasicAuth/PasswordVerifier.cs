using System.Collections.Concurrent;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>The state that all entries of <c>basic-auth</c> share: remembered passwords and running verifications.</summary>
public sealed class PasswordVerifier : IDisposable
{
    private readonly ConcurrentDictionary<KeyedDigest, TaskCompletionSource<Verdict>> _running = new();

    internal VerifiedPasswords Verified { get; } = new();

    internal VerificationQueue Queue { get; } = new();

    /// <inheritdoc />
    public void Dispose() => Queue.Dispose();

    /// <summary>
    /// Starts the verification of credentials, unless the same ones are being verified: a client that opens several connections at once
    /// causes
    /// a single verification.
    /// </summary>
    /// <param name="digest">The digest of the credentials.</param>
    /// <param name="verdict">The verdict of the running verification.</param>
    /// <returns>Whether the caller must verify, and then call <see cref="End"/>.</returns>
    internal bool TryBegin(in KeyedDigest digest, out Task<Verdict> verdict)
    {
        var mine = new TaskCompletionSource<Verdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = _running.GetOrAdd(digest, mine);
        verdict = running.Task;
        return running == mine;
    }

    internal void End(in KeyedDigest digest, Verdict verdict)
    {
        if (_running.TryRemove(digest, out var running))
            running.TrySetResult(verdict);
    }
}
