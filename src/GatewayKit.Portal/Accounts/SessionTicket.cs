namespace GatewayKit.Portal.Accounts;

/// <summary>The encrypted content of the session cookie.</summary>
/// <param name="Id">A random id, so that each sign-in has another cookie.</param>
/// <param name="Developer">The id of the account.</param>
/// <param name="Stamp">The security stamp of the account; a new password, for example, changes it.</param>
/// <param name="Expires">The end of the session.</param>
internal sealed record SessionTicket(Guid Id, Guid Developer, string Stamp, DateTimeOffset Expires);
