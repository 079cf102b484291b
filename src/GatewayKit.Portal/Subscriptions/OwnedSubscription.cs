using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>A subscription to an API of an owner.</summary>
/// <param name="Row">The subscription.</param>
/// <param name="Application">Its application.</param>
/// <param name="Developer">The owner of the application.</param>
/// <param name="Api">The title of the API.</param>
/// <param name="Plan">The title of the plan.</param>
internal sealed record OwnedSubscription(SubscriptionRow Row, ApplicationRow Application, Developer Developer, string Api, string Plan)
{
    /// <summary>Gets the path of the subscription below that of all. The ids are parts of addresses, so they aren't encoded.</summary>
    public string Path => $"{Row.Application}/{Row.Api}/{Row.Plan}";

    /// <summary>Gets the name and the address of the developer.</summary>
    public string Contact => $"{Developer.Name}, {Developer.Email ?? Developer.ProviderEmail}";
}
