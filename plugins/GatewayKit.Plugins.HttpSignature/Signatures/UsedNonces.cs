using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// Remembers the nonces of accepted signatures in the counter store, for all nodes that share it. All entries of the plugin with the same
/// times share the nonces, so that a signature isn't accepted again on another route.
/// </summary>
internal sealed partial class UsedNonces
{
    // The store in this process bounds the counters of a policy. One policy would be full after 250 requests per second.
    private const int Policies = 8;

    private readonly ICounterStore _counters;
    private readonly CounterPolicy[] _policies;
    private readonly LogThrottle _throttle;
    private readonly ILogger _logger;
    private readonly StoreErrorPolicy _onError;

    public UsedNonces(HttpSignatureOptions options, ICounterStore counters, TimeProvider time, ILogger logger)
    {
        (_counters, _throttle, _logger, _onError) = (counters, new LogThrottle(time), logger, options.OnStoreError);

        // A bucket of one that is full again only when the signature has expired on every node.
        var window = options.MaxAge + (3 * options.ClockSkew) + TimeSpan.FromSeconds(1);
        _policies =
        [
            .. Enumerable.Range(0, Policies).Select(index => new CounterPolicy(
                $"nonces/http-signature/{index}", CounterAlgorithm.TokenBucket, new CounterLimit(1, window))),
        ];
    }

    /// <summary>Records the use of a nonce. Completes synchronously with a counter store in this process.</summary>
    public async ValueTask<SignatureFault> UseAsync(string keyId, string nonce, CancellationToken cancellation)
    {
        // A line break can't be part of a key id.
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{keyId}\n{nonce}"));
        try
        {
            var subject = new CounterSubject(Convert.ToBase64String(hash));
            var decision = await _counters
                .TryAcquireAsync(_policies[hash[0] % Policies], subject, cancellationToken: cancellation)
                .ConfigureAwait(false);
            return decision.IsAllowed ? SignatureFault.None : SignatureFault.Replayed;
        }
        catch (CounterStoreException error)
        {
            if (_throttle.IsDue())
                LogLost(error, _onError);
            return _onError == StoreErrorPolicy.Continue ? SignatureFault.None : SignatureFault.StoreUnavailable;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Nonces of signatures can't be checked; the policy is '{Policy}'. Logged once a minute.")]
    private partial void LogLost(Exception error, StoreErrorPolicy policy);
}
