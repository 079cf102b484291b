namespace GatewayKit.Portal.Accounts;

/// <summary>The feature of a request to a portal with accounts.</summary>
/// <param name="Reader">The developer; null if the reader isn't signed in.</param>
/// <param name="Session">The id of the session; null if the reader isn't signed in.</param>
internal sealed record AccountState(Reader? Reader, string? Session);
