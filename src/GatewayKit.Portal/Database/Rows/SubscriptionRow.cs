namespace GatewayKit.Portal.Database.Rows;

/// <summary>A subscription of an application to a plan of an API. There is one for these three.</summary>
internal sealed class SubscriptionRow
{
    public const int MaximumReasonLength = 300;

    public const int MaximumGroupLength = 256;

    public required string Application { get; set; }

    /// <summary>The id of the API in <see cref="KeyOf"/>'s form.</summary>
    public required string Api { get; set; }

    /// <summary>The id of the plan in <see cref="KeyOf"/>'s form.</summary>
    public required string Plan { get; set; }

    public required SubscriptionState State { get; set; }

    /// <summary>The group that the subscription has granted last; empty if it was never active.</summary>
    public string Group { get; set; } = "";

    /// <summary>Whether the owner has withdrawn the subscription since the last approval. Another one needs the approval of the owner,
    /// whatever the plan says.</summary>
    public bool WasWithdrawn { get; set; }

    /// <summary>The reason of the owner for a rejection or a withdrawal; empty for none.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The time of the last change of the state, in UTC.</summary>
    public required DateTime Changed { get; set; }

    /// <summary>Returns the form in which ids are stored: the configuration ignores the case of ids, and has only ASCII in them.</summary>
    public static string KeyOf(string id) => id.ToLowerInvariant();
}
