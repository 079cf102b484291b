namespace GatewayKit.Plugins.Oidc;

/// <summary>The result of a refresh.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Session">The new session; null if there is none.</param>
internal sealed record RefreshResult(RefreshOutcome Outcome, Session? Session = null);
