namespace GatewayKit.Configuration.Policies;

/// <summary>A failure of an attempt without a response.</summary>
public enum RetryOn
{
    /// <summary>No connection could be established, so the request wasn't sent.</summary>
    Connect,

    /// <summary>The connection ended, or its bytes weren't valid HTTP, before there was a response.</summary>
    Reset,

    /// <summary>The attempt took longer than <c>timeout.perTry</c>.</summary>
    Timeout,
}
