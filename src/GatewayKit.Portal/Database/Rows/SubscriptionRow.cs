namespace GatewayKit.Portal.Database.Rows;

/// <summary>A subscription of an application to a plan of an API. There is one for these three.</summary>
internal sealed class SubscriptionRow
{
    public const int MaximumReasonLength = 300;

    public required string Application { get; set; }

    /// <summary>The id of the API, as configured.</summary>
    public required string Api { get; set; }

    /// <summary>The id of the plan, as configured.</summary>
    public required string Plan { get; set; }

    public required SubscriptionState State { get; set; }

    /// <summary>The reason of the owner for a rejection; empty for none.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The time of the last change of the state, in UTC.</summary>
    public required DateTime Changed { get; set; }
}
