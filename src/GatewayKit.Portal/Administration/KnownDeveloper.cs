using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Administration;

/// <summary>A developer, as administrators see it.</summary>
/// <param name="Row">The account.</param>
/// <param name="Applications">The applications that the developer owns.</param>
internal sealed record KnownDeveloper(Developer Row, IReadOnlyList<KnownApplication> Applications)
{
    /// <summary>The address, or the id at the provider.</summary>
    public string Email => Reader.Of(Row).Email;
}
