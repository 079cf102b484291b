using GatewayKit.Planning;

namespace GatewayKit.Cli.Commands;

/// <summary>The settings of <c>gatewaykit plan</c>.</summary>
internal sealed record PlanSettings
{
    /// <summary>The files of the earlier configuration.</summary>
    public required IReadOnlyList<string> Before { get; init; }

    /// <summary>The files of the new configuration.</summary>
    public required IReadOnlyList<string> After { get; init; }

    /// <summary>The files with recorded requests.</summary>
    public required IReadOnlyList<string> Traffic { get; init; }

    /// <summary>The host of requests whose record has none.</summary>
    public required string Host { get; init; }

    /// <summary>The scheme of requests whose record has none; null to derive it from the earlier configuration.</summary>
    public string? Scheme { get; init; }

    /// <summary>The kinds of changes that the exit code reports; empty for all.</summary>
    public IReadOnlyList<ChangeKind> FailOn { get; init; } = [];

    /// <summary>Gets whether the report is JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>The folders of plugins; empty for those that ship with the tool.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];
}
