using Microsoft.AspNetCore.DataProtection;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The realms of all entries. Entries with the same options share one, and it lives while an entry uses it.</summary>
internal sealed class Realms
{
    private readonly Dictionary<RealmKey, (Realm Realm, int Users)> _realms = [];
    private readonly Lock _lock = new();

    /// <summary>Returns the realm for a key. Call <see cref="Release"/> for each call.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hosts">The keys of the host, for a realm without a folder.</param>
    /// <param name="time">The clock.</param>
    public Realm Acquire(RealmKey key, IDataProtectionProvider hosts, TimeProvider time)
    {
        lock (_lock)
        {
            var (realm, users) = _realms.GetValueOrDefault(key);
            realm ??= new Realm(key, key.Keys is null ? hosts : Open(key.Keys, key.Application), time);
            _realms[key] = (realm, users + 1);
            return realm;
        }
    }

    public void Release(RealmKey key)
    {
        lock (_lock)
        {
            if (!_realms.TryGetValue(key, out var realm))
                return;

            if (realm.Users > 1)
                _realms[key] = (realm.Realm, realm.Users - 1);
            else
                _realms.Remove(key);
        }
    }

    private static IDataProtectionProvider Open(string folder, string application)
        => DataProtectionProvider.Create(new DirectoryInfo(folder), protection => protection.SetApplicationName(application));
}
