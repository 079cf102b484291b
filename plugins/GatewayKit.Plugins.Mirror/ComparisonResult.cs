namespace GatewayKit.Plugins.Mirror;

/// <summary>The result of comparing two responses.</summary>
internal enum ComparisonResult
{
    /// <summary>The compared parts are equal.</summary>
    Same,

    /// <summary>The status codes are different.</summary>
    Status,

    /// <summary>The status codes are equal, and the bodies are different.</summary>
    Body,

    /// <summary>One of the responses isn't complete, too long or encoded differently.</summary>
    Skipped,
}
