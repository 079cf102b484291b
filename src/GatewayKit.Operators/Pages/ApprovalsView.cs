using GatewayKit.Operators.Http;
using GatewayKit.Portal.Http.Accounts;

namespace GatewayKit.Operators.Pages;

/// <summary>The subscriptions that wait for approval.</summary>
/// <param name="Page">The frame.</param>
/// <param name="Table">The subscriptions.</param>
/// <param name="Notice">The message of the form before; null for none.</param>
internal sealed record ApprovalsView(OperatorPage Page, PendingView Table, string? Notice);
