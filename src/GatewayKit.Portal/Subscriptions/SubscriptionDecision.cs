using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>A decision about a subscription that waits for approval.</summary>
/// <param name="Rejection">The reason of a rejection, which can be empty; null for an approval.</param>
internal sealed record SubscriptionDecision(string? Rejection)
{
    /// <summary>The allowed reasons.</summary>
    public static readonly string ReasonRule = $"A reason has one line with up to {SubscriptionRow.MaximumReasonLength} characters.";

    /// <summary>Reads the fields of a form.</summary>
    /// <returns>The decision; null if a field is invalid.</returns>
    public static SubscriptionDecision? Read(string decision, string reason, out string error)
    {
        error = decision is not ("approve" or "reject") ? "The decision must be to approve or to reject."
            : reason.Length > 0 && !PortalNames.IsName(reason, SubscriptionRow.MaximumReasonLength) ? ReasonRule
            : "";
        return error.Length > 0 ? null : new SubscriptionDecision(decision == "approve" ? null : reason);
    }
}
