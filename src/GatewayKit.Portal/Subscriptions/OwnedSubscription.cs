using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>A subscription to an API of an owner.</summary>
/// <param name="Row">The subscription.</param>
/// <param name="Application">Its application.</param>
/// <param name="Developer">The owner of the application.</param>
internal sealed record OwnedSubscription(SubscriptionRow Row, ApplicationRow Application, Developer Developer);
