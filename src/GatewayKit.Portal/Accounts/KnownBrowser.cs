namespace GatewayKit.Portal.Accounts;

/// <summary>An account to which a browser has signed in.</summary>
/// <param name="Id">A random id, by which the attempts of the browser are counted.</param>
/// <param name="Developer">The id of the account.</param>
/// <param name="Stamp">The security stamp of the account; after a new password, only browsers that sign in with it are known.</param>
internal sealed record KnownBrowser(Guid Id, Guid Developer, string Stamp);
