namespace GatewayKit.Soak.Model;

/// <summary>The answer that a configuration demands.</summary>
/// <param name="Status">The status code; 0 for a connection that is cut in the middle of the body.</param>
/// <param name="Body">The body; null if it doesn't matter.</param>
internal sealed record Expectation(int Status, string? Body = null);
