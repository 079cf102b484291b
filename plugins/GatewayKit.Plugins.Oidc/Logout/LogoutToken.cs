namespace GatewayKit.Plugins.Oidc;

/// <summary>A valid logout token.</summary>
/// <param name="Id">Its id, which is used once.</param>
/// <param name="Subject">The user; null if it names only a session.</param>
/// <param name="SessionId">The session of the provider; null for all sessions of the user.</param>
internal sealed record LogoutToken(string Id, string? Subject, string? SessionId);
