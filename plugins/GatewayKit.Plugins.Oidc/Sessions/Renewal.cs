namespace GatewayKit.Plugins.Oidc;

/// <summary>The state of an exchange whose response must have a new session cookie.</summary>
internal sealed record Renewal(Visitor Visitor);
