using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-error-pages</c>.</summary>
internal sealed record ErrorPagesOptions : IValidatedOptions
{
    /// <summary>The cluster that has the pages.</summary>
    [ClusterId]
    public required string Cluster { get; init; }

    /// <summary>The statuses of responses that are replaced, 300 to 599.</summary>
    [MinLength(1), MaxLength(100)]
    public required IReadOnlyList<int> Statuses { get; init; }

    /// <summary>The headers of the request for a page, which describe the route.</summary>
    [MaxLength(10)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => Statuses.Any(status => status is < 300 or > 599) ? [new OptionsError("statuses", "must be between 300 and 599")] : [];
}
