using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Portal;

/// <summary>The content of the developer portal: the APIs behind the gateway, and guides.</summary>
public sealed record PortalConfig : IValidatedOptions
{
    /// <summary>The name of the portal. Default: <c>APIs</c>.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? Title { get; init; }

    /// <summary>The public address of the gateway, such as <c>https://api.example.com</c>, which the documentation shows. Default: the
    /// address at which a reader reaches the gateway, if the portal knows it.</summary>
    [StringLength(2000, MinimumLength = 1)]
    public string? Server { get; init; }

    /// <summary>Whether readers can send requests to the gateway from the pages of operations. Everyone who reaches the portal can then
    /// also reach the routes of the APIs that the portal shows. Default: false.</summary>
    public bool TryIt { get; init; }

    /// <summary>The APIs by id, up to 1,000. An id is part of addresses: up to 64 letters, digits, <c>.</c>, <c>_</c> and
    /// <c>-</c>.</summary>
    public ImmutableDictionary<string, PortalApi> Apis { get; init; } =
        ImmutableDictionary.Create<string, PortalApi>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The plans to which developers subscribe their applications, by id, up to 200. An id has the form of an API's.</summary>
    public ImmutableDictionary<string, PortalPlan> Plans { get; init; } =
        ImmutableDictionary.Create<string, PortalPlan>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The guides, in the order in which the portal lists them, up to 200.</summary>
    [MaxLength(200)]
    public ImmutableArray<PortalGuide> Guides { get; init; } = [];

    /// <summary>The node that the section was bound from, used in messages; null if it was created in code.</summary>
    internal ConfigNode? Node { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Server is not null && !PortalText.IsWebAddress(Server))
            yield return new OptionsError("server", $"is {DisplayText.Text(Server)}; it must be an http or https address, such as "
                + "https://api.example.com");
        if (Apis.Count > PortalText.MaxApis)
            yield return new OptionsError("apis", $"has {Apis.Count} entries; at most {PortalText.MaxApis} are allowed");
        foreach (var id in Apis.Keys.Where(id => !PortalText.IsId(id)).Order(StringComparer.Ordinal))
            yield return new OptionsError("apis", $"has the id {DisplayText.Text(id)}; {PortalText.IdRule}");
        foreach (var error in ValidatePlans().Concat(PlanGroups.Validate(this)))
            yield return error;
        foreach (var (index, guide) in Guides.Index())
        {
            if (Guides.Take(index).Any(other => other.Id.Equals(guide.Id, StringComparison.OrdinalIgnoreCase)))
                yield return new OptionsError($"guides[{index}].id", $"is {DisplayText.Text(guide.Id)}, as in an earlier guide");
        }
    }

    private IEnumerable<OptionsError> ValidatePlans()
    {
        if (Plans.Count > PortalText.MaxPlans)
            yield return new OptionsError("plans", $"has {Plans.Count} entries; at most {PortalText.MaxPlans} are allowed");
        foreach (var id in Plans.Keys.Where(id => !PortalText.IsId(id)).Order(StringComparer.Ordinal))
            yield return new OptionsError("plans", $"has the id {DisplayText.Text(id)}; {PortalText.IdRule}");
        foreach (var (id, plan) in Plans.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var (index, api) in plan.Apis.Index())
            {
                if (!Apis.TryGetValue(api, out var known))
                    yield return new OptionsError($"plans.{id}.apis[{index}]", $"is {DisplayText.Text(api)}, which isn't in 'apis'");
                else if (plan.Approval == PortalApproval.Owner && known.Owner is not ({ Email: not null } or { Group: not null }))
                    yield return new OptionsError(
                        $"plans.{id}.approval",
                        $"is owner, but the API {DisplayText.Text(api)} has no owner with an e-mail address or a group");
                else if (plan.Approval == PortalApproval.Owner && known.Owner is { Group: null, Email: { } email }
                    && !PortalText.IsEmail(email))
                    yield return new OptionsError(
                        $"plans.{id}.approval",
                        $"is owner, but no account can have the e-mail address {DisplayText.Text(email)} of the owner of the API "
                            + $"{DisplayText.Text(api)}; it has up to {PortalText.MaxEmail} characters of ASCII");
            }
        }
    }
}
