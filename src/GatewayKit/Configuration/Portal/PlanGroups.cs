using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration.Portal;

/// <summary>
/// The rule of the groups of plans: a plan grants its group, and so all that the group opens. A group that an owner approves is therefore
/// neither granted by a plan without approval nor by another owner.
/// </summary>
internal static class PlanGroups
{
    public static IEnumerable<OptionsError> Validate(PortalConfig portal)
    {
        var groups = portal.Plans.OrderBy(plan => plan.Key, StringComparer.Ordinal)
            .GroupBy(plan => plan.Value.Group, StringComparer.OrdinalIgnoreCase);
        foreach (var group in groups.Where(plans => plans.Any(plan => plan.Value.Approval == PortalApproval.Owner)))
        {
            foreach (var (id, _) in group.Where(plan => plan.Value.Approval != PortalApproval.Owner))
                yield return new OptionsError(
                    $"plans.{id}.group", $"is {DisplayText.Text(group.Key)}, which another plan grants only after an approval");
            var owners = group.SelectMany(plan => plan.Value.Apis).Select(portal.Apis.GetValueOrDefault)
                .Select(api => api?.Owner).OfType<PortalOwner>()
                .Select(owner => (owner.Email?.ToUpperInvariant(), owner.Group)).Distinct().Count();
            if (owners > 1)
                yield return new OptionsError(
                    $"plans.{group.First().Key}.group",
                    $"is {DisplayText.Text(group.Key)}, which the owners of different APIs approve; each owner needs a group");
        }
    }
}
