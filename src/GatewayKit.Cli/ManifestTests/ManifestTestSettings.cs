namespace GatewayKit.Cli.ManifestTests;

/// <summary>The settings of a test of manifests from the command line.</summary>
internal sealed record ManifestTestSettings
{
    /// <summary>The files and folders; <c>-</c> for stdin.</summary>
    public required IReadOnlyList<string> Manifests { get; init; }

    public bool IsRecursive { get; init; }

    public IReadOnlyList<TestRequest> Requests { get; init; } = [];

    /// <summary>The files of requests with expected responses.</summary>
    public IReadOnlyList<string> Expectations { get; init; } = [];

    /// <summary>Gets whether the command serves until it is stopped.</summary>
    public bool Serves { get; init; }

    /// <summary>Gets whether resources that aren't accepted don't change the exit code.</summary>
    public bool IgnoresStatuses { get; init; }
}
