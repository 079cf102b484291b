using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>A subscription that waits for the owner of its API.</summary>
/// <param name="Row">The subscription.</param>
/// <param name="Application">Its application.</param>
/// <param name="Developer">The owner of the application.</param>
internal sealed record PendingSubscription(SubscriptionRow Row, ApplicationRow Application, Developer Developer);
