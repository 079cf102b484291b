namespace GatewayKit.Portal.Accounts;

/// <summary>The encrypted content of the session cookie.</summary>
/// <param name="Token">The random token of the session.</param>
/// <param name="Stamp">The security stamp of the account at the sign-in. A new password changes it, and so also ends a session that began
/// with the old password at the same time.</param>
internal sealed record SessionTicket(string Token, string Stamp);
