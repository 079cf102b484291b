namespace GatewayKit.Portal.Database.Rows;

/// <summary>The state of a subscription. Its number is stored.</summary>
internal enum SubscriptionState
{
    /// <summary>The owner of the API decides.</summary>
    Pending = 1,

    /// <summary>The application belongs to the group of the plan.</summary>
    Active = 2,

    /// <summary>The owner has rejected it.</summary>
    Rejected = 3,

    /// <summary>The developer has canceled it, or the plan doesn't exist any more.</summary>
    Canceled = 4,

    /// <summary>The owner of the API has withdrawn it.</summary>
    Withdrawn = 5,
}
