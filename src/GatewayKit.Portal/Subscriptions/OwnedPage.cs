using System.Globalization;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>A page of the subscriptions to the APIs of an owner.</summary>
/// <param name="Subscriptions">The subscriptions.</param>
/// <param name="Number">The number of the page, from 1.</param>
/// <param name="Total">The number of subscriptions on all pages.</param>
internal sealed record OwnedPage(IReadOnlyList<OwnedSubscription> Subscriptions, int Number, int Total)
{
    /// <summary>The maximum number of subscriptions of a page.</summary>
    public const int Size = 50;

    /// <summary>The number of the first subscription, from 1.</summary>
    public int First => ((Number - 1) * Size) + 1;

    /// <summary>The number of the last subscription.</summary>
    public int Last => First + Subscriptions.Count - 1;

    /// <summary>Returns the number of a page in an address; 1 for any other text.</summary>
    public static int NumberOf(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;

    /// <summary>Returns the nearest number of a page that exists.</summary>
    public static int NearestTo(int number, int total) => Math.Clamp(number, 1, Math.Max(1, (total + Size - 1) / Size));
}
