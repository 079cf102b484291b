using Microsoft.AspNetCore.DataProtection;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The state of all entries that share their sessions. It outlives a reload.</summary>
internal sealed class Realm
{
    private const string Purpose = "GatewayKit.Plugins.Oidc";

    public Realm(RealmKey key, IDataProtectionProvider protection, TimeProvider time)
    {
        var own = protection.CreateProtector(Purpose, key.Name);
        Name = key.Name;
        Sessions = new Seal<Session>(own.CreateProtector("session"), OidcJson.Compact.Session);
        Logins = new Seal<PendingLogin>(own.CreateProtector("login"), OidcJson.Compact.PendingLogin);
        Refreshes = new RefreshLedger(time);
    }

    public string Name { get; }

    public Seal<Session> Sessions { get; }

    public Seal<PendingLogin> Logins { get; }

    public RefreshLedger Refreshes { get; }

    public CallbackRoutes Routes { get; } = new();
}
