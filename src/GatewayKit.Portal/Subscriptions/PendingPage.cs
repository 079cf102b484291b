namespace GatewayKit.Portal.Subscriptions;

/// <summary>A page of the subscriptions that wait for a developer.</summary>
/// <param name="Subscriptions">The subscriptions, the oldest first.</param>
/// <param name="Number">The number of the page, from 1.</param>
/// <param name="Total">The number of subscriptions on all pages.</param>
internal sealed record PendingPage(IReadOnlyList<OwnedSubscription> Subscriptions, int Number, int Total)
{
    /// <summary>The maximum number of subscriptions of a page.</summary>
    public const int Size = 50;

    /// <summary>The number of the first subscription, from 1.</summary>
    public int First => ((Number - 1) * Size) + 1;

    /// <summary>The number of the last subscription.</summary>
    public int Last => First + Subscriptions.Count - 1;
}
