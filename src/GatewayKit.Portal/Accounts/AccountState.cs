namespace GatewayKit.Portal.Accounts;

/// <summary>The feature of a request to a portal with accounts.</summary>
/// <param name="Reader">The developer; null if the reader isn't signed in.</param>
internal sealed record AccountState(Reader? Reader);
