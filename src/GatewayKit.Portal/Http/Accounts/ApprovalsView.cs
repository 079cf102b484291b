namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The subscriptions that wait for the owner of an API.</summary>
internal sealed record ApprovalsView(FormView Form, PendingView Table);
