using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>A plan of an API.</summary>
internal sealed record PlanChoice(ApiEntry Api, string PlanId, PortalPlan Plan)
{
    /// <summary>The name of the plan.</summary>
    public string PlanTitle => Plan.Title ?? PlanId;

    /// <summary>The value of the choice in a form. The ids of APIs and plans don't have this separator.</summary>
    public string Value => $"{Api.Id}/{PlanId}";

    /// <summary>Returns the plans of APIs.</summary>
    public static IEnumerable<PlanChoice> Of(PortalContent content, IEnumerable<ApiEntry> apis)
        => apis.SelectMany(api => content.PlansOf(api).Select(plan => new PlanChoice(api, plan.Id, plan.Plan)));
}
