using GatewayKit.Portal.Subscriptions;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The active subscriptions to the APIs of an owner.</summary>
/// <param name="Form">The frame and its forms.</param>
/// <param name="Active">The subscriptions of the page.</param>
/// <param name="Number">The number of the page, from 0.</param>
/// <param name="HasNext">Whether there is another page.</param>
internal sealed record ActiveView(FormView Form, IReadOnlyList<OwnedSubscription> Active, int Number, bool HasNext);
