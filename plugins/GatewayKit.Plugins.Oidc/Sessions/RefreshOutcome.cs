namespace GatewayKit.Plugins.Oidc;

/// <summary>The outcomes of a refresh.</summary>
internal enum RefreshOutcome
{
    Refreshed,

    /// <summary>The provider doesn't accept the refresh token any more: the session has ended.</summary>
    Refused,

    /// <summary>The provider can't be asked at the moment.</summary>
    Unavailable,
}
