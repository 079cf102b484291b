using GatewayKit.Portal.Subscriptions;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The active subscriptions to the APIs of an owner.</summary>
internal sealed record ActiveView(FormView Form, OwnedPage Active);
