using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>
/// The last uses of the configured keys at this node, in memory. All entries share it, and it survives reloads. It never has more records
/// than there are configured keys.
/// </summary>
public sealed class KeyUses
{
    private readonly ConcurrentDictionary<CredentialKey, KeyUse> _uses = new();
    private readonly WeakReference<IConsumerDirectory?> _latest = new(null);
    private readonly ConditionalWeakTable<IConsumerDirectory, VerifiedKeys> _verified = [];

    /// <summary>Removes the records of keys that aren't configured any more.</summary>
    /// <param name="consumers">The consumers of a new configuration.</param>
    internal void Forget(IConsumerDirectory consumers)
    {
        lock (_latest)
        {
            if (_latest.TryGetTarget(out var latest) && ReferenceEquals(latest, consumers))
                return;

            _latest.SetTarget(consumers);
        }

        foreach (var (key, _) in _uses)
        {
            if (!consumers.TryFind<KeyAuthCredential>(key, out _))
                _uses.TryRemove(key, out _);
        }
    }

    /// <summary>Returns the verified keys of the consumers of a configuration, which all its entries share.</summary>
    internal VerifiedKeys VerifiedOf(IConsumerDirectory consumers) => _verified.GetValue(consumers, static _ => new VerifiedKeys());

    /// <summary>Records a use. Allocates only for the first use of a key.</summary>
    internal void Record(in CredentialKey key, DateTimeOffset time)
    {
        if (!_uses.TryGetValue(key, out var use))
            use = _uses.GetOrAdd(key, static _ => new KeyUse());
        use.Record(time);
    }

    /// <summary>Returns the time of the last use; null if there was none.</summary>
    internal DateTimeOffset? Find(in CredentialKey key) => _uses.TryGetValue(key, out var use) ? use.Time : null;
}
