using GatewayKit.Portal.Subscriptions;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The table of subscriptions that wait, on a page of the portal or of operators.</summary>
/// <param name="Pending">The subscriptions.</param>
/// <param name="TokenName">The name of the field with the token of the forms.</param>
/// <param name="Token">The token.</param>
/// <param name="Address">The address of the page.</param>
internal sealed record PendingView(OwnedPage Pending, string TokenName, string Token, string Address);
