namespace GatewayKit.Pipeline;

/// <summary>The setting that lets the thread pool of the process grow for blocked threads.</summary>
internal sealed record ThreadReplacement(bool IsEnabled);
