namespace GatewayKit.Plugins.AspNetCoreAuth;

/// <summary>The response to a request without valid credentials.</summary>
public enum ChallengeMode
{
    /// <summary>The gateway's 401 problem document.</summary>
    Problem,

    /// <summary>The host's challenge, such as a redirect to a login page, if a browser navigates; otherwise the 401 problem
    /// document.</summary>
    Browser,

    /// <summary>The host's challenge.</summary>
    Scheme,
}
