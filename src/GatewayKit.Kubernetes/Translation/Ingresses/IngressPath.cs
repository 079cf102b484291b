using System.Text.RegularExpressions;
using GatewayKit.Configuration.Matching;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>A path of an Ingress with its backend.</summary>
internal sealed record IngressPath
{
    /// <summary>The id within the Ingress: the indexes of the rule and the path, or <c>default</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The index of the rule.</summary>
    public int Rule { get; init; }

    /// <summary>The host in lower case; null for any.</summary>
    public string? Host { get; init; }

    /// <summary>The path as the Ingress has it.</summary>
    public string Path { get; init; } = "/";

    public PathConditionKind Kind { get; init; }

    /// <summary>Whether the path is for requests that no other path matches.</summary>
    public bool IsDefault { get; init; }

    public required V1IngressBackend? Backend { get; init; }

    /// <summary>The conditions that an Ingress with the same host and path would have, too.</summary>
    public IngressPathKey Key => new(Host, Kind == PathConditionKind.Exact, Path, IsDefault);

    /// <summary>The condition of requests. A regular expression matches the beginning of a path, regardless of case.</summary>
    public PathCondition Condition => Kind switch
    {
        PathConditionKind.Regex => new PathCondition(PathConditionKind.Regex, $"(?i)(?:{Path}).*"),
        PathConditionKind.Prefix when Path == "/" => PathCondition.Any,
        _ => new PathCondition(Kind, Path),
    };

    /// <summary>The regular expression of the path.</summary>
    public string Pattern => Kind == PathConditionKind.Regex ? Path : Regex.Escape(Path);
}
