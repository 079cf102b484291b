namespace GatewayKit.Plugins.BasicAuth;

/// <summary>The result of a verification, which requests with the same credentials share.</summary>
internal enum Verdict
{
    /// <summary>There is no result: the address has reached its limit, the queue is full, or the request was aborted.</summary>
    None,

    /// <summary>The password is right.</summary>
    Right,

    /// <summary>The password is wrong.</summary>
    Wrong,
}
