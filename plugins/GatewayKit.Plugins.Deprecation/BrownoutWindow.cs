namespace GatewayKit.Plugins.Deprecation;

/// <summary>A time in which requests fail, to show clients before the sunset that they depend on the API.</summary>
public sealed record BrownoutWindow
{
    /// <summary>The begin.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end.</summary>
    public required DateTimeOffset Until { get; init; }
}
