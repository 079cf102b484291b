using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Portal;

/// <summary>A plan to which developers subscribe their applications. Its limits are those of a group.</summary>
public sealed record PortalPlan
{
    /// <summary>The name of the plan. Default: its id.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Title { get; init; }

    /// <summary>One sentence about the plan, such as its limits, up to 300 characters.</summary>
    [StringLength(300)]
    public string? Summary { get; init; }

    /// <summary>The group of the gateway that applications with an active subscription belong to.</summary>
    [StringLength(256, MinimumLength = 1)]
    public required string Group { get; init; }

    /// <summary>The ids of the APIs that have the plan: 1 to 100.</summary>
    [MinLength(1)]
    [MaxLength(100)]
    public required ImmutableArray<string> Apis { get; init; }

    /// <summary>Who approves a subscription: <c>automatic</c>, or the <c>owner</c> of the API. Default: <c>automatic</c>.</summary>
    public PortalApproval Approval { get; init; }
}
